import type { Aws } from '../aws/aws.ts';
import { type AwsErrorKind, describeAwsError } from '../aws/describe-error.ts';
import type { DiagnosisLine, LineStatus } from './diagnosis.ts';
import type { Found, Trial } from './trial.ts';
import { trials } from './trials.ts';

/** How a trial ended. */
export interface Tried {
  readonly trial: Trial;
  readonly verdict: 'granted' | 'denied' | 'untried' | 'unanswered';
  /** Why it is not granted; empty when it is. */
  readonly reason: string;
}

/**
 * Codes that only who has the permission gets to hear: of IAM for a credential report that is not there yet, or no longer,
 * of S3 for a condition that does not hold and for what a bucket does not have, of KMS for a key that it cannot rotate, and of ECS and SageMaker for a task definition and a notebook that are not there.
 */
const permitted: ReadonlySet<string> = new Set([
  'ReportNotPresent',
  'ReportInProgress',
  'ReportExpired',
  'PreconditionFailed',
  'NoSuchBucketPolicy',
  'NoSuchPublicAccessBlockConfiguration',
  'ServerSideEncryptionConfigurationNotFoundError',
  'UnsupportedOperationException',
  'ClientException',
  'ValidationException',
]);

/** Tries each permission once, one after the other: IAM's limits are shared with production. */
export async function tryPermissions(
  aws: Aws,
  { prefix, archiveBucket }: { readonly prefix: string; readonly archiveBucket?: string | undefined },
  onTrial: (action: string) => void,
): Promise<{ readonly tried: readonly Tried[]; readonly found: Found }> {
  const found: Found = { archiveBucket };
  const tried: Tried[] = [];
  const isAboutArchive = ({ neededBy }: Trial) => neededBy === 'archive';
  for (const trial of archiveBucket === undefined ? trials.filter((each) => !isAboutArchive(each)) : trials) {
    onTrial(trial.action);
    tried.push(await attempt(trial, aws, found, prefix));
  }
  return { tried, found };
}

async function attempt(trial: Trial, aws: Aws, found: Found, prefix: string): Promise<Tried> {
  try {
    const outcome = await trial.attempt(aws, found, prefix);
    if (outcome === 'done') return { trial, verdict: 'granted', reason: '' };
    return { trial, verdict: 'untried', reason: `there is no ${outcome.lacking} to try it on` };
  } catch (error) {
    const { kind, code, message } = describeAwsError(error);
    const verdict = verdictOn(kind, code);
    return { trial, verdict, reason: verdict === 'granted' ? '' : message };
  }
}

/** AWS asks for the permission before it looks for the thing, so what is not found may be looked for. */
function verdictOn(kind: AwsErrorKind, code: string): Tried['verdict'] {
  if (kind === 'denied') return 'denied';
  return kind === 'not-found' || permitted.has(code) ? 'granted' : 'unanswered';
}

const needs: Readonly<Record<Exclude<Trial['neededBy'], 'audit'>, string>> = {
  store: 'needed by --publish and by the function alone',
  archive: 'needed by the function alone',
  collectPerUserCredentials: 'needed with collectPerUserCredentials alone',
  inventory: 'needed with inventory alone',
  maxPoliciesToValidate: 'needed with maxPoliciesToValidate alone',
};

/** One line for each permission, and one for those that are not tried because trying is writing, or there is nothing to try. */
export function permissionLines(tried: readonly Tried[]): readonly DiagnosisLine[] {
  const hasArchive = tried.some(({ trial }) => trial.neededBy === 'archive');
  return [
    ...tried.map((outcome): DiagnosisLine => {
      const { trial, reason } = outcome;
      const need = trial.neededBy === 'audit' ? '' : `; ${needs[trial.neededBy]}`;
      return {
        topic: 'permission',
        status: statusOf(outcome),
        subject: trial.action,
        text: `${trial.purpose}${reason ? `: ${reason}` : ''}${need}`,
      };
    }),
    notTried(
      'ssm:PutParameter',
      `storing findings: not tried, because trying is writing (nor are ssm:DeleteParameter and ssm:DeleteParameters); ${needs.store}`,
    ),
    ...(hasArchive ? [] : [notTried('s3:PutObject', NO_ARCHIVE)]),
  ];
}

const NO_ARCHIVE = `keeping the archive: not tried, as AUDITOR_ARCHIVE_BUCKET names no bucket (nor are s3:ListBucket, s3:GetObject and s3:DeleteObject); ${needs.archive}`;

function notTried(subject: string, text: string): DiagnosisLine {
  return { topic: 'permission', status: 'unknown', subject, text };
}

function statusOf({ verdict, trial }: Tried): LineStatus {
  if (verdict === 'granted') return 'ok';
  if (verdict === 'denied') return trial.neededBy === 'audit' ? 'fail' : 'warn';
  return 'unknown';
}

/** Actions that every audit needs and that are not there, or of which AWS did not say whether they are. */
export function missingPermissions(tried: readonly Tried[]): readonly string[] {
  return tried
    .filter(({ trial, verdict }) => trial.neededBy === 'audit' && (verdict === 'denied' || verdict === 'unanswered'))
    .map(({ trial }) => trial.action);
}
