import type { CredentialReportRow } from '../../snapshot/snapshot.ts';
import type { CheckContext, Verdict } from '../check.ts';
import { isRoot } from '../credentials-of.ts';
import { accountResource } from '../resources.ts';
import { unknown } from '../verdicts.ts';

/** What a check says of the root user, by its row of the credential report: one verdict on the account. */
export function* judgeRoot(context: CheckContext, judge: (root: CredentialReportRow) => Verdict): Iterable<Verdict> {
  const root = context.account.snapshot.credentialReport?.rows.find(isRoot);
  const missing = { code: 'not-collected', reason: 'The credential report has no row for the root user.' } as const;
  yield root === undefined ? unknown(missing, accountResource(context).arn) : judge(root);
}

/** Whether anybody can sign in or sign requests as root: members of an organisation can be without root credentials. */
export function hasCredentials(root: CredentialReportRow): boolean {
  return root.passwordEnabled !== false || root.accessKeys.some((key) => key.active);
}
