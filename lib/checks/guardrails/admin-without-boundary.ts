import { catalogue } from '../../policy/catalogue/catalogue.ts';
import { policyOf } from '../../policy/document.ts';
import { namedService } from '../../policy/expand.ts';
import { isUnlimited, statementsOf } from '../../policy/statement-actions.ts';
import type { StoredDocument } from '../../snapshot/snapshot.ts';
import { type Grant, isOwn, type Principal } from '../account-view.ts';
import { isAdmin } from '../admin.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { iam, remediation } from '../commands.ts';
import { someOf, textsOf } from '../evidence.ts';
import { oncePer } from '../once.ts';
import { unreadReason } from '../permissions.ts';
import { principalResource } from '../resources.ts';
import { pass, unknown } from '../verdicts.ts';

/** The name that the fix gives the boundary. */
const BOUNDARY = 'administrators-boundary';

export const adminWithoutBoundary: Check = {
  id: 'admin-without-boundary',
  family: 'guardrails',
  title: 'Administrator without a permissions boundary',
  flags:
    'A user or role whose policies, with those of its groups, allow everything, and which has no permissions boundary. A boundary that ' +
    'keeps it from anything makes it no administrator, and one that allows everything is a decision that somebody took: neither is ' +
    'reported. Service-linked roles and those of Identity Center cannot be given one in IAM. An account needs one way in that nothing ' +
    'limits, for emergencies: accept that one as an exception.',
  severity: 'low',
  rationale:
    'Nothing then stands between a mistake, or a stolen session, and what guards the account: the trail, the other roles, the audit. ' +
    'A boundary lets an administrator go on with all daily work and not with that.',
  remediation: 'Set a boundary that allows everything but what guards the account and the boundary itself.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details'],

  *evaluate(context) {
    for (const principal of context.account.principals) if (isOwn(principal)) yield judge(context, principal);
  },

  describe({ resource, evidence }) {
    const policies = textsOf(evidence, 'policies');
    const by = policies.length === 0 ? 'several policies together' : someOf(policies);
    return `${nounOf(resource)} ${resource.name} is an administrator by ${by}, and no permissions boundary limits it.`;
  },

  remediate({ resource }) {
    const [, partition = 'aws'] = resource.arn.split(':');
    const boundary = `arn:${partition}:iam::${resource.accountId}:policy/${BOUNDARY}`;
    const kind = nounOf(resource).toLowerCase();
    const name = { [`${kind}-name`]: resource.name };
    return remediation(
      `Write a policy into ${BOUNDARY}.json that allows everything and denies what only an emergency takes: stopping or deleting trails, ` +
        'deleting or replacing permissions boundaries, changing this policy, and whatever else guards the account. Make it once, and set ' +
        `it for each administrator; aws iam delete-${kind}-permissions-boundary is the way back. Keep one way in without it, for emergencies, ` +
        'behind MFA and an alarm.',
      [
        {
          ...iam('create-policy', { 'policy-name': BOUNDARY }),
          files: { 'policy-document': `${BOUNDARY}.json` },
        },
        iam(`put-${kind}-permissions-boundary`, { ...name, 'permissions-boundary': boundary }),
      ],
    );
  },
};

function nounOf({ type }: { readonly type: string }): 'User' | 'Role' {
  return type === 'AWS::IAM::User' ? 'User' : 'Role';
}

function judge(context: CheckContext, principal: Principal): Verdict {
  if (principal.entity.permissionsBoundaryArn !== null || !mayBeAdmin(context.account.grantsOf(principal))) return pass;
  const admin = isAdmin(context, principal);
  if (admin.status === 'unknown') return unknown(admin, principal.arn);
  if (admin.status === 'not-admin') return pass;
  return {
    verdict: 'finding',
    resource: principalResource(context, principal),
    evidence: { policies: admin.policies },
  };
}

/** A cheap test that nearly everybody fails: without a wildcard for services, it takes a pattern for each to allow everything. */
function mayBeAdmin(grants: readonly Grant[]): boolean {
  let patterns = 0;
  for (const { document } of grants) {
    if (document === null || unreadReason(document) !== null) return true;
    patterns += breadthOf(document).patterns;
  }
  return patterns >= catalogue.services().length;
}

/** How many services a document can allow everywhere and always, at most. */
const breadthOf = oncePer((document: StoredDocument) => {
  const patterns = statementsOf(policyOf(document), 'Allow')
    .filter(isUnlimited)
    .reduce((sum, { actions }) => sum + (actions?.every(namesService) ? actions.length : Number.POSITIVE_INFINITY), 0);
  return { patterns };
});

function namesService(pattern: string): boolean {
  return namedService(pattern) !== null;
}
