import { policyOf } from '../policy/document.ts';
import type { PolicyHolder } from '../policy/effective/policy-holder.ts';
import type { ContextValues } from '../policy/evaluate/context.ts';
import type { SourcedPolicy } from '../policy/services-granted.ts';
import type { StoredDocument } from '../snapshot/snapshot.ts';
import type { HeldPolicy } from './account.ts';
import { classOf } from './actor.ts';
import type { Permit } from './judge.ts';
import { minus, union } from './lists.ts';
import { isAdminWith, type Node } from './node.ts';
import type { Step } from './step.ts';
import { boundaryAction, broaderVersions } from './steps/rewriting.ts';
import { permitOn, type Target } from './targets.ts';
import { techniqueOf, techniques } from './techniques.ts';
import type { GroupTarget, World } from './world.ts';

/** Groups that are tried for one user, of those that it may join. */
const GROUPS_PER_USER = 10;

/** A principal as it is after it has changed what it holds, without being an administrator by that. */
export interface Variant {
  readonly node: Node;
  readonly holder: PolicyHolder<HeldPolicy>;
  /** The group that it has joined. */
  readonly joined: GroupTarget | null;
  /** How the principal becomes it. */
  readonly step: Step;
}

interface Possibility {
  readonly techniqueId: string;
  readonly changed: PolicyHolder<HeldPolicy>;
  readonly joined?: GroupTarget | null;
}

/**
 * What a principal can make of itself by dropping its boundary, reviving a version of a policy or joining a group: by what it
 * may do then, there can be a path that there is not before. One change at a time.
 */
export function variantsOf(world: World, node: Node, nextIndex: () => number): readonly Variant[] {
  const { actor, principal } = node;
  if (actor === null || principal === null || node.isAdmin) return [];
  const holder = world.holderOf(node);
  const variants: Variant[] = [];
  const add = ({ techniqueId, changed, joined = null }: Possibility, permit: Permit) => {
    if (isAdminWith(changed)) return;
    const index = nextIndex();
    const ofSources = classOf(principal, changed);
    const variant: Node = {
      ...node,
      index,
      // Other documents can stand under the same names of policies.
      actor: { ...ofSources, key: `${ofSources.key}\n${index}` },
      isAdmin: false,
      original: node,
    };
    const isCertain = permit.unknownKeys.length === 0;
    const step: Step = {
      technique: techniqueOf(techniqueId),
      effect: 'become',
      certain: isCertain ? [variant] : [],
      possible: isCertain ? [] : [variant],
      prove: () => ({ permits: [permit], trusts: [], doubts: [] }),
    };
    variants.push({ node: variant, holder: changed, joined, step });
  };
  const tryTo = (action: string, target: Target, possibility: Possibility, context: ContextValues = {}) => {
    const permit = permitOn(world.judge, actor, action, target, context);
    if (permit !== null) add(possibility, permit);
  };

  if (holder.boundary !== undefined) {
    for (const { id, way } of techniques) {
      if (way.kind !== 'unbind' || way.of !== principal.kind) continue;
      const { boundary: _, ...unbound } = holder;
      const context =
        way.by === 'replacing'
          ? { 'iam:PermissionsBoundary': `arn:${world.ofAccount.partition}:iam::aws:policy/AdministratorAccess` }
          : {};
      tryTo(boundaryAction(way), node, { techniqueId: id, changed: unbound }, context);
    }
  }
  if (actor.mayAllow('iam:SetDefaultPolicyVersion')) {
    for (const target of world.policiesHeldBy(node)) {
      for (const { document } of broaderVersions(target.policy)) {
        const changed = { ...holder, identity: holder.identity.map((held) => replaced(held, target.arn, document)) };
        tryTo('iam:SetDefaultPolicyVersion', target, { techniqueId: 'iam-set-default-policy-version', changed });
      }
    }
  }
  if (principal.kind === 'user' && actor.mayAllow('iam:AddUserToGroup')) {
    const { certain, possible } = world.groups.reach(world.judge, actor, 'iam:AddUserToGroup');
    const joined = minus(union(certain, possible), world.groupsOf(node)).filter(grantsSomething);
    for (const target of joined.slice(0, GROUPS_PER_USER)) {
      const changed = { ...holder, identity: [...holder.identity, ...world.policiesOfGroup(target)] };
      tryTo('iam:AddUserToGroup', target, { techniqueId: 'iam-013', changed, joined: target });
    }
  }
  return variants;
}

function replaced(
  held: SourcedPolicy<HeldPolicy>,
  policyArn: string,
  document: StoredDocument,
): SourcedPolicy<HeldPolicy> {
  const { source } = held.source;
  if (!('policyArn' in source) || source.policyArn !== policyArn) return held;
  return { source: { source, document }, policy: policyOf(document) };
}

function grantsSomething({ group }: GroupTarget): boolean {
  return group.attachedPolicies.length > 0 || group.inlinePolicies.length > 0;
}
