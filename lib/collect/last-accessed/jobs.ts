import {
  GenerateServiceLastAccessedDetailsCommand,
  GetServiceLastAccessedDetailsCommand,
  type GetServiceLastAccessedDetailsResponse,
  type IAMClient,
  type ServiceLastAccessed,
} from '@aws-sdk/client-iam';
import type { LastAccessedReport } from '../../snapshot/snapshot.ts';
import { instantOrNull, required } from '../answers.ts';
import { pagesOf } from '../pages.ts';

/** How finely reports are asked for. */
export const GRANULARITY = 'SERVICE_LEVEL';

/** A report, or why there is none. */
export type JobReport = Exclude<LastAccessedReport, { status: 'skipped' }>;

/** A job that AWS has done with, for better or worse. */
export interface FinishedJob {
  readonly report: JobReport;
  /** How long AWS took over it, null when AWS does not say. */
  readonly durationMs: number | null;
}

/** Has AWS start the report on a user or role; answers the id of the job. */
export async function startJob(iam: IAMClient, arn: string): Promise<string> {
  const { JobId } = await iam.send(
    new GenerateServiceLastAccessedDetailsCommand({ Arn: arn, Granularity: GRANULARITY }),
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
  return {
    status: 'complete',
    granularity: GRANULARITY,
    completedAt: required(answer.JobCompletionDate, 'JobCompletionDate').toISOString(),
    services: services.map((service) => ({
      service: shared(required(service.ServiceNamespace, 'ServiceNamespace')),
      lastAccessedAt: instantOrNull(service.LastAuthenticated),
      region: service.LastAuthenticatedRegion === undefined ? null : shared(service.LastAuthenticatedRegion),
    })),
  };
}

const names = new Map<string, string>();

/**
 * One string for each name of a service or Region. Those in an answer are slices of it, and would keep the text of
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
