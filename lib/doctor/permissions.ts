import type { Aws } from '../aws/aws.ts';
import { type AwsErrorKind, describeAwsError } from '../aws/describe-error.ts';
import type { DiagnosisLine, LineStatus } from './diagnosis.ts';
import { type Found, type Trial, trials } from './trials.ts';

/** How a trial ended. */
export interface Tried {
  readonly trial: Trial;
  readonly verdict: 'granted' | 'denied' | 'untried' | 'unanswered';
  /** Why it is not granted; empty when it is. */
  readonly reason: string;
}

/** Codes of IAM for a credential report that is not there yet, or no longer: only who may fetch it gets to hear them. */
const permitted: ReadonlySet<string> = new Set(['ReportNotPresent', 'ReportInProgress', 'ReportExpired']);

/** Makes each needed read once, one after the other: IAM's limits are shared with production. */
export async function tryPermissions(
  aws: Aws,
  prefix: string,
  onTrial: (action: string) => void,
): Promise<{ readonly tried: readonly Tried[]; readonly found: Found }> {
  const found: Found = {};
  const tried: Tried[] = [];
  for (const trial of trials) {
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
  collectPerUserCredentials: 'needed with collectPerUserCredentials alone',
  maxPoliciesToValidate: 'needed with maxPoliciesToValidate alone',
};

/** One line for each permission, and one for those that are not tried because trying is writing. */
export function permissionLines(tried: readonly Tried[]): readonly DiagnosisLine[] {
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
    {
      topic: 'permission',
      status: 'unknown',
      subject: 'ssm:PutParameter',
      text: `storing findings: not tried, because trying is writing (nor are ssm:DeleteParameter and ssm:DeleteParameters); ${needs.store}`,
    },
  ];
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
