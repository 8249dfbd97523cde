import {
  GenerateServiceLastAccessedDetailsCommand,
  GetServiceLastAccessedDetailsCommand,
  type GetServiceLastAccessedDetailsResponse,
  type IAMClient,
  type ServiceLastAccessed,
  type TrackedActionLastAccessed,
} from '@aws-sdk/client-iam';
import type { LastAccessedReport } from '../../snapshot/snapshot.ts';
import { instantOrNull, required } from '../answers.ts';
import { pagesOf } from '../pages.ts';
import type { Granularity } from './needs.ts';

/** A report, or why there is none. */
export type JobReport = Exclude<LastAccessedReport, { status: 'skipped' }>;

type CompleteReport = Extract<LastAccessedReport, { status: 'complete' }>;

/** A job that AWS has done with, for better or worse. */
export interface FinishedJob {
  readonly report: JobReport;
  /** How long AWS took over it, null when AWS does not say. */
  readonly durationMs: number | null;
}

/** Has AWS start the report on a user or role; answers the id of the job. */
export async function startJob(iam: IAMClient, arn: string, granularity: Granularity): Promise<string> {
  const { JobId } = await iam.send(
    new GenerateServiceLastAccessedDetailsCommand({ Arn: arn, Granularity: granularity }),
  );
  return required(JobId, 'JobId');
}

/** Reads a job: one call, unless its report has more services than fit on a page. */
export async function readJob(iam: IAMClient, jobId: string): Promise<FinishedJob | 'running'> {
  const services: ServiceLastAccessed[] = [];
  let last: GetServiceLastAccessedDetailsResponse | undefined;
  const pages = pagesOf((paging) => iam.send(new GetServiceLastAccessedDetailsCommand({ JobId: jobId, ...paging })));
  for await (const page of pages) {
    if (page.JobStatus === 'IN_PROGRESS') return 'running';
    if (page.JobStatus === 'FAILED') return { report: failureOf(page), durationMs: durationOf(page) };
    services.push(...(page.ServicesLastAccessed ?? []));
    last = page;
  }
  const answer = required(last, 'a page');
  return { report: reportOf(answer, services), durationMs: durationOf(answer) };
}

function reportOf(answer: GetServiceLastAccessedDetailsResponse, services: readonly ServiceLastAccessed[]): JobReport {
  const granularity = answer.JobType ?? 'SERVICE_LEVEL';
  return {
    status: 'complete',
    granularity,
    completedAt: required(answer.JobCompletionDate, 'JobCompletionDate').toISOString(),
    services: services.map((service) => ({
      service: shared(required(service.ServiceNamespace, 'ServiceNamespace')),
      lastAccessedAt: instantOrNull(service.LastAuthenticated),
      region: regionOrNull(service.LastAuthenticatedRegion),
      ...(granularity === 'ACTION_LEVEL' && {
        trackedActions: service.TrackedActionsLastAccessed?.map(actionOf) ?? null,
      }),
    })),
  };
}

type TrackedAction = NonNullable<CompleteReport['services'][number]['trackedActions']>[number];

/** Most actions of a report were never used, and those of one name are one object in all reports of an account. */
const neverUsed = new Map<string, TrackedAction>();

function actionOf({ ActionName, LastAccessedTime, LastAccessedRegion }: TrackedActionLastAccessed): TrackedAction {
  const action = shared(required(ActionName, 'ActionName'));
  if (LastAccessedTime !== undefined) {
    return { action, lastAccessedAt: LastAccessedTime.toISOString(), region: regionOrNull(LastAccessedRegion) };
  }
  const known = neverUsed.get(action) ?? { action, lastAccessedAt: null, region: null };
  neverUsed.set(action, known);
  return known;
}

function regionOrNull(region: string | undefined): string | null {
  return region === undefined ? null : shared(region);
}

const names = new Map<string, string>();

/**
 * One string for each name of a service, an action or a Region. Those in an answer are slices of it, and would keep the text of
 * thousands of answers in memory.
 */
function shared(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const copy = Buffer.from(name).toString();
  names.set(copy, copy);
  return copy;
}

function failureOf({ Error: error }: GetServiceLastAccessedDetailsResponse): JobReport {
  return {
    status: 'failed',
    reason: `AWS's job failed (${error?.Code ?? 'no code'}): ${error?.Message ?? 'no reason given'}`,
  };
}

function durationOf({ JobCreationDate, JobCompletionDate }: GetServiceLastAccessedDetailsResponse): number | null {
  if (!JobCreationDate || !JobCompletionDate) return null;
  return Math.max(0, JobCompletionDate.getTime() - JobCreationDate.getTime());
}
