/**
 * JSON in which nothing is written twice. Findings of a large account repeat each other: the same services granted by the
 * same statements, the same policies and sentences, thousands of times. Packed, every distinct value has one place in a
 * table, and whatever holds it names the place; unpacked, it is one object for all who hold it.
 *
 * A list is written as `[-1, ...places]`, an object as `[index of its keys, ...places]`, other values as they are. Places
 * only point backwards; the last one is the whole.
 */
export interface Packed {
  readonly shapes: readonly (readonly string[])[];
  readonly table: readonly (Scalar | readonly number[])[];
}

type Scalar = string | number | boolean | null;

const LIST = -1;

/** Packs what JSON can say: of an object, what is undefined is left out. */
export function pack(value: unknown): Packed {
  const packing = new Packing();
  packing.place(value);
  return { shapes: packing.shapes, table: packing.table };
}

class Packing {
  readonly shapes: string[][] = [];
  readonly table: (Scalar | number[])[] = [];
  readonly #placeOfScalar = new Map<Scalar, number>();
  /** What is one object already needs no second look. */
  readonly #placeOfObject = new Map<object, number>();
  readonly #firstKey: Shape = { following: new Map(), index: null };
  /** Entries that are being made, one behind the other: one that is there already was never made for itself. */
  readonly #making: number[] = [];
  /** Hash table of the lists and objects: their places, plus one; 0 is free. Its size is a power of two. */
  #slots = new Int32Array(2 ** 18);
  #taken = 0;

  place(value: unknown): number {
    if (typeof value === 'object' && value !== null) return this.#known(value);
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      return this.#scalar(value);
    throw new TypeError(`JSON has no ${typeof value}`);
  }

  #scalar(value: Scalar): number {
    const known = this.#placeOfScalar.get(value);
    if (known !== undefined) return known;
    const place = this.table.push(value) - 1;
    this.#placeOfScalar.set(value, place);
    return place;
  }

  #known(value: object): number {
    const known = this.#placeOfObject.get(value);
    if (known !== undefined) return known;
    const start = this.#making.length;
    if (Array.isArray(value)) this.#list(value);
    else this.#object(value);
    const place = this.#made(start);
    this.#placeOfObject.set(value, place);
    return place;
  }

  #list(items: readonly unknown[]): void {
    this.#making.push(LIST);
    for (const item of items) this.#making.push(this.place(item));
  }

  #object(value: object): void {
    const keys = Object.keys(value);
    const values: readonly unknown[] = Object.values(value);
    const start = this.#making.push(LIST) - 1;
    let shape = this.#firstKey;
    for (let index = 0; index < values.length; index++) {
      if (values[index] === undefined) continue;
      shape = nextOf(shape, keys[index] ?? '');
      this.#making.push(this.place(values[index]));
    }
    shape.index ??= this.shapes.push(keys.filter((_, index) => values[index] !== undefined)) - 1;
    this.#making[start] = shape.index;
  }

  /** The place of the entry that was made last, which begins at `start`. */
  #made(start: number): number {
    const making = this.#making;
    if (this.#taken * 2 >= this.#slots.length) this.#widen();
    let slot = this.#slotOf(making, start);
    for (let taken = this.#slots[slot]; taken; taken = this.#slots[slot]) {
      if (isSame(this.table[taken - 1], making, start)) {
        making.length = start;
        return taken - 1;
      }
      slot = (slot + 1) & (this.#slots.length - 1);
    }
    const place = this.table.push(making.slice(start)) - 1;
    making.length = start;
    this.#slots[slot] = place + 1;
    this.#taken++;
    return place;
  }

  #widen(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (const [place, entry] of this.table.entries()) {
      if (isScalar(entry)) continue;
      let slot = this.#slotOf(entry, 0);
      while (this.#slots[slot]) slot = (slot + 1) & (this.#slots.length - 1);
      this.#slots[slot] = place + 1;
    }
  }

  /** Where an entry is looked for first: FNV-1a of its numbers, and then mixed, because only the low bits are taken. */
  #slotOf(entry: readonly number[], start: number): number {
    let hash = 0x811c9dc5;
    for (let index = start; index < entry.length; index++) hash = Math.imul(hash ^ (entry[index] ?? 0), 0x01000193);
    return (hash ^ (hash >>> 15)) & (this.#slots.length - 1);
  }
}

/** The keys of objects as a tree: those of one object are a way down from its root. */
interface Shape {
  readonly following: Map<string, Shape>;
  /** Its place among the shapes; null: no object has just these keys yet. */
  index: number | null;
}

function nextOf({ following }: Shape, key: string): Shape {
  let next = following.get(key);
  if (next === undefined) {
    next = { following: new Map(), index: null };
    following.set(key, next);
  }
  return next;
}

/** Whether an entry of the table is the one that begins at `start`. */
function isSame(entry: Scalar | number[] | undefined, making: readonly number[], start: number): boolean {
  if (!Array.isArray(entry) || entry.length !== making.length - start) return false;
  for (let index = 0; index < entry.length; index++) if (entry[index] !== making[start + index]) return false;
  return true;
}

/** The value that was packed. Do not change it: its parts are shared. */
export function unpack({ shapes, table }: Packed): unknown {
  const values: unknown[] = [];
  for (const entry of table) values.push(isScalar(entry) ? entry : built(entry, shapes, values));
  return values.at(-1);
}

function isScalar(entry: Scalar | readonly number[]): entry is Scalar {
  return typeof entry !== 'object' || entry === null;
}

function built(entry: readonly number[], shapes: Packed['shapes'], values: readonly unknown[]): unknown {
  const keys = shapes[entry[0] ?? LIST];
  if (keys === undefined) return entry.slice(1).map((place) => values[place]);
  const object: Record<string, unknown> = {};
  let index = 1;
  for (const key of keys) {
    const value = values[entry[index++] ?? -1];
    // A document may have a key of that name, which would otherwise become the prototype.
    if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true });
    else object[key] = value;
  }
  return object;
}
