import type { Aws } from '../aws/aws.ts';
import type { Configuration } from '../config/configuration.ts';
import type { CoverageSource } from '../snapshot/snapshot.ts';

/** What reading has come to, for whoever waits for it. */
export interface CollectProgress {
  readonly source: CoverageSource;
  /** One line for a person. */
  readonly message: string;
  /** Of a source that is read piece by piece. */
  readonly done?: number;
  readonly total?: number;
  /** Of pieces that are first asked for, and later there. */
  readonly asked?: number;
}

/** What every source reads with. */
export interface CollectContext {
  readonly aws: Aws;
  readonly configuration: Configuration;
  readonly clock: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  /** When it fires, nothing new is begun; what is under way is finished. */
  readonly signal: AbortSignal;
  /** When it fires, nobody further is asked about; fires with `signal` at the latest. */
  readonly sweepSignal: AbortSignal;
  readonly report: (progress: CollectProgress) => void;
}

const SECOND_MS = 1_000;

/** Passes on at most one message a second of each source that counts its pieces, and all that says an end. */
export function onceASecond(
  onProgress: (progress: CollectProgress) => void,
  clock: () => Date,
): (progress: CollectProgress) => void {
  const lastAtMs = new Map<CoverageSource, number>();
  return (progress) => {
    const nowMs = clock().getTime();
    const isEnd = progress.done === undefined || progress.done === progress.total;
    if (!isEnd && nowMs - (lastAtMs.get(progress.source) ?? 0) < SECOND_MS) return;
    lastAtMs.set(progress.source, nowMs);
    onProgress(progress);
  };
}
