import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { iam, remediation } from '../commands.ts';
import { dayOf, someOf, textsOf } from '../evidence.ts';
import { newest } from '../instants.ts';
import { resourceOf } from '../resources.ts';
import { type Use, usageOf } from '../usage.ts';
import { graceOf, notCollected, pass, type Unknown, unknown } from '../verdicts.ts';
import { unusedWindow } from '../windows.ts';

type InstanceProfile = NonNullable<Snapshot['instanceProfiles']>[number];

export const instanceProfileOrphaned: Check = {
  id: 'instance-profile-orphaned',
  family: 'unused',
  title: 'Instance profile without a role or an instance',
  flags:
    'An instance profile that contains no role; or one that no instance of any enabled Region holds and whose ' +
    'role was not used for `unusedAfterDays`. The second is said only when the instances of every enabled Region were read.',
  severity: 'low',
  rationale:
    'Whoever may pass the role and start an instance gets its permissions; a profile that no instance needs is only that.',
  remediation: 'Delete the instance profile.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details', 'instance-profiles'],
  uses: ['instance-profile-associations'],
  window: unusedWindow,

  *evaluate(context) {
    for (const profile of context.account.snapshot.instanceProfiles ?? []) yield judge(context, profile);
  },

  describe({ resource, evidence }) {
    const roles = textsOf(evidence, 'roleNames');
    const created = `Instance profile ${resource.name}, created ${dayOf(evidence, 'createdAt')},`;
    if (roles.length === 0) return `${created} contains no role.`;
    return `${created} is on no instance in ${someOf(textsOf(evidence, 'regions'))}; its role is ${someOf(roles)}.`;
  },

  remediate({ resource, evidence }) {
    const profile = { 'instance-profile-name': resource.name };
    const roles = textsOf(evidence, 'roleNames');
    const emptied =
      roles.length > 0 ? 'Take the role out (`aws iam add-role-to-instance-profile` undoes it) and delete' : 'Delete';
    return remediation(
      `${emptied} the profile. Launch templates and auto scaling groups that name it fail from then on: look there first.`,
      [
        ...roles.map((name) => iam('remove-role-from-instance-profile', { ...profile, 'role-name': name })),
        iam('delete-instance-profile', profile),
      ],
    );
  },
};

function judge(context: CheckContext, profile: InstanceProfile): Verdict {
  const { arn, name, createdAt, roleNames } = profile;
  const associations = context.account.snapshot.instanceProfileAssociations;
  const uses = roleNames.flatMap((roleName) => useOfRole(context, roleName));
  if (roleNames.length > 0) {
    if (associations?.profileArns.includes(arn) || uses.some((use) => use.status === 'used')) return pass;
  }
  const young = graceOf(context, arn, createdAt);
  if (young !== null) return unknown(young, arn);
  const blind = roleNames.length > 0 ? regionsNotRead(context) : null;
  const unseen = blind ?? uses.find((use) => use.status === 'unknown');
  if (unseen !== undefined) return unknown(unseen, arn);
  return {
    verdict: 'finding',
    resource: resourceOf(context, 'AWS::IAM::InstanceProfile', arn, name),
    evidence: {
      lastUsedAt: newest(uses.map((use) => (use.status === 'unused' ? use.lastUsedAt : null))),
      createdAt,
      roleNames,
      ...(roleNames.length > 0 ? { regions: associations?.regions ?? [] } : {}),
    },
  };
}

/** No answer for a role that was deleted, or made, while the account was read. */
function useOfRole(context: CheckContext, roleName: string): readonly Use[] {
  const role = context.account.role(roleName);
  return role === undefined ? [] : [usageOf(context).ofPrincipal(role)];
}

/** Why it cannot be said that no instance holds a profile; null when every enabled Region was read. */
function regionsNotRead(context: CheckContext): Unknown | null {
  const { enabledRegions, instanceProfileAssociations } = context.account.snapshot;
  if (instanceProfileAssociations === null) return notCollected(context, 'instance-profile-associations');
  if (enabledRegions === null) return notCollected(context, 'enabled-regions');
  const read = new Set(instanceProfileAssociations.regions);
  const missing = enabledRegions.map(({ region }) => region).filter((region) => !read.has(region));
  if (missing.length === 0) return null;
  return { code: 'not-collected', reason: `The instances of ${missing.join(', ')} were not read.` };
}
