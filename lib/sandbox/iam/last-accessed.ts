import type {
  GenerateServiceLastAccessedDetailsRequest,
  GenerateServiceLastAccessedDetailsResponse,
  GetServiceLastAccessedDetailsRequest,
  GetServiceLastAccessedDetailsResponse,
} from '@aws-sdk/client-iam';
import { requestedEntity } from './arns.ts';
import { noSuchEntity } from './errors.ts';
import type { IamCall } from './iam-call.ts';
import { chance, uuid } from './ids.ts';
import { doneAfter, isDone, type LastAccessedJob } from './jobs.ts';
import { lastAccessedReport } from './last-accessed-report.ts';
import { page } from './paging.ts';

/** Starts a job that reports what a user, group, role or managed policy used. It belongs to the caller alone. */
export function generateServiceLastAccessedDetails(
  call: IamCall<GenerateServiceLastAccessedDetailsRequest>,
): GenerateServiceLastAccessedDetailsResponse {
  const { input, account, caller, now } = call;
  const { iam, behaviour, accountId } = account;
  const entity = requestedEntity(input.Arn, iam);
  const id = uuid(behaviour.seed, `${accountId}/job/${iam.jobs.size}`);
  iam.jobs.set(id, {
    ...doneAfter(behaviour.jobSeconds, now),
    id,
    owner: caller.uniqueId,
    entity,
    granularity: input.Granularity ?? 'SERVICE_LEVEL',
    fails: chance(behaviour.seed, id) < behaviour.jobFailureRate,
  });
  return { JobId: id };
}

export async function getServiceLastAccessedDetails(
  call: IamCall<GetServiceLastAccessedDetailsRequest>,
): Promise<GetServiceLastAccessedDetailsResponse> {
  const { account, now } = call;
  const job = requestedJob(call);
  const head = { JobType: job.granularity, JobCreationDate: job.startedAt };
  if (!isDone(job, now)) {
    return {
      ...head,
      JobStatus: 'IN_PROGRESS',
      JobCompletionDate: undefined,
      ServicesLastAccessed: [],
      IsTruncated: false,
    };
  }
  const done = { ...head, JobCompletionDate: new Date(job.doneAtMs) };
  if (job.fails) {
    return { ...done, JobStatus: 'FAILED', ServicesLastAccessed: [], IsTruncated: false, Error: failure };
  }
  const report = lastAccessedReport(job, account.iam, now);
  const { items, end } = page(call, report.services, (service) => service);
  return {
    ...done,
    JobStatus: 'COMPLETED',
    ServicesLastAccessed: await Promise.all(items.map(report.describe)),
    ...end,
  };
}

const failure = { Code: 'ServiceFailure', Message: 'The request processing has failed because of an unknown error.' };

/** A job is read by the user or role session that made it; to everybody else it does not exist. */
function requestedJob({ input, account, caller }: IamCall<GetServiceLastAccessedDetailsRequest>): LastAccessedJob {
  const job = account.iam.jobs.get(input.JobId);
  if (job?.owner !== caller.uniqueId) {
    throw noSuchEntity(`Job with id ${input.JobId} cannot be found.`);
  }
  return job;
}
