/** The integers from `start` up to but not including `end`. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * An immutable set of small non-negative integers, below a fixed size: here, of action numbers.
 * The operations that combine two sets need them of one size and throw RangeError otherwise.
 */
export class Bitset {
  /** Members are below this. */
  readonly size: number;
  readonly #words: Uint32Array;

  private constructor(size: number, words: Uint32Array) {
    this.size = size;
    this.#words = words;
  }

  static empty(size: number): Bitset {
    return new Bitset(size, new Uint32Array((size + 31) >>> 5));
  }

  /** @throws RangeError when a member is not an integer from 0 to below size */
  static of(size: number, members: Iterable<number>): Bitset {
    const words = new Uint32Array((size + 31) >>> 5);
    for (const member of members) {
      if (!Number.isInteger(member) || member < 0 || member >= size)
        throw new RangeError(`${member} is not below ${size}`);
      words[member >>> 5] = wordAt(words, member >>> 5) | (1 << (member & 31));
    }
    return new Bitset(size, words);
  }

  /** All integers of the given ranges; what is outside the size is left out. */
  static ofRanges(size: number, ranges: Iterable<Range>): Bitset {
    const words = new Uint32Array((size + 31) >>> 5);
    for (const { start, end } of ranges) fill(words, Math.max(0, start), Math.min(size, end));
    return new Bitset(size, words);
  }

  static union(size: number, sets: Iterable<Bitset>): Bitset {
    const all = Bitset.empty(size);
    for (const set of sets) {
      all.#requireSameSize(set);
      for (let index = 0; index < all.#words.length; index++) {
        all.#words[index] = wordAt(all.#words, index) | wordAt(set.#words, index);
      }
    }
    return all;
  }

  has(member: number): boolean {
    return member >= 0 && member < this.size && (wordAt(this.#words, member >>> 5) & (1 << (member & 31))) !== 0;
  }

  union(other: Bitset): Bitset {
    return Bitset.union(this.size, [this, other]);
  }

  intersect(other: Bitset): Bitset {
    const words = this.#copyToCombine(other);
    for (let index = 0; index < words.length; index++)
      words[index] = wordAt(words, index) & wordAt(other.#words, index);
    return new Bitset(this.size, words);
  }

  difference(other: Bitset): Bitset {
    const words = this.#copyToCombine(other);
    for (let index = 0; index < words.length; index++)
      words[index] = wordAt(words, index) & ~wordAt(other.#words, index);
    return new Bitset(this.size, words);
  }

  /** All integers below the size that are not members. */
  complement(): Bitset {
    const words = new Uint32Array(this.#words.length);
    for (let index = 0; index < words.length; index++) {
      words[index] = ~wordAt(this.#words, index) & maskOfRange(index, 0, this.size);
    }
    return new Bitset(this.size, words);
  }

  /** The members in the range. */
  within(range: Range): Bitset {
    const words = new Uint32Array(this.#words.length);
    const { start, end } = this.#clip(range);
    for (let index = start >>> 5; index << 5 < end; index++) {
      words[index] = wordAt(this.#words, index) & maskOfRange(index, start, end);
    }
    return new Bitset(this.size, words);
  }

  /** Whether some member is in the range. */
  overlapsRange(range: Range): boolean {
    return this.overlaps(this, range);
  }

  /** Whether the two have a member in common, in the range if one is given. */
  overlaps(other: Bitset, range: Range = { start: 0, end: this.size }): boolean {
    this.#requireSameSize(other);
    const { start, end } = this.#clip(range);
    for (let index = start >>> 5; index << 5 < end; index++) {
      const both = wordAt(this.#words, index) & wordAt(other.#words, index);
      if ((both & maskOfRange(index, start, end)) !== 0) return true;
    }
    return false;
  }

  isSubsetOf(other: Bitset): boolean {
    this.#requireSameSize(other);
    for (let index = 0; index < this.#words.length; index++) {
      if ((wordAt(this.#words, index) & ~wordAt(other.#words, index)) !== 0) return false;
    }
    return true;
  }

  equals(other: Bitset): boolean {
    return this.size === other.size && this.isSubsetOf(other) && other.isSubsetOf(this);
  }

  isEmpty(): boolean {
    for (let index = 0; index < this.#words.length; index++) if (wordAt(this.#words, index) !== 0) return false;
    return true;
  }

  count(): number {
    let count = 0;
    for (const word of this.#words) count += bitsIn(word);
    return count;
  }

  /** Members in ascending order. */
  *[Symbol.iterator](): Generator<number> {
    for (let index = 0; index < this.#words.length; index++) {
      let word = wordAt(this.#words, index);
      while (word !== 0) {
        const lowestBit = word & -word;
        yield (index << 5) + (31 - Math.clz32(lowestBit));
        word ^= lowestBit;
      }
    }
  }

  #copyToCombine(other: Bitset): Uint32Array {
    this.#requireSameSize(other);
    return this.#words.slice();
  }

  #clip({ start, end }: Range): Range {
    return { start: Math.max(0, start), end: Math.min(this.size, end) };
  }

  #requireSameSize(other: Bitset): void {
    if (this.size !== other.size) throw new RangeError(`sets of ${this.size} and of ${other.size} cannot be combined`);
  }
}

function wordAt(words: Uint32Array, index: number): number {
  return words[index] ?? 0;
}

function fill(words: Uint32Array, start: number, end: number): void {
  for (let index = start >>> 5; index << 5 < end; index++) {
    words[index] = wordAt(words, index) | maskOfRange(index, start, end);
  }
}

/** The bits of one word that stand for integers from `start` up to but not including `end`. */
function maskOfRange(index: number, start: number, end: number): number {
  const low = Math.max(0, start - (index << 5));
  const high = Math.min(32, end - (index << 5));
  if (low >= high) return 0;
  // A shift by 32 would be a shift by 0.
  return (0xffffffff >>> (32 - (high - low))) << low;
}

/** Population count by summing neighbouring groups of bits in parallel. */
function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
