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
  readonly #shapeByKeys = new Map<string, number>();
  readonly #placeOfScalar = new Map<Scalar, number>();
  readonly #placeByContent = new Map<string, number>();
  /** What is one object already needs no second look. */
  readonly #placeOfObject = new Map<object, number>();

  place(value: unknown): number {
    if (typeof value === 'object' && value !== null) return this.#known(value);
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      return this.#add(this.#placeOfScalar, value, value);
    throw new TypeError(`JSON has no ${typeof value}`);
  }

  #known(value: object): number {
    let place = this.#placeOfObject.get(value);
    if (place === undefined) {
      const entry = Array.isArray(value) ? [LIST, ...value.map((item) => this.place(item))] : this.#object(value);
      place = this.#add(this.#placeByContent, entry.join(), entry);
      this.#placeOfObject.set(value, place);
    }
    return place;
  }

  #object(value: object): number[] {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    const keys = entries.map(([key]) => key);
    const name = JSON.stringify(keys);
    let shape = this.#shapeByKeys.get(name);
    if (shape === undefined) {
      shape = this.shapes.push(keys) - 1;
      this.#shapeByKeys.set(name, shape);
    }
    return [shape, ...entries.map(([, item]) => this.place(item))];
  }

  #add<Key>(places: Map<Key, number>, key: Key, entry: Scalar | number[]): number {
    let place = places.get(key);
    if (place === undefined) {
      place = this.table.push(entry) - 1;
      places.set(key, place);
    }
    return place;
  }
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
