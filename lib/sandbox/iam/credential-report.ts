import type { GenerateCredentialReportResponse, GetCredentialReportResponse } from '@aws-sdk/client-iam';
import { AwsError } from '../operation.ts';
import { credentialReportCsv } from './credential-report-csv.ts';
import type { IamCall } from './iam-call.ts';
import { type CredentialReport, doneAfter, isDone } from './jobs.ts';

/** How long a report is good for: until then it is given again, after that it is expired. */
const goodForMs = 4 * 3_600_000;

/** Starts a report, unless one is being made or is younger than four hours. */
export function generateCredentialReport({ account, now }: IamCall<object>): GenerateCredentialReportResponse {
  const { iam, behaviour } = account;
  const existing = iam.credentialReport;
  if (existing && !isDone(existing, now)) {
    return { State: 'INPROGRESS' };
  }
  if (existing && !isExpired(existing, now)) {
    return { State: 'COMPLETE' };
  }
  iam.credentialReport = {
    ...doneAfter(behaviour.credentialReportSeconds, now),
    csv: credentialReportCsv(iam.content),
  };
  return { State: 'STARTED', Description: 'No report exists. Starting a new report generation task' };
}

export function getCredentialReport({ account, now }: IamCall<object>): GetCredentialReportResponse {
  const report = account.iam.credentialReport;
  if (!report) {
    throw new AwsError('ReportNotPresent', 'Unknown', 410);
  }
  if (!isDone(report, now)) {
    throw new AwsError('ReportInProgress', 'Unknown', 404);
  }
  if (isExpired(report, now)) {
    throw new AwsError('ReportExpired', 'Unknown', 410);
  }
  return {
    Content: new TextEncoder().encode(report.csv),
    ReportFormat: 'text/csv',
    GeneratedTime: new Date(report.doneAtMs),
  };
}

function isExpired({ doneAtMs }: CredentialReport, now: Date): boolean {
  return now.getTime() - doneAtMs > goodForMs;
}
