import type { UserPrincipal } from '../account-view.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { iam, remediation } from '../commands.ts';
import { accessKeyIdOf, credentialsHeldBy } from '../credentials-of.ts';
import { dayOf, lastUseIn, recordsOf, textOf } from '../evidence.ts';
import { holdingsOf } from '../holdings.ts';
import { cloudTrailOn, cloudTrailSentence } from '../principal-events.ts';
import { userResource } from '../resources.ts';
import { usageOf } from '../usage.ts';
import { graceOf, pass, unknown } from '../verdicts.ts';
import { unusedWindow } from '../windows.ts';

export const userUnused: Check = {
  id: 'user-unused',
  family: 'unused',
  title: 'User that nobody uses',
  flags:
    'An IAM user none of whose credentials (password, access keys) was used for `unusedAfterDays`, and who called no service ' +
    'in that time as far as AWS records. It is unknown when the report on it does not mention a service that its policies ' +
    'name. A user without any credentials is `user-without-credentials` instead.',
  severity: 'medium',
  rationale:
    'Users outlive the people and jobs they were made for. Their credentials do not expire, and nobody would notice a stranger using them.',
  remediation: 'Switch off its keys and its password, wait until nobody has missed it, and delete the user.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details', 'credential-report', 'last-accessed'],
  uses: ['service-specific-credentials', 'ssh-public-keys'],
  window: unusedWindow,

  *evaluate(context) {
    for (const principal of context.account.principals) {
      if (principal.kind === 'user') yield judge(context, principal);
    }
  },

  describe({ resource, evidence }) {
    return `User ${resource.name}, created ${dayOf(evidence, 'createdAt')}, ${lastUseIn(evidence)}, credentials and services taken together.${cloudTrailSentence(evidence)}`;
  },

  remediate({ resource, evidence }) {
    const user = { 'user-name': resource.name };
    const deletion = 'Delete the user when nobody has missed it for some weeks.';
    const active = recordsOf(evidence, 'accessKeys').filter((key) => key.active === true);
    const keyIds = active.flatMap((key) => textOf(key, 'accessKeyId') ?? []);
    const commands = [
      ...(keyIds.length < active.length ? [iam('list-access-keys', user)] : []),
      ...keyIds.map((id) => iam('update-access-key', { ...user, 'access-key-id': id, status: 'Inactive' })),
      ...(evidence.hasPassword === true ? [iam('delete-login-profile', user)] : []),
    ];
    if (commands.length === 0) {
      return remediation(
        `It has no password, and no access key that is switched on. The line lists its credentials for single services. ${deletion}`,
        [iam('list-service-specific-credentials', user)],
      );
    }
    return remediation(
      'Switch the credentials off: deactivate the keys (--status Active undoes it) and delete the login profile ' +
        `(\`aws iam create-login-profile\` undoes it). ${deletion}`,
      commands,
    );
  },
};

function judge(context: CheckContext, user: UserPrincipal): Verdict {
  const use = usageOf(context).ofPrincipal(user);
  const held = credentialsHeldBy(context, user);
  if (use.status === 'used' || held.status === 'none') return pass;
  const young = graceOf(context, user.arn, user.createdAt);
  if (young !== null) return unknown(young, user.arn);
  if (held.status === 'unknown') return unknown(held.unknown, user.arn);
  if (use.status === 'unknown') return unknown(use, user.arn);
  const row = context.account.credentialsOf(user.arn);
  return {
    verdict: 'finding',
    resource: userResource(context, user.entity),
    evidence: {
      lastUsedAt: use.lastUsedAt,
      createdAt: user.createdAt,
      hasPassword: row?.passwordEnabled ?? null,
      accessKeys: row?.accessKeys.map(({ slot, active, lastRotatedAt }) => ({
        keySlot: slot,
        accessKeyId: accessKeyIdOf(context, user.name, lastRotatedAt),
        active,
      })),
      ...cloudTrailOn(context, user),
      ...holdingsOf(user),
    },
  };
}
