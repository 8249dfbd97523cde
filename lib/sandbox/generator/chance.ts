import { createHash } from 'node:crypto';

/** A time before the account's clock, in days; a whole number of minutes. */
export type DaysAgo = number;

const minutesInDay = 24 * 60;

/** A stream of draws that follows from its seed, so that the same seed makes the same account. */
export class Chance {
  #state: number;

  constructor(seed: string) {
    this.#state = createHash('sha256').update(seed).digest().readUInt32LE();
  }

  /** A number in [0, 1): the generator Mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  isTrue(probability: number): boolean {
    return this.next() < probability;
  }

  /** From `least` to `most`, both included. */
  integer(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** A time from `least` to `most` days ago. */
  ago(least: DaysAgo, most: DaysAgo): DaysAgo {
    return this.integer(Math.round(least * minutesInDay), Math.round(most * minutesInDay)) / minutesInDay;
  }

  /** One of the items. Throws a RangeError when there is none. */
  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.integer(0, items.length - 1)];
    if (item === undefined) {
      throw new RangeError('there is nothing to pick from');
    }
    return item;
  }

  /** As many of the items as asked for, or all, each once, in random order. */
  several<Item>(items: readonly Item[], count: number): Item[] {
    const rest = [...items];
    const drawn: Item[] = [];
    while (drawn.length < count && rest.length > 0) {
      const [item] = rest.splice(this.integer(0, rest.length - 1), 1);
      if (item !== undefined) {
        drawn.push(item);
      }
    }
    return drawn;
  }

  /** One of the items, each as likely as its weight. Throws a RangeError when there is none. */
  weighted<Item extends { readonly weight: number }>(items: readonly Item[]): Item {
    let left = this.next() * items.reduce((sum, { weight }) => sum + weight, 0);
    for (const item of items) {
      left -= item.weight;
      if (left < 0) {
        return item;
      }
    }
    return this.pick(items.slice(-1));
  }
}
