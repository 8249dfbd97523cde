import { type Command, iam, remediation } from '../../../../../checks/commands.ts';
import { entityOf, isChangeable } from '../../../../../checks/detach.ts';
import { textOf } from '../../../../../checks/evidence.ts';
import { oncePer } from '../../../../../checks/once.ts';
import type { Finding } from '../../../../../findings/finding.ts';
import { heldPolicies } from '../held-policies.ts';
import type { Model } from '../model.ts';
import type { Candidate } from './remedy.ts';
import { neededByAll, ownPolicy, type Place, type PolicyPlace, waysOf } from './ways.ts';

/**
 * Narrowing one statement closes every finding of which all ways need it. AWS's own policies cannot be changed, and a trust
 * policy is only proposed where something was found of it itself.
 */
export function narrowings(model: Model, standing: readonly Finding[]): readonly Candidate[] {
  const closing = new Map<string, { readonly place: Place; readonly closes: Finding[]; isProposed: boolean }>();
  for (const finding of standing) {
    const isOnPolicy = ownPolicy(model, finding) !== null;
    for (const [key, place] of neededByAll(waysOf(model, finding), 'key')) {
      if (!isOurs(model, place.policy)) continue;
      const entry = closing.get(key) ?? { place, closes: [], isProposed: false };
      entry.closes.push(finding);
      entry.isProposed ||= isOnPolicy || !('trustPolicyOf' in place.policy);
      closing.set(key, entry);
    }
  }
  return Array.from(closing).flatMap(([key, { place, closes, isProposed }]) =>
    isProposed ? [candidate(model, `narrow ${key}`, place, closes)] : [],
  );
}

function isOurs(model: Model, policy: PolicyPlace): boolean {
  return !('policyArn' in policy) || model.policyByArn.get(policy.policyArn)?.managedBy === 'customer';
}

function candidate(model: Model, key: string, place: Place, closes: readonly Finding[]): Candidate {
  return {
    key,
    closes,
    toRemedy: (left) => {
      const { note, commands } = rewriting(place.policy, left);
      return {
        key,
        closes: left,
        title: `Narrow statement ${place.statement}${place.sid === null ? '' : ` (${place.sid})`} of ${nameOf(model, place.policy)}`,
        how: `Write what is needed in the place of what it allows: the findings say what is too much.${waysIn(model, place)} ${note}`,
        commands: remediation('', commands).commands ?? [],
        couldBreak: missedBy(model, place.policy),
      };
    },
  };
}

function nameOf(model: Model, policy: PolicyPlace): string {
  if ('policyArn' in policy) return `the policy ${model.policyByArn.get(policy.policyArn)?.name ?? policy.policyArn}`;
  if ('trustPolicyOf' in policy) return `the trust policy of ${lastOf(policy.trustPolicyOf)}`;
  return `the inline policy ${policy.inlinePolicy.name} of ${lastOf(policy.inlinePolicy.entityArn)}`;
}

function lastOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

function countWords(count: number, one: string, several: string): string {
  return count === 1 ? `1 ${one}` : `${count.toLocaleString('en')} ${several}`;
}

/** That a statement is in ways to an administrator, where it is. Findings list the shortest way for each first step, not all. */
function waysIn(model: Model, place: Place): string {
  const count = waysToAdmin(model).get(place.key);
  if (count === undefined) return '';
  return ` It is in ${count.toLocaleString('en')} of the listed ways to an administrator; \`account-auditor paths\` shows whether any are left without it.`;
}

const waysToAdmin = oncePer((model: Model): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const finding of model.findings) {
    if (finding.checkId !== 'privilege-escalation' || finding.status === 'resolved') continue;
    for (const way of waysOf(model, finding))
      for (const key of new Set(way.map((place) => place.key))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
});

const PRINT_AND_WRITE =
  'The first line prints it as it is: keep that, since the second line with it is the way back. Write the new one into policy.json.';

