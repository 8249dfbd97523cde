import { Asking, type Loss } from '../asking.ts';
import { inParallel } from '../concurrency.ts';
import type { CollectContext } from '../context.ts';
import { JobDurations } from './job-durations.ts';
import { type JobReport, readJob, startJob } from './jobs.ts';
import type { LastAccessedNeeds } from './needs.ts';

/** How long jobs are started before the first of them is read. Jobs belong to a session, and sessions end. */
const WINDOW_MS = 60_000;

/** Calls under way at a time. What holds them back is the pace of all calls to IAM, not this. */
const CALLS_AT_A_TIME = 10;

/** Age at which a job that is still running is given up. */
const MAX_JOB_AGE_MS = 15 * 60_000;

interface Job {
  readonly arn: string;
  readonly id: string;
  readonly startedAtMs: number;
}

/**
 * Last-accessed reports of many principals, at two calls each: for about a minute jobs are started, then they are read
 * in the same order, each when it has had the time that jobs are known to take.
 */
export class LastAccessedSweep {
  readonly #context: CollectContext;
  readonly #wanted: LastAccessedNeeds['wanted'];
  readonly #arns: string[] = [];
  readonly #starting = new Asking();
  readonly #reading = new Asking();
  readonly #durations = new JobDurations();
  readonly #results = new Map<string, JobReport>();
  /** Index of the first ARN that no job was started for. */
  #next = 0;

  constructor(context: CollectContext, wanted: LastAccessedNeeds['wanted']) {
    this.#context = context;
    this.#wanted = wanted;
  }

  /**
   * Asks about further principals; answers the reports of all so far, by ARN. When the run is stopped, jobs that were started
   * are still read, because no later session can, and who was not asked about by then is missing.
   */
  async run(arns: readonly string[]): Promise<ReadonlyMap<string, JobReport>> {
    this.#arns.push(...arns);
    while (this.#goesOn()) await this.#readJobs(await this.#startJobs());
    const { stopped } = this.#reading;
    if (stopped) for (const arn of this.#arns.slice(this.#next)) this.#results.set(arn, stopped);
    return this.#results;
  }

  #goesOn(): boolean {
    return this.#next < this.#arns.length && !this.#context.sweepSignal.aborted && !this.#reading.stopped;
  }

  async #startJobs(): Promise<readonly Job[]> {
    const jobs: Job[] = [];
    await this.#starting.forEach(this.#arnsOfWindow(), CALLS_AT_A_TIME, async (arn) => {
      const granularity = this.#wanted.get(arn) ?? 'SERVICE_LEVEL';
      const outcome = await this.#starting.ask(() => startJob(this.#context.aws.iamForSweeps(), arn, granularity));
      if (outcome.status === 'read') jobs.push({ arn, id: outcome.data, startedAtMs: this.#nowMs() });
      else this.#results.set(arn, outcome);
      this.#report();
    });
    return jobs;
  }

  *#arnsOfWindow(): Generator<string> {
    const endMs = this.#nowMs() + WINDOW_MS;
    while (this.#goesOn() && this.#nowMs() < endMs) {
      const arn = this.#arns[this.#next];
      if (arn === undefined) return;
      this.#next += 1;
      yield arn;
    }
  }

  async #readJobs(jobs: readonly Job[]): Promise<void> {
    const queue = jobs.values();
    // Until it is known how long jobs take, only the oldest one is asked after.
    for (let head = queue.next(); !head.done; head = queue.next()) {
      await this.#finish(head.value);
      if (this.#durations.isLearnt) break;
    }
    await inParallel(queue, CALLS_AT_A_TIME, (job) => this.#finish(job));
  }

  /** Looks at a job until it is finished, given up or no longer readable. */
  async #finish(job: Job): Promise<void> {
    let lookAtMs = this.#durations.expectedMs;
    while (lookAtMs <= MAX_JOB_AGE_MS) {
      await this.#untilAge(job, lookAtMs);
      const ageMs = this.#ageOf(job);
      const outcome = await this.#reading.ask(() => readJob(this.#context.aws.iamForSweeps(), job.id));
      if (outcome.status !== 'read') return this.#settle(job, lossOf(outcome));
      if (outcome.data !== 'running') {
        this.#durations.sawDone(outcome.data.durationMs ?? ageMs);
        return this.#settle(job, outcome.data.report);
      }
      this.#durations.sawRunning(ageMs);
      lookAtMs = Math.max(this.#durations.nextLookAfter(ageMs), this.#durations.expectedMs);
    }
    const minutes = Math.round(this.#ageOf(job) / 60_000);
    this.#settle(job, { status: 'failed', reason: `AWS's job was still running after ${minutes} minutes` });
  }

  async #untilAge(job: Job, ageMs: number): Promise<void> {
    const waitMs = ageMs - this.#ageOf(job);
    if (waitMs > 0 && !this.#reading.stopped) await this.#context.sleep(waitMs);
  }

  #settle(job: Job, result: JobReport): void {
    this.#results.set(job.arn, result);
    this.#report();
  }

  #report(): void {
    const total = this.#arns.length;
    const done = this.#results.size;
    const message = `last-accessed: ${this.#next} of ${total} reports asked for, ${done} done`;
    this.#context.report({ source: 'last-accessed', message, done, total, asked: this.#next });
  }

  #ageOf(job: Job): number {
    return this.#nowMs() - job.startedAtMs;
  }

  #nowMs(): number {
    return this.#context.clock().getTime();
  }
}

/** When AWS finds nothing, it is the job that is gone, and nothing is said of the principal. */
function lossOf(loss: Loss): JobReport {
  return loss.status === 'gone' ? { status: 'failed', reason: `AWS no longer knows the job: ${loss.reason}` } : loss;
}
