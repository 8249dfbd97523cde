/** One call as the embedded account saw it. */
export interface LedgerEntry {
  /** As in IAM actions: `iam`, `ssm`, `cloudwatch`. */
  readonly service: string;
  /** `?` when the request asked for nothing that the service has here. */
  readonly operation: string;
  /** HTTP status; 0 when the connection was cut instead of an answer. */
  readonly status: number;
  /** Wire code of the error that was answered, or the fault that broke the connection. */
  readonly code?: string;
  /** The wire's clock, milliseconds since 1970. */
  readonly time: number;
  readonly durationMs: number;
  /** Absent when the request was not authenticated. */
  readonly callerArn?: string;
  readonly accountId?: string;
  readonly region?: string;
  readonly isThrottled: boolean;
}

/** Entries that are kept; older ones are only counted. */
const capacity = 200_000;

/** The record of every call that was made to the embedded account. */
export class Ledger {
  #entries: LedgerEntry[] = [];
  #counts = new Map<string, number>();
  #throttled = 0;
  #total = 0;

  add(entry: LedgerEntry): void {
    this.#entries[this.#total % capacity] = entry;
    this.#total += 1;
    this.#throttled += entry.isThrottled ? 1 : 0;
    const action = `${entry.service}:${entry.operation}`;
    this.#counts.set(action, (this.#counts.get(action) ?? 0) + 1);
  }

  /** The latest entries (200,000 at most), oldest first. */
  entries(): readonly LedgerEntry[] {
    const oldest = this.#total > capacity ? this.#total % capacity : 0;
    return [...this.#entries.slice(oldest), ...this.#entries.slice(0, oldest)];
  }

  /** Calls since the start or the last reset, throttled and failed ones too, by `service:Operation`, most frequent first. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].sort(([, one], [, other]) => other - one));
  }

  /** All calls, or those of one `service:Operation`. */
  count(action?: string): number {
    return action === undefined ? this.#total : (this.#counts.get(action) ?? 0);
  }

  /** How many calls were answered with a throttling error. */
  throttled(): number {
    return this.#throttled;
  }

  reset(): void {
    this.#entries = [];
    this.#counts = new Map();
    this.#throttled = 0;
    this.#total = 0;
  }
}
