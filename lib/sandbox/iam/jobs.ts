import type { AccessAdvisorUsageGranularityType } from '@aws-sdk/client-iam';
import type { Entity } from './entities.ts';

/** Work that AWS does behind the scenes and that is asked after: it is done when the sandbox's clock says so. */
export interface Job {
  readonly startedAt: Date;
  /** Milliseconds of the epoch; Infinity: never. */
  readonly doneAtMs: number;
}

export interface LastAccessedJob extends Job {
  readonly id: string;
  /** The caller's `uniqueId`: nobody else may read it. */
  readonly owner: string;
  /** What it reports on, as it was when asked for. */
  readonly entity: Entity;
  readonly granularity: AccessAdvisorUsageGranularityType;
  readonly fails: boolean;
}

export interface CredentialReport extends Job {
  /** What it will say: the account as it was when asked for. */
  readonly csv: string;
}

/** When a job that is started now will be done. */
export function doneAfter(seconds: number, now: Date): Job {
  return { startedAt: now, doneAtMs: now.getTime() + seconds * 1000 };
}

export function isDone(job: Job, now: Date): boolean {
  return now.getTime() >= job.doneAtMs;
}
