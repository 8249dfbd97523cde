import { isAdminTogether } from '../../policy/admin.ts';
import type { ContextValues } from '../../policy/evaluate/context.ts';
import type { ManagedPolicy } from '../../snapshot/snapshot.ts';
import type { ActorClass } from '../actor.ts';
import type { GroupTarget, PolicyTarget } from '../holdings.ts';
import { isIn, minus, perList, union } from '../lists.ts';
import { EVERYTHING, isAdminWith, type Node } from '../node.ts';
import { permitOn, type Target, type Universe } from '../targets.ts';
import type { Rewriting } from '../technique.ts';
import type { World } from '../world.ts';
import { type Gaining, gainingBy, gainingItself, takingOf } from './gaining.ts';
import { revivingBy } from './reviving.ts';
import { NOBODY, type Taking } from './taking.ts';

/** Versions that a managed policy can have. IAM User Guide, reference_iam-quotas. */
const VERSIONS_PER_POLICY = 5;

/** Whose policies are rewritten: all of the account, or one principal as it is after a change. */
export type Rewritable = Pick<
  World,
  'users' | 'editableRoles' | 'groups' | 'policies' | 'isAdminWhenRewritten' | 'holderOf'
>;

export interface Unbinding {
  readonly of: 'user' | 'role';
  readonly by: 'deleting' | 'replacing';
}

export type Change = Rewriting | 'revive' | Unbinding;

export function boundaryAction({ of, by }: Unbinding): string {
  const verb = by === 'deleting' ? 'Delete' : 'Put';
  return `iam:${verb}${of === 'user' ? 'User' : 'Role'}PermissionsBoundary`;
}

/** The users and roles that a class can make administrators by rewriting what they hold, as long as it is or controls them. */
export type Rewriter = (actor: ActorClass, change: Change) => Taking;

export function rewritingBy(world: World, among: Rewritable): Rewriter {
  const { judge } = world;
  // One who is an administrator already is rewritten in vain, and is one after it all the same.
  const isAdminThen = (node: Node) => node.isAdmin || among.isAdminWhenRewritten(node);
  const itself = gainingItself(isAdminThen);
  const unbound = gainingItself((node) => isAdminUnbound(among, node));
  const membersOf = gainingBy(({ members }: GroupTarget) => members.filter(isAdminThen));
  const joining = gainingBy((target: GroupTarget) =>
    isAdminWith({ identity: world.policiesOfGroup(target) })
      ? minus(among.users.items, target.members).filter(isAdminThen)
      : [],
  );
  const holdersOf = gainingBy(({ policy, holders }: PolicyTarget) =>
    holders.filter((node) => isAdminWithout(among, node, policy)),
  );
  const revive = revivingBy(world, among);
  const adminArns = world.adminPolicyArns();
  // A condition can say which policies may be attached.
  const attach = (actor: ActorClass, action: string, act: (context: ContextValues) => Taking): Taking => {
    const { grants } = judge.permissionOf(actor, action);
    const isChosen = grants.some(({ unknownKeys }) => unknownKeys.some((key) => /^iam:policyarn$/i.test(key)));
    const takings = (isChosen ? adminArns : adminArns.slice(0, 1)).map((arn) => act({ 'iam:PolicyARN': arn }));
    return (
      takings.find(({ certain }) => certain.length > 0) ?? takings.find(({ possible }) => possible.length > 0) ?? NOBODY
    );
  };

  return keptForOne((actor, change) => {
    const act = <Item extends Target>(
      universe: Universe<Item>,
      action: string,
      gaining: Gaining<Item>,
      context: ContextValues = {},
    ): Taking =>
      takingOf(gaining, universe.reach(judge, actor, action, context), (item) => {
        const permit = permitOn(judge, actor, action, item, context);
        return { permits: permit === null ? [] : [permit] };
      });
    if (typeof change === 'object') {
      const { of, by } = change;
      const universe = of === 'user' ? among.users : among.editableRoles;
      const context = by === 'replacing' ? { 'iam:PermissionsBoundary': adminArns[0] ?? null } : {};
      return act(universe, boundaryAction(change), unbound, context);
    }
    switch (change) {
      case 'inline-of-user':
        return act(among.users, 'iam:PutUserPolicy', itself);
      case 'inline-of-role':
        return act(among.editableRoles, 'iam:PutRolePolicy', itself);
      case 'inline-of-group':
        return act(among.groups, 'iam:PutGroupPolicy', membersOf);
      case 'attach-to-user':
        return attach(actor, 'iam:AttachUserPolicy', (context) =>
          act(among.users, 'iam:AttachUserPolicy', itself, context),
        );
      case 'attach-to-role':
        return attach(actor, 'iam:AttachRolePolicy', (context) =>
          act(among.editableRoles, 'iam:AttachRolePolicy', itself, context),
        );
      case 'attach-to-group':
        return attach(actor, 'iam:AttachGroupPolicy', (context) =>
          act(among.groups, 'iam:AttachGroupPolicy', membersOf, context),
        );
      case 'new-version':
        return newVersion(world, among, actor, holdersOf);
      case 'membership':
        return act(among.groups, 'iam:AddUserToGroup', joining);
      case 'revive':
        return revive(actor);
    }
  });
}

