import {
  CredentialReportNotPresentException,
  CredentialReportNotReadyException,
  GenerateCredentialReportCommand,
  GetCredentialReportCommand,
  type GetCredentialReportResponse,
} from '@aws-sdk/client-iam';
import { parseCredentialReport } from '../snapshot/credential-report.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { CollectContext } from './context.ts';
import type { Reading } from './reading.ts';

type CredentialReport = NonNullable<Snapshot['credentialReport']>;

/** Ages of the report at which it is looked for, counted from when it was asked for. AWS takes seconds, as a rule. */
const LOOKS_AT_MS = [2_500, 7_000, 16_000, 33_000, 60_000, 90_000, 120_000] as const;

/** How long the report may take before it is given up. */
const CREDENTIAL_REPORT_TIMEOUT_MS = 120_000;

export interface CredentialReportOptions {
  /** Settles when everything else has been read: the report is looked for last, when it is most likely there. */
  readonly meanwhile: Promise<unknown>;
  readonly timeoutMs?: number | undefined;
}

/**
 * IAM's credential report: one call to have it made (AWS gives one younger than 4 hours again) and, as a rule, one to
 * fetch it.
 *
 * @throws Error when it is not finished in time
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export async function readCredentialReport(
  context: CollectContext,
  { meanwhile, timeoutMs = CREDENTIAL_REPORT_TIMEOUT_MS }: CredentialReportOptions,
): Promise<Reading<CredentialReport>> {
  const startedAtMs = context.clock().getTime();
  const ageMs = () => context.clock().getTime() - startedAtMs;
  const { State } = await context.aws.iam().send(new GenerateCredentialReportCommand());
  if (State !== 'COMPLETE') {
    await meanwhile;
    await context.sleep(Math.max(0, LOOKS_AT_MS[0] - ageMs()));
  }
  for (;;) {
    const report = await fetchReport(context);
    if (report) return decode(report);
    const waitMs = nextLookAfter(ageMs()) - ageMs();
    if (ageMs() + waitMs > timeoutMs || context.signal.aborted) {
      const seconds = Math.round(ageMs() / 1000);
      throw new Error(`the credential report never completed: AWS was still making it after ${seconds} s`);
    }
    await context.sleep(waitMs);
  }
}

/** The next age to look at; one that is almost here is passed over. */
function nextLookAfter(ageMs: number): number {
  return LOOKS_AT_MS.find((look) => look > ageMs + 1_000) ?? Number.POSITIVE_INFINITY;
}

/** The report; null while AWS is making it. */
async function fetchReport({ aws }: CollectContext): Promise<GetCredentialReportResponse | null> {
  try {
    return await aws.iam().send(new GetCredentialReportCommand());
  } catch (error) {
    if (error instanceof CredentialReportNotReadyException || error instanceof CredentialReportNotPresentException)
      return null;
    throw error;
  }
}

function decode(report: GetCredentialReportResponse): Reading<CredentialReport> {
  if (!report.Content || !report.GeneratedTime) throw new Error('AWS answered with an empty credential report');
  const generatedAt = report.GeneratedTime.toISOString();
  const rows = parseCredentialReport(new TextDecoder().decode(report.Content), 'the credential report');
  return { data: { generatedAt, rows }, dataAsOf: generatedAt };
}
