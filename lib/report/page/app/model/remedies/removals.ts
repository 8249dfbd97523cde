import { countOf, recordOf, textOf, textsOf } from '../../../../../checks/evidence.ts';
import type { Finding } from '../../../../../findings/finding.ts';
import type { Model } from '../model.ts';
import type { Candidate } from './remedy.ts';
import { keyOfPolicy, neededByAll, type PolicyPlace, waysOf } from './ways.ts';

/** Users and roles that nobody uses: all that was found of them goes with them. */
export function deletions(model: Model, standing: readonly Finding[]): readonly Candidate[] {
  return standing.flatMap((finding): readonly Candidate[] => {
    if (!UNUSED.has(finding.checkId)) return [];
    const { resource, evidence, remediation } = finding;
    const key = `delete ${resource.arn}`;
    const lastUsed = textOf(evidence, 'lastUsedAt')?.slice(0, 10);
    return [
      {
        key,
        closes: standingOn(model, resource.arn),
        toRemedy: (closes) => ({
          key,
          closes,
          title: `Delete ${resource.type === 'AWS::IAM::Role' ? 'the role' : 'the user'} ${resource.name}, which nobody uses`,
          how: remediation.text,
          commands: remediation.commands ?? [],
          couldBreak: `${lastUsed === undefined ? 'AWS has no record of any use' : `It was last used ${lastUsed}`}: whatever runs more seldom than that, and uses in other accounts that only resource policies allow.`,
        }),
      },
    ];
  });
}

const UNUSED: ReadonlySet<string> = new Set(['user-unused', 'user-without-credentials', 'role-unused']);

function standingOn(model: Model, arn: string): readonly Finding[] {
  return (model.findingsByArn.get(arn) ?? []).filter(({ status }) => status !== 'resolved' && status !== 'suppressed');
}

/** Policies that nobody uses, taken from everybody; what is only possible by them goes with them. */
export function policyRemovals(model: Model, standing: readonly Finding[], needing: ByPolicy): readonly Candidate[] {
  return standing.flatMap((finding): readonly Candidate[] => {
    if (finding.checkId !== 'policy-unused') return [];
    const { resource, evidence, remediation } = finding;
    const key = `remove ${resource.arn}`;
    const count = countOf(evidence, 'services');
    return [
      {
        key,
        closes: distinct([...standingOn(model, resource.arn), ...(needing.get(resource.arn) ?? [])]),
        toRemedy: (closes) => ({
          key,
          closes,
          title: `Take the policy ${resource.name} from all who hold it, and delete it: nobody uses it`,
          how: remediation.text,
          commands: remediation.commands ?? [],
          couldBreak: `Of the ${count === 1 ? 'service' : `${count} services`} that it grants none was used by anybody who holds it: whatever runs more seldom than was looked back.`,
        }),
      },
    ];
  });
}

/** Policies that one principal does not use, taken from it alone. */
export function detachments(model: Model, standing: readonly Finding[], needing: ByPolicy): readonly Candidate[] {
  return standing.flatMap((finding): readonly Candidate[] => {
    const { checkId, resource, evidence, remediation } = finding;
    const policy = checkId === 'attachment-unused' ? policyIn(evidence) : null;
    if (policy === null) return [];
    const policyKey = keyOfPolicy(policy);
    const key = `detach ${policyKey} ${resource.arn}`;
    const ofPrincipal = (needing.get(policyKey) ?? []).filter((each) => each.resource.arn === resource.arn);
    const inside = standingOn(model, resource.arn).filter((each) => isOnInline(each, policyKey));
    return [
      {
        key,
        closes: distinct([finding, ...ofPrincipal, ...inside]),
        toRemedy: (closes) => ({
          key,
          closes,
          title: `Take the policy ${nameOf(model, policy)} from ${resource.name}, which does not use it`,
          how: remediation.text,
          commands: remediation.commands ?? [],
          couldBreak: `${resource.name} used none of its services (${textsOf(evidence, 'services').slice(0, 8).join(', ')}) as far as was looked back.`,
        }),
      },
    ];
  });
}

type HeldPolicy = Exclude<PolicyPlace, { readonly trustPolicyOf: string }>;

function policyIn(evidence: Finding['evidence']): HeldPolicy | null {
  const policyArn = textOf(evidence, 'policyArn');
  if (policyArn !== null) return { policyArn };
  const inline = recordOf(evidence, 'inlinePolicy') ?? {};
  const [entityArn, name] = [textOf(inline, 'entityArn'), textOf(inline, 'name')];
  return entityArn === null || name === null ? null : { inlinePolicy: { entityArn, name } };
}

function nameOf(model: Model, policy: HeldPolicy): string {
  if ('inlinePolicy' in policy) return policy.inlinePolicy.name;
  return model.policyByArn.get(policy.policyArn)?.name ?? policy.policyArn;
}

function isOnInline({ evidence }: Finding, policyKey: string): boolean {
  const policy = policyIn(evidence);
  return policy !== null && 'inlinePolicy' in policy && keyOfPolicy(policy) === policyKey;
}

/** Findings of which all ways need something of a policy, by the key of the policy. */
type ByPolicy = ReadonlyMap<string, readonly Finding[]>;

export function findingsByPolicy(model: Model, standing: readonly Finding[]): ByPolicy {
  const needing = new Map<string, Finding[]>();
  for (const finding of standing) {
    for (const key of neededByAll(waysOf(model, finding), 'policyKey').keys()) {
      const list = needing.get(key);
      if (list) list.push(finding);
      else needing.set(key, [finding]);
    }
  }
  return needing;
}

function distinct(findings: readonly Finding[]): readonly Finding[] {
  return [...new Set(findings)];
}
