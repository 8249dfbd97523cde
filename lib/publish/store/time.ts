/** The only clock and the only pause of the store, given by whoever makes it. */
export interface Time {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}
