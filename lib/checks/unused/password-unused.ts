import type { CredentialReportRow } from '../../snapshot/snapshot.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { iam, remediation } from '../commands.ts';
import { noRow, userRows, usersWithoutRow } from '../credentials-of.ts';
import { dayOf, lastUseIn } from '../evidence.ts';
import { isInside } from '../instants.ts';
import { resourceOf } from '../resources.ts';
import { graceOf, pass, unknown } from '../verdicts.ts';
import { credentialWindow, credentialWindowOf } from '../windows.ts';

export const passwordUnused: Check = {
  id: 'password-unused',
  family: 'unused',
  title: 'Console password that nobody uses',
  flags:
    'A user with a console password that was not used for `credentialUnusedAfterDays`, or never. The grace period counts ' +
    'from the last change of the password.',
  severity: 'medium',
  rationale: 'A forgotten password can be guessed, phished or reused from a leak, and nobody notices the sign-in.',
  remediation: "Delete the user's login profile; the user keeps everything else.",
  mappings: {
    cis: { '3.0': '1.12', '5.0': '1.11', '6.0': '2.11', '7.0': '2.11' },
    securityHub: ['IAM.8', 'IAM.22'],
    prowler: ['iam_user_console_access_unused'],
  },
  needs: ['credential-report'],
  window: credentialWindow,

  *evaluate(context) {
    for (const row of userRows(context)) {
      if (row.passwordEnabled === true) yield judge(context, row);
    }
    for (const user of usersWithoutRow(context)) yield unknown(noRow, user.arn);
  },

  describe({ resource, evidence }) {
    const changed = dayOf(evidence, 'changedAt');
    const set = changed === null ? '' : `, set ${changed}`;
    return `The console password of ${resource.name}${set}, ${lastUseIn(evidence)}.`;
  },

  remediate({ resource }) {
    return remediation(
      'Delete the login profile. `aws iam create-login-profile` with a new password gives the user the console back.',
      [iam('delete-login-profile', { 'user-name': resource.name })],
    );
  },
};

function judge(context: CheckContext, row: CredentialReportRow): Verdict {
  const { passwordLastUsedAt: lastUsedAt, passwordLastChangedAt: changedAt } = row;
  if (lastUsedAt !== null && isInside(credentialWindowOf(context, row.arn), lastUsedAt)) return pass;
  const since = changedAt ?? row.createdAt;
  if (since === null) {
    return unknown({ code: 'not-collected', reason: 'The credential report does not say when it was set.' }, row.arn);
  }
  const young = graceOf(context, row.arn, since);
  if (young !== null) return unknown(young, row.arn);
  return {
    verdict: 'finding',
    resource: resourceOf(context, 'AWS::IAM::User', row.arn, row.user),
    evidence: { lastUsedAt, changedAt, createdAt: row.createdAt },
  };
}
