import type { Evidence } from '../../findings/finding.ts';
import type { Statement } from '../../policy/statement.ts';
import type { FunctionAccess, LambdaFunction, Snapshot } from '../../snapshot/snapshot.ts';
import type { CheckContext } from '../check.ts';
import { oncePer } from '../once.ts';
import { publicFindingsOf } from '../public-findings.ts';
import { statementEvidence } from '../trust/statement-evidence.ts';
import { partMissing, type Unknown } from '../verdicts.ts';

/** What is known of who may reach a function. */
export type KnownAccess =
  /** Its policy was read, and its URL where that matters. */
  | { readonly status: 'read'; readonly access: FunctionAccess; readonly isPublic: boolean }
  /** An external-access analyzer finds that everybody may, and how was not read. */
  | { readonly status: 'public' }
  /** An external-access analyzer watches the Region and does not find that everybody may. */
  | { readonly status: 'not-public' }
  | ({ readonly status: 'unknown' } & Unknown);

/** What an analyzer says counts before what we read ourselves: it knows what somebody accepted there. */
export function accessOf(context: CheckContext, lambda: LambdaFunction): KnownAccess {
  const analysis = publicFindingsOf(context);
  const isPublic = analysis.of(lambda.arn).length > 0;
  if (!isPublic && analysis.covers(lambda)) return { status: 'not-public' };
  const access = accessByArn(context.account.snapshot).get(lambda.arn);
  if (access !== undefined && isOfToday(access, lambda)) return { status: 'read', access, isPublic };
  if (isPublic) return { status: 'public' };
  const missing = partMissing(context, 'function-access') ?? analysis.whyTooEarly(lambda.region);
  return { status: 'unknown', ...(missing ?? { code: 'not-collected', reason: 'Who may invoke it was not read.' }) };
}

/** What is said of a URL that there can be, and that was not asked for yet. */
export const URL_UNREAD: Unknown = { code: 'not-collected', reason: 'Whether it has a URL, and which, was not read.' };

const accessByArn = oncePer(
  ({ functionAccess }: Snapshot) => new Map(functionAccess?.map((access) => [access.functionArn, access] as const)),
);

/** An answer of an earlier night says nothing of a function that was changed since. */
function isOfToday({ revisionId }: FunctionAccess, lambda: LambdaFunction): boolean {
  return revisionId === null || lambda.revisionId === null || revisionId === lambda.revisionId;
}

/** When an answer was given, where that was before this audit. */
export function readBefore({ account }: CheckContext, { readAt }: FunctionAccess): { readonly readAt?: string } {
  return Date.parse(readAt) < Date.parse(account.snapshot.takenAt) ? { readAt } : {};
}

/** A statement of a function's policy, for the evidence: whom it lets do what. */
export function openingEvidence(statement: Statement): Evidence {
  const { actions, notActions } = statement;
  return { ...statementEvidence(statement), ...(actions === null ? { notActions } : { actions }) };
}
