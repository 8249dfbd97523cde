import { setTimeout as wait } from 'node:timers/promises';
import { CannotRunError } from '../errors.ts';
import { type Answer, type Post, post, type Wire } from './post.ts';

export interface Delivery {
  readonly post: Post;
  /** What errors call the receiver. */
  readonly receiver: string;
  /** Ends it all, whatever is under way. */
  readonly signal: AbortSignal;
  readonly timing?: Partial<Timing>;
  readonly wire?: Wire;
}

interface Timing {
  /** For one try. */
  readonly timeoutMs: number;
  readonly tries: number;
  /** Before the second try; doubled before each further one. */
  readonly pauseMs: number;
  /** A receiver that asks for a longer pause (Retry-After) is not waited for any longer. */
  readonly longestPauseMs: number;
}

const usualTiming: Timing = { timeoutMs: 5_000, tries: 3, pauseMs: 500, longestPauseMs: 10_000 };

/**
 * Posts until it is taken: again when the receiver has too much to do (429), is broken (5xx) or cannot be reached.
 *
 * @throws CannotRunError in one line, which says nothing of the URL and has no cause that does
 */
export async function deliver({ post: message, receiver, signal, timing = {}, wire = {} }: Delivery): Promise<void> {
  const { timeoutMs, tries, pauseMs, longestPauseMs } = { ...usualTiming, ...timing };
  for (let attempt = 1; ; attempt += 1) {
    const answer = await post(message, signal, timeoutMs, wire);
    if ('status' in answer && answer.status >= 200 && answer.status < 300) return;
    if (!isWorthAnotherTry(answer) || attempt === tries || signal.aborted) {
      const times = attempt === 1 ? '' : ` (${attempt} tries)`;
      throw new CannotRunError(`${receiver}: ${wordsFor(answer)}${times}`);
    }
    const asked = 'status' in answer ? millisecondsAsked(answer.retryAfter) : 0;
    const pause = Math.min(longestPauseMs, Math.max(asked, pauseMs * 2 ** (attempt - 1)));
    // A pause that is cut short by the signal is followed by a try that fails at once, and is said to have.
    await wait(pause, undefined, { signal }).catch(() => {});
  }
}

function isWorthAnotherTry(answer: Answer): boolean {
  return 'status' in answer ? answer.status === 429 || answer.status >= 500 : answer.isPassing;
}

function wordsFor(answer: Answer): string {
  if (!('status' in answer)) return answer.problem;
  const isRedirect = answer.status >= 300 && answer.status < 400;
  return `answered ${answer.status}${isRedirect ? ', a redirect, which is not followed' : ''}`;
}

/** RFC 9110, 10.2.3: seconds, or a date. */
function millisecondsAsked(retryAfter: string | undefined): number {
  if (retryAfter === undefined) return 0;
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const until = Date.parse(retryAfter) - Date.now();
  return Number.isNaN(until) ? 0 : Math.max(0, until);
}