function rewriting(policy: PolicyPlace, closes: readonly Finding[]): { note: string; commands: readonly Command[] } {
  const files = { 'policy-document': 'policy.json' };
  if ('policyArn' in policy) {
    const target = { 'policy-arn': policy.policyArn };
    const version = closes.map(({ evidence }) => textOf(evidence, 'defaultVersionId')).find((id) => id !== null);
    return {
      note: 'The first line prints what is in force. Write the new one into policy.json; `aws iam set-default-policy-version` goes back to the old version.',
      commands: [
        version ? iam('get-policy-version', { ...target, 'version-id': version }) : iam('get-policy', target),
        { ...iam('create-policy-version', target), files, flags: ['set-as-default'] },
      ],
    };
  }
  const arn = 'trustPolicyOf' in policy ? policy.trustPolicyOf : policy.inlinePolicy.entityArn;
  const entity = entityOf(arn);
  if (entity === null || !isChangeable(arn)) {
    return { note: 'Identity Center keeps it: change the permission set there; IAM refuses to.', commands: [] };
  }
  if ('trustPolicyOf' in policy) {
    const role = { 'role-name': entity.name };
    return {
      note: PRINT_AND_WRITE,
      commands: [
        iam('get-role', { ...role, query: 'Role.AssumeRolePolicyDocument', output: 'json' }),
        { ...iam('update-assume-role-policy', role), files },
      ],
    };
  }
  const options = { [`${entity.kind}-name`]: entity.name, 'policy-name': policy.inlinePolicy.name };
  return {
    note: PRINT_AND_WRITE,
    commands: [iam(`get-${entity.kind}-policy`, options), { ...iam(`put-${entity.kind}-policy`, options), files }],
  };
}

/** Services named in a sentence; of more it is said how many. */
const NAMED = 8;

/** Who uses what a policy grants, as far as AWS tells. */
function missedBy(model: Model, policy: PolicyPlace): string {
  if ('trustPolicyOf' in policy) {
    return 'Whoever assumes the role by this statement today and does not meet what the new one asks. CloudTrail has the sessions, by the events AssumeRole.';
  }
  const { holders, services } = heldBy(model, policy);
  const of = (status: 'used' | 'unknown') =>
    services.filter((service) =>
      holders.some((holder) => holder.services.some((each) => each.service === service && each.status === status)),
    );
  const used = of('used');
  const unknown = of('unknown').filter((service) => !used.includes(service));
  const who = `${countWords(holders.length, 'principal holds', 'principals hold')} it`;
  if (used.length === 0 && unknown.length === 0) return `${who}, and none of its services was used.`;
  const uses = used.length === 0 ? '' : ` Of its services these were used: ${someOf(used)}. Keep what is done there.`;
  const doubts = unknown.length === 0 ? '' : ` Nobody can say whether these were: ${someOf(unknown)}.`;
  return `${who}.${uses}${doubts}`;
}

function heldBy(model: Model, policy: Exclude<PolicyPlace, { readonly trustPolicyOf: string }>) {
  if ('policyArn' in policy) {
    const { policyArn } = policy;
    return {
      holders: model.data.principals.filter((principal) => heldPolicies(model, principal).has(policyArn)),
      services: model.policyByArn.get(policyArn)?.document?.services ?? [],
    };
  }
  const { entityArn, name } = policy.inlinePolicy;
  const holder = model.principalByArn.get(entityArn) ?? model.groupByArn.get(entityArn);
  return {
    holders: model.data.principals.filter(({ arn, groups }) => arn === entityArn || groups.includes(entityArn)),
    services: holder?.inline.find((inline) => inline.name === name)?.document.services ?? [],
  };
}

function someOf(names: readonly string[]): string {
  const more = names.length - NAMED;
  return more > 0 ? `${names.slice(0, NAMED).join(', ')} and ${more} more` : names.join(', ');
}
