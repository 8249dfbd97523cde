import type { Proof } from './chance.ts';

export const paceModes = ['fast', 'gentle'] as const;

/** How a run treats a limit that it shares with others: `fast` works at it, `gentle` stays below it. */
export type PaceMode = (typeof paceModes)[number];

/** Of who says nothing: production, which shares the limit, comes first. */
export const defaultPace: PaceMode = 'gentle';

/** A number of calls, or what can be made of them in a time if that is less. */
export interface Stretch {
  readonly calls: number;
  readonly seconds: number;
}

/** How a limit shows, and how soon more is asked for. */
export interface Stage extends Proof {
  /** Once it is probed for more: in what stretch the rate doubles. It rises by the square, slowly at first. */
  readonly probe: Stretch;
}

/** What makes a mode. Lengths are counted in calls, because so is what probing costs: the calls under way are throttled. */
export interface ModeRules {
  /** Calls a second before any limit is known, and what each call that is granted adds to them. */
  readonly start: number;
  readonly rise: number;
  /** Calls under way before any limit is known: one, and another for so many that are granted. All may be throttled. */
  readonly callsForAnother: number;
  /** When no limit is known, and when one is. */
  readonly first: Stage;
  readonly later: Stage;
  /** The part of the limit that is used once it is found. */
  readonly share: number;
  /** After a throttle nothing is called for the time of so many calls: what comes back meanwhile, others can use. */
  readonly pauseCalls: number;
  /** How long the rate stays as it is before it is probed for more. */
  readonly hold: Stretch;
}

/*
 * The numbers follow from what is promised: `fast` has at most one call in twenty throttled, `gentle` at most one in a
 * hundred, and neither loses any. docs/bench.md has what they measure.
 */
export const rulesByMode: Readonly<Record<PaceMode, ModeRules>> = {
  /** No pace until calls are throttled one after the other; then just below the limit, and soon above it. */
  fast: {
    start: Number.POSITIVE_INFINITY,
    rise: 0,
    callsForAnother: 12,
    first: { throttledShare: 0.5, odds: 20_000, probe: { calls: 60, seconds: 30 } },
    later: { throttledShare: 0.15, odds: 600, probe: { calls: 400, seconds: 200 } },
    share: 0.95,
    pauseCalls: 2,
    hold: { calls: 0, seconds: 0 },
  },
  /** Twice as fast every quarter of a second until calls are throttled; then a quarter below the limit, and seldom above it. */
  gentle: {
    start: 4,
    rise: 3,
    callsForAnother: 10,
    first: { throttledShare: 0.7, odds: 1_400, probe: { calls: 50, seconds: 20 } },
    later: { throttledShare: 0.15, odds: 600, probe: { calls: 50, seconds: 20 } },
    share: 0.75,
    pauseCalls: 5,
    hold: { calls: 1_000, seconds: 240 },
  },
};
