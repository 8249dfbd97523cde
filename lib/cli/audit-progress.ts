import type { Ledger } from '../aws/ledger.ts';
import type { CollectProgress } from '../collect/context.ts';

/** Calls to start a last-accessed job and to read it. */
const CALLS_PER_PRINCIPAL = 2;
/** How far back the rate looks. */
const RATE_WINDOW_MS = 10_000;
/** Before that an estimate is a guess. */
const MIN_ESTIMATE_MS = 5_000;

export interface AuditProgressOptions {
  readonly ledger: Pick<Ledger, 'snapshot'>;
  /** In milliseconds. */
  readonly clock: () => number;
}

interface Sweep {
  readonly asked: number;
  readonly done: number;
  readonly total: number;
}

/**
 * Words for how far the reading of an account is: what goes on, how long it still takes, calls made and to be made, their
 * rate, and how many of them AWS refused for it.
 */
export class AuditProgress {
  readonly #ledger: Pick<Ledger, 'snapshot'>;
  readonly #clock: () => number;
  readonly #samples: { readonly atMs: number; readonly calls: number }[] = [];
  #message = 'finding out which account this is';
  #sweep: Sweep | null = null;
  #sweepStart: { readonly atMs: number; readonly callsDone: number } | null = null;

  constructor({ ledger, clock }: AuditProgressOptions) {
    this.#ledger = ledger;
    this.#clock = clock;
  }

  /** Takes note of what reading has come to. */
  step({ source, message, asked, done, total }: CollectProgress): void {
    this.#message = message;
    if (source !== 'last-accessed' || asked === undefined || done === undefined || total === undefined) return;
    this.#sweep = { asked, done, total };
    this.#sweepStart ??= { atMs: this.#clock(), callsDone: asked + done };
  }

  /** Takes note of what comes after reading. */
  say(message: string): void {
    this.#message = message;
    this.#sweep = null;
  }

  /** The most important first. */
  parts(): readonly string[] {
    const { calls, throttles } = this.#ledger.snapshot();
    const rate = `${this.#callsPerSecond(calls)} calls/s`;
    const refused = throttles === 0 ? [] : [`${number(throttles)} throttled`];
    const sweep = this.#sweep;
    if (sweep === null || sweep.done === sweep.total) {
      return [this.#message, ...(calls === 0 ? [] : [`${number(calls)} calls`, rate]), ...refused];
    }
    const left = CALLS_PER_PRINCIPAL * sweep.total - sweep.asked - sweep.done;
    return [
      `asking IAM about ${number(sweep.asked)} of ${number(sweep.total)} principals, ${number(sweep.done)} answered`,
      ...this.#timeLeft(sweep, left),
      `${number(calls)} of ${number(calls + left)} calls`,
      rate,
      ...refused,
    ];
  }

  /** At the rate of the whole sweep: within it, jobs are started fast and waited for slowly. */
  #timeLeft({ asked, done }: Sweep, callsLeft: number): readonly string[] {
    if (this.#sweepStart === null) return [];
    const elapsedMs = this.#clock() - this.#sweepStart.atMs;
    const callsDone = asked + done - this.#sweepStart.callsDone;
    if (elapsedMs < MIN_ESTIMATE_MS || callsDone === 0) return [];
    return [`${duration((callsLeft * elapsedMs) / callsDone)} left`];
  }

  #callsPerSecond(calls: number): string {
    const atMs = this.#clock();
    this.#samples.push({ atMs, calls });
    while (atMs - (this.#samples[0]?.atMs ?? atMs) > RATE_WINDOW_MS) this.#samples.shift();
    const [first = { atMs, calls }] = this.#samples;
    const seconds = (atMs - first.atMs) / 1000;
    const rate = seconds === 0 ? 0 : (calls - first.calls) / seconds;
    return rate < 10 ? rate.toFixed(1) : rate.toFixed(0);
  }
}

function number(value: number): string {
  return value.toLocaleString('en');
}

/** No more exact than it can be known. */
function duration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 10) return 'a few seconds';
  if (seconds < 90) return `about ${Math.round(seconds / 10) * 10} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `about ${minutes} min` : `about ${Math.round(minutes / 60)} h`;
}