/** Several techniques make the same change, and classes are looked at one after the other. */
function keptForOne(rewrite: Rewriter): Rewriter {
  const known = new Map<Change, Taking>();
  let last: ActorClass | undefined;
  return (actor, change) => {
    if (actor !== last) known.clear();
    last = actor;
    const taking = known.get(change) ?? rewrite(actor, change);
    known.set(change, taking);
    return taking;
  };
}

/** With a new version the denies of the policy itself go as well. */
function isAdminWithout(among: Rewritable, node: Node, policy: ManagedPolicy): boolean {
  if (node.isAdmin || among.isAdminWhenRewritten(node)) return true;
  const { identity, boundary } = among.holderOf(node);
  if (boundary !== undefined && !isAdminTogether([boundary.policy])) return false;
  const others = identity.filter(({ source }) => !isOf(policy, source.source)).map((each) => each.policy);
  return isAdminTogether([...others, EVERYTHING]);
}

function isOf(policy: ManagedPolicy, source: object): boolean {
  return 'policyArn' in source && source.policyArn === policy.arn;
}

function isAdminUnbound(among: Rewritable, node: Node): boolean {
  const { identity, boundary } = among.holderOf(node);
  return !node.isAdmin && boundary !== undefined && isAdminWith({ identity });
}

/** A policy that has all the versions it can have takes another one only after one was deleted. */
function newVersion({ judge }: World, among: Rewritable, actor: ActorClass, gaining: Gaining<PolicyTarget>): Taking {
  const reach = among.policies.reach(judge, actor, 'iam:CreatePolicyVersion');
  const deleting = among.policies.reach(judge, actor, 'iam:DeletePolicyVersion');
  const full = fullPolicies(among.policies.items);
  const certain = minus(reach.certain, minus(full, deleting.certain));
  const all = minus(union(reach.certain, reach.possible), minus(full, union(deleting.certain, deleting.possible)));
  return takingOf(gaining, { certain, possible: minus(all, certain) }, (item) => ({
    permits: ['iam:CreatePolicyVersion', ...(isIn(full, item) ? ['iam:DeletePolicyVersion'] : [])].flatMap(
      (action) => permitOn(judge, actor, action, item) ?? [],
    ),
  }));
}

const fullPolicies = perList((policies: readonly PolicyTarget[]) => policies.filter(isFull));

/** Whether a policy has all the versions that it can have. */
export function isFull({ policy }: PolicyTarget): boolean {
  return policy.versions.length >= VERSIONS_PER_POLICY;
}
