/**
 * Ages at which the very first job is looked at, until it is found finished: early enough for an account whose jobs
 * take a second or two, and few enough looks when they take half a minute.
 */
const FIRST_LOOKS_AT_MS = [2_500, 12_000, 33_000, 60_000] as const;

/** Room for jobs that take a little longer than those seen so far, and for AWS's dates being rounded to seconds. */
const LEEWAY = { factor: 1.2, ms: 1_000 } as const;

/** Learns from each answer how long AWS takes over a job, so that the next one is read once, when it is finished. */
export class JobDurations {
  #longestDoneMs: number | undefined;
  #longestRunningMs = 0;

  /** Whether some job was seen finished. Before that, only one job is looked at. */
  get isLearnt(): boolean {
    return this.#longestDoneMs !== undefined;
  }

  /** The age at which a job that was not looked at yet is most likely finished, in milliseconds. */
  get expectedMs(): number {
    if (this.#longestDoneMs === undefined) return this.nextLookAfter(this.#longestRunningMs);
    return Math.max(this.#longestDoneMs, this.#longestRunningMs) * LEEWAY.factor + LEEWAY.ms;
  }

  /** The age at which to look again at a job that was still running at the age given. */
  nextLookAfter(ageMs: number): number {
    return FIRST_LOOKS_AT_MS.find((look) => look > ageMs) ?? ageMs * 2;
  }

  sawRunning(ageMs: number): void {
    this.#longestRunningMs = Math.max(this.#longestRunningMs, ageMs);
  }

  sawDone(durationMs: number): void {
    this.#longestDoneMs = Math.max(this.#longestDoneMs ?? 0, durationMs);
  }
}
