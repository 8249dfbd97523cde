import { isOwn, type RolePrincipal } from '../account-view.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { dayOf, lastUseIn, someOf, textsOf } from '../evidence.ts';
import { deleteRoleCommands, holdingsOf } from '../holdings.ts';
import { cloudTrailOn, cloudTrailSentence } from '../principal-events.ts';
import { roleResource } from '../resources.ts';
import { usageOf } from '../usage.ts';
import { graceOf, pass, unknown } from '../verdicts.ts';
import { unusedWindow } from '../windows.ts';

export const roleUnused: Check = {
  id: 'role-unused',
  family: 'unused',
  title: 'Role that nobody uses',
  flags:
    'A role that was not used for `unusedAfterDays`, or never: by RoleLastUsed, and by its last-accessed report where there ' +
    'is one. Service-linked roles are left alone; roles of Identity Center are `permission-set-unused`.',
  severity: 'medium',
  rationale:
    'Every role is a way in for whoever its trust policy lets in, and its permissions stay while the reason for them is forgotten.',
  remediation: 'Attach AWSDenyAll to it, wait until nobody has missed it, and delete the role.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details'],
  window: unusedWindow,

  *evaluate(context) {
    for (const principal of context.account.principals) {
      if (principal.kind === 'role' && isOwn(principal)) yield judge(context, principal);
    }
  },

  describe({ resource, evidence }) {
    const policies = [...textsOf(evidence, 'attachedPolicies'), ...textsOf(evidence, 'inlinePolicies')];
    const held = policies.length > 0 ? ` It holds ${someOf(policies)}.` : '';
    return `Role ${resource.name}, created ${dayOf(evidence, 'createdAt')}, ${lastUseIn(evidence)}.${cloudTrailSentence(evidence)}${held}`;
  },

  remediate({ resource, evidence }) {
    return remediation(
      'Run the first line, which denies the role everything (`aws iam detach-role-policy` with the same policy undoes it). ' +
        'Run the others when nobody has missed it for some weeks. Keep what the get- lines print: it takes that to make the role again.',
      deleteRoleCommands(resource, evidence),
    );
  },
};

function judge(context: CheckContext, role: RolePrincipal): Verdict {
  const use = usageOf(context).ofPrincipal(role);
  if (use.status === 'used') return pass;
  const young = graceOf(context, role.arn, role.createdAt);
  if (young !== null) return unknown(young, role.arn);
  if (use.status === 'unknown') return unknown(use, role.arn);
  return {
    verdict: 'finding',
    resource: roleResource(context, role.entity),
    evidence: {
      lastUsedAt: use.lastUsedAt,
      lastUsedRegion: role.entity.lastUsed?.region ?? null,
      createdAt: role.createdAt,
      ...cloudTrailOn(context, role),
      ...holdingsOf(role),
    },
  };
}
