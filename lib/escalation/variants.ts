import { policyOf } from '../policy/document.ts';
import type { PolicyHolder } from '../policy/effective/policy-holder.ts';
import type { ContextValues } from '../policy/evaluate/context.ts';
import type { SourcedPolicy } from '../policy/services-granted.ts';
import type { StoredDocument } from '../snapshot/snapshot.ts';
import type { HeldPolicy } from './account.ts';
import { classOf } from './actor.ts';
import type { GroupTarget } from './holdings.ts';
import { minus, union } from './lists.ts';
import { isAdminWith, isEditable, type Node } from './node.ts';
import type { RevivedVersion } from './path.ts';
import type { Step } from './step.ts';
import { broaderVersions, REVIVING, revivedVersion } from './steps/reviving.ts';
import { boundaryAction, isFull } from './steps/rewriting.ts';
import { permitOn, type Target } from './targets.ts';
import { techniqueOf, techniques } from './techniques.ts';
import type { World } from './world.ts';

/** Groups that are tried for one user, of those that it may join. */
const GROUPS_PER_USER = 10;

/** A principal as it is after it has changed what it holds. */
export interface Variant {
  readonly node: Node;
  readonly holder: PolicyHolder<HeldPolicy>;
  /** The group that it has joined. */
  readonly joined: GroupTarget | null;
  /** How the principal becomes it. */
  readonly step: Step;
}

/** An action by which a principal changes what it holds, if it is allowed. */
interface Possibility {
  readonly techniqueId: string;
  readonly action: string;
  readonly target: Target;
  readonly context?: ContextValues;
  readonly changed: PolicyHolder<HeldPolicy>;
  readonly joined?: GroupTarget;
  readonly revived?: RevivedVersion;
  /** Whether it is of interest too when it makes an administrator: where no step of `rewriting.ts` says so. */
  readonly canFinish?: boolean;
}

/**
 * What a principal can make of itself by dropping its boundary, reviving a version of a policy or joining a group: by what it
 * may do then, there can be a path that there is not before. One change at a time.
 */
export function variantsOf(world: World, node: Node, nextIndex: () => number): readonly Variant[] {
  const { actor, principal } = node;
  if (actor === null || principal === null || node.isAdmin || !actor.isCapable) return [];
  const possibilities = [...unboundOf(world, node), ...revivedOf(world, node), ...joinedBy(world, node)];
  return possibilities.flatMap(({ techniqueId, action, target, context = {}, changed, joined, revived, canFinish }) => {
    const isAdmin = isAdminWith(changed);
    const permit = isAdmin && canFinish !== true ? null : permitOn(world.judge, actor, action, target, context);
    if (permit === null) return [];
    const index = nextIndex();
    const ofSources = classOf(principal, changed);
    // Other documents can stand under the same names of policies.
    const own = { ...ofSources, key: `${ofSources.key}\n${index}` };
    const variant: Node = { ...node, index, actor: own, isAdmin, original: node };
    const isCertain = permit.unknownKeys.length === 0;
    const step: Step = {
      technique: techniqueOf(techniqueId),
      effect: 'become',
      certain: isCertain ? [variant] : [],
      possible: isCertain ? [] : [variant],
      prove: () => ({ permits: [permit], trusts: [], doubts: [], ...(revived && { revived }) }),
    };
    return [{ node: variant, holder: changed, joined: joined ?? null, step }];
  });
}

/** Without its boundary, or with one that allows everything: another policy, or another version of the same. */
function unboundOf(world: World, node: Node): readonly Possibility[] {
  const { boundary, ...changed } = world.holderOf(node);
  if (boundary === undefined) return [];
  const everything = {
    'iam:PermissionsBoundary': `arn:${world.ofAccount.partition}:iam::aws:policy/AdministratorAccess`,
  };
  const dropped = techniques.flatMap(({ id, way }): Possibility[] => {
    if (way.kind !== 'unbind' || way.of !== node.principal?.kind || !isEditable(node)) return [];
    const context = way.by === 'replacing' ? everything : {};
    return [{ techniqueId: id, action: boundaryAction(way), target: node, context, changed }];
  });
  const policy = world.policies.items.find(({ arn }) => arn === node.principal?.entity.permissionsBoundaryArn);
  if (policy === undefined || isFull(policy)) return dropped;
  const rewritten = { techniqueId: 'iam-001', action: 'iam:CreatePolicyVersion', target: policy, changed };
  return [...dropped, { ...rewritten, canFinish: true }];
}

function revivedOf(world: World, node: Node): readonly Possibility[] {
  if (node.actor?.mayAllow(REVIVING) !== true) return [];
  const holder = world.holderOf(node);
  return world.policiesHeldBy(node).flatMap((target) =>
    broaderVersions(target.policy).map((version) => ({
      techniqueId: 'iam-set-default-policy-version',
      action: REVIVING,
      target,
      changed: { ...holder, identity: holder.identity.map((held) => replaced(held, target.arn, version.document)) },
      revived: revivedVersion(target.policy, version),
    })),
  );
}

function joinedBy(world: World, node: Node): readonly Possibility[] {
  const action = 'iam:AddUserToGroup';
  const { actor, principal } = node;
  if (principal?.kind !== 'user' || actor === null || !actor.mayAllow(action)) return [];
  const holder = world.holderOf(node);
  const { certain, possible } = world.groups.reach(world.judge, actor, action);
  const joined = minus(union(certain, possible), world.groupsOf(node)).filter(grantsSomething);
  return joined.slice(0, GROUPS_PER_USER).map((target) => ({
    techniqueId: 'iam-013',
    action,
    target,
    changed: { ...holder, identity: [...holder.identity, ...world.policiesOfGroup(target)] },
    joined: target,
  }));
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
