const DAY_MS = 24 * 60 * 60 * 1000;

/** The stretch of time in which a check looked for use; both ends belong to it. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

export function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}

/** The window of `days` days that ends now: use exactly `days` days ago is still inside. */
export function windowOf(now: Date, days: number): Window {
  return { from: daysBefore(now, days).toISOString(), to: now.toISOString() };
}

/**
 * Negative when the first instant is before the second, positive when it is after, 0 when they are one.
 * Texts of one length are of one precision, all in UTC, and compare as they stand: a large account has half a million of them.
 */
export function compareInstants(left: string, right: string): number {
  if (left.length !== right.length) return Date.parse(left) - Date.parse(right);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/**
 * Whether something happened inside the window. What is dated after its end counts: the data can be younger than the clock
 * that was asked for.
 */
export function isInside(window: Window, at: string): boolean {
  return compareInstants(at, window.from) >= 0;
}

/** The newest of some instants; null when there is none. */
export function newest(instants: Iterable<string | null>): string | null {
  let found: string | null = null;
  for (const at of instants) {
    if (at !== null && (found === null || compareInstants(at, found) > 0)) found = at;
  }
  return found;
}

/** Whether two instants are the same as far as the credential report tells, which has whole seconds. */
export function isSameSecond(left: string | null, right: string | null): boolean {
  if (left === null || right === null) return false;
  return Math.floor(Date.parse(left) / 1000) === Math.floor(Date.parse(right) / 1000);
}
