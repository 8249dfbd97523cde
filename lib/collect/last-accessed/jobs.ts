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
    services: services.map((service) => serviceOf(service, granularity)),
  };
}

type Service = CompleteReport['services'][number];

function serviceOf(answer: ServiceLastAccessed, granularity: CompleteReport['granularity']): Service {
  const service = shared(required(answer.ServiceNamespace, 'ServiceNamespace'));
  const tracked = answer.TrackedActionsLastAccessed;
  const actions = granularity === 'ACTION_LEVEL' && { trackedActions: tracked?.map(actionOf) ?? null };
  const region = regionOrNull(answer.LastAuthenticatedRegion);
  if (answer.LastAuthenticated !== undefined || region !== null || tracked !== undefined) {
    return { service, lastAccessedAt: instantOrNull(answer.LastAuthenticated), region, ...actions };
  }
  const known = neverUsedServices[granularity].get(service) ?? {
    service,
    lastAccessedAt: null,
    region: null,
    ...actions,
  };
  neverUsedServices[granularity].set(service, known);
  return known;
}

/** Most services of a report were never used, and those of one name are one object in all reports of an account. */
const neverUsedServices = { SERVICE_LEVEL: new Map<string, Service>(), ACTION_LEVEL: new Map<string, Service>() };

type TrackedAction = NonNullable<CompleteReport['services'][number]['trackedActions']>[number];

/** So with their actions. */
const neverUsedActions = new Map<string, TrackedAction>();

function actionOf({ ActionName, LastAccessedTime, LastAccessedRegion }: TrackedActionLastAccessed): TrackedAction {
  const action = shared(required(ActionName, 'ActionName'));
  if (LastAccessedTime !== undefined) {
    return { action, lastAccessedAt: LastAccessedTime.toISOString(), region: regionOrNull(LastAccessedRegion) };
  }
  const known = neverUsedActions.get(action) ?? { action, lastAccessedAt: null, region: null };
  neverUsedActions.set(action, known);
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
