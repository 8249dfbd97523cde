import { describeAwsError } from '../aws/describe-error.ts';
import { inParallel } from './concurrency.ts';

/** What came of one of many calls of the same kind. */
export type Outcome<Data> =
  | { readonly status: 'read'; readonly data: Data }
  | { readonly status: 'denied' | 'failed' | 'gone'; readonly reason: string };

export type Loss = Exclude<Outcome<never>, { status: 'read' }>;

/**
 * Calls that may be lost before any has got through, each after all its retries: then the permission is missing, or the
 * operation, and not for one entity alone.
 */
const FIRST_LOSSES_TO_STOP = 3;

/** Calls lost one after the other once some have got through, before AWS is taken to be out of reach. */
const LOSSES_TO_STOP = 10;

/** The same where nothing answers at all: each such call has waited for a minute or two, and a run has fifteen. */
const SILENCES_TO_STOP = 3;

/**
 * Makes many calls of one kind, one for each entity, and knows when there is no use in going on: when the first ones
 * are all denied or lost, when the credentials are no longer good, when nothing gets through any more. What is not asked any more
 * shares the reason for it.
 */
export class Asking {
  #grants = 0;
  #firstLosses = 0;
  #lossesInARow = 0;
  #stopped: Loss | undefined;

  /** True once it is clear that these calls are allowed, or that there is no use in them. */
  get isDecided(): boolean {
    return this.#grants > 0 || this.#stopped !== undefined;
  }

  /** Why nothing is asked any more; undefined while calls are made. */
  get stopped(): Loss | undefined {
    return this.#stopped;
  }

  /** Makes a call, unless there is no use in it. Never rejects. */
  async ask<Data>(call: () => Promise<Data>): Promise<Outcome<Data>> {
    if (this.#stopped) return this.#stopped;
    try {
      const data = await call();
      this.#grants += 1;
      this.#lossesInARow = 0;
      return { status: 'read', data };
    } catch (error) {
      return this.#learnFrom(error);
    }
  }

  /** Asks about every item: one at a time until it is decided, then `width` at a time. */
  async forEach<Item>(items: Iterable<Item>, width: number, work: (item: Item) => Promise<void>): Promise<void> {
    const queue = Iterator.from(items);
    for (let next = this.isDecided ? undefined : queue.next(); next && !next.done; next = queue.next()) {
      await work(next.value);
      if (this.isDecided) break;
    }
    await inParallel(queue, width, work);
  }

  #learnFrom(error: unknown): Loss {
    const { kind, message } = describeAwsError(error);
    if (kind === 'not-found') return { status: 'gone', reason: message };
    const loss: Loss = { status: kind === 'denied' ? 'denied' : 'failed', reason: message };
    if (kind !== 'denied') this.#lossesInARow += 1;
    // A throttle says that there is use in asking, only later; and the policy of one key or bucket says nothing of the others.
    const isItsOwn = kind === 'denied' && message.includes('resource-based policy');
    if (this.#grants === 0 && kind !== 'throttled' && !isItsOwn) this.#firstLosses += 1;
    const isInVain = this.#firstLosses >= FIRST_LOSSES_TO_STOP && this.#grants === 0;
    const isOutOfReach = this.#lossesInARow >= (kind === 'network' ? SILENCES_TO_STOP : LOSSES_TO_STOP);
    const isSignedOut = kind === 'expired-credentials' || kind === 'no-credentials';
    if (isInVain || isOutOfReach || isSignedOut) this.#stopped ??= loss;
    return loss;
  }
}
