import { oncePer } from './once.ts';

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
 * Whether something happened inside the window. What is dated after its end counts: the data can be younger than the clock
 * that was asked for.
 */
export function isInside(window: Window, at: string): boolean {
  return Date.parse(at) >= startOf(window).ms;
}

/** A large account asks this of half a million dates. */
const startOf = oncePer((window: Window) => ({ ms: Date.parse(window.from) }));

/** The newest of some instants; null when there is none. */
export function newest(instants: Iterable<string | null>): string | null {
  let found: string | null = null;
  let foundMs = Number.NEGATIVE_INFINITY;
  for (const at of instants) {
    const ms = at === null ? Number.NEGATIVE_INFINITY : Date.parse(at);
    if (ms > foundMs) [found, foundMs] = [at, ms];
  }
  return found;
}

/** Whether two instants are the same as far as the credential report tells, which has whole seconds. */
export function isSameSecond(left: string | null, right: string | null): boolean {
  if (left === null || right === null) return false;
  return Math.floor(Date.parse(left) / 1000) === Math.floor(Date.parse(right) / 1000);
}
