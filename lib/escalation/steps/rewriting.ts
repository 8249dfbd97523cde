import { isAdminTogether } from '../../policy/admin.ts';
import { isBroader } from '../../policy/breadth.ts';
import { policyOf } from '../../policy/document.ts';
import type { ContextValues } from '../../policy/evaluate/context.ts';
import type { ManagedPolicy } from '../../snapshot/snapshot.ts';
import type { ActorClass } from '../actor.ts';
import type { PolicyTarget } from '../holdings.ts';
import type { Permit } from '../judge.ts';
import { isIn, minus, perList, union } from '../lists.ts';
import { EVERYTHING, isAdminWith, type Node } from '../node.ts';
import type { Proof } from '../step.ts';
import { permitOn, type Reach, type Target, type Universe } from '../targets.ts';
import type { Rewriting } from '../technique.ts';
import type { World } from '../world.ts';
import type { Taking } from './taking.ts';

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
export function rewritingBy(world: World, among: Rewritable): (actor: ActorClass, change: Change) => Taking {
  const { judge } = world;
  // One who is an administrator already is rewritten in vain, and is one after it all the same.
  const isAdminThen = (node: Node) => node.isAdmin || among.isAdminWhenRewritten(node);
  const ofUser = (user: Node) => (isAdminThen(user) ? [user] : []);
  const adminArns = world.adminPolicyArns();
  // Who gains by a change of something is the same whoever makes it.
  const gainers = new Map<string, Gaining>();
  // A condition can say which policies may be attached.
  const attach = (actor: ActorClass, action: string, act: (context: ContextValues) => Taking): Taking => {
    const { grants } = judge.permissionOf(actor, action);
    const isChosen = grants.some(({ unknownKeys }) => unknownKeys.some((key) => /^iam:policyarn$/i.test(key)));
    const takings = (isChosen ? adminArns : adminArns.slice(0, 1)).map((arn) => act({ 'iam:PolicyARN': arn }));
    return (
      takings.find(({ certain }) => certain.length > 0) ??
      takings.find(({ possible }) => possible.length > 0) ??
      NOTHING
    );
  };

  return (actor, change) => {
    const act = <Item extends Target>(
      universe: Universe<Item>,
      action: string,
      gains: (item: Item) => readonly Node[],
      context: ContextValues = {},
    ): Taking => {
      const gaining = gainers.get(action) ?? gainingBy(gains);
      gainers.set(action, gaining);
      return takingOf(gaining, universe.reach(judge, actor, action, context), (item) => {
        const permit = permitOn(judge, actor, action, item, context);
        return permit === null ? [] : [permit];
      });
    };
    if (typeof change === 'object') {
      const { of, by } = change;
      const universe = of === 'user' ? among.users : among.editableRoles;
      return act(
        universe,
        boundaryAction(change),
        (node) => (isAdminUnbound(among, node) ? [node] : []),
        by === 'replacing' ? { 'iam:PermissionsBoundary': adminArns[0] ?? null } : {},
      );
    }
    switch (change) {
      case 'inline-of-user':
        return act(among.users, 'iam:PutUserPolicy', ofUser);
      case 'inline-of-role':
        return act(among.editableRoles, 'iam:PutRolePolicy', ofUser);
      case 'inline-of-group':
        return act(among.groups, 'iam:PutGroupPolicy', ({ members }) => members.flatMap(ofUser));
      case 'attach-to-user':
        return attach(actor, 'iam:AttachUserPolicy', (context) =>
          act(among.users, 'iam:AttachUserPolicy', ofUser, context),
        );
      case 'attach-to-role':
        return attach(actor, 'iam:AttachRolePolicy', (context) =>
          act(among.editableRoles, 'iam:AttachRolePolicy', ofUser, context),
        );
      case 'attach-to-group':
        return attach(actor, 'iam:AttachGroupPolicy', (context) =>
          act(among.groups, 'iam:AttachGroupPolicy', ({ members }) => members.flatMap(ofUser), context),
        );
      case 'new-version':
        return newVersion(world, among, actor, gainers);
      case 'membership':
        return act(among.groups, 'iam:AddUserToGroup', (target) =>
          isAdminWith({ identity: world.policiesOfGroup(target) })
            ? minus(among.users.items, target.members).filter(isAdminThen)
            : [],
        );
      case 'revive':
        return act(among.policies, 'iam:SetDefaultPolicyVersion', ({ policy, holders }) =>
          holders.filter(
            (node) =>
              !node.isAdmin &&
              broaderVersions(policy).some((version) => isAdminByVersion(among, node, policy, version)),
          ),
        );
    }
  };
}

const NOTHING: Taking = { certain: [], possible: [], prove: () => ({ permits: [], trusts: [], doubts: [] }) };

/** The versions of a policy that are not in force and allow what the one in force does not. */
export function broaderVersions(policy: ManagedPolicy): readonly ManagedPolicy['versions'][number][] {
  const current = policy.versions.find(({ isDefault }) => isDefault);
  if (current === undefined) return [];
  return policy.versions.filter(
    (version) => !version.isDefault && isBroader(policyOf(version.document), policyOf(current.document)) !== null,
  );
}

function isAdminByVersion(
  among: Rewritable,
  node: Node,
  policy: ManagedPolicy,
  { document }: ManagedPolicy['versions'][number],
): boolean {
  const holder = among.holderOf(node);
  return isAdminWith({
    ...holder,
    identity: holder.identity.map((sourced) =>
      isOf(policy, sourced.source.source) ? { ...sourced, policy: policyOf(document) } : sourced,
    ),
  });
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

/** Of things that are changed, the nodes that gain by it, and by which of them. */
type Gaining = (items: readonly Target[]) => {
  readonly nodes: readonly Node[];
  /** Looked for when somebody asks: of most nothing is told. */
  by(node: Node): Target | undefined;
};

function gainingBy<Item extends Target>(gains: (item: Item) => readonly Node[]): Gaining {
  const gainers = new Map<Target, readonly Node[]>();
  return perList((items) => {
    const gainersOf = (item: Item) => {
      const nodes = gainers.get(item) ?? gains(item);
      gainers.set(item, nodes);
      return nodes;
    };
    const list = items as readonly Item[];
    return {
      nodes: [...new Set(list.flatMap(gainersOf))],
      by: (node) => list.find((item) => gainersOf(item).includes(node)),
    };
  });
}

function takingOf(gaining: Gaining, reach: Reach<Target>, permitsOf: (item: Target) => readonly Permit[]): Taking {
  const [sure, unsure] = [gaining(reach.certain), gaining(reach.possible)];
  return {
    certain: sure.nodes,
    possible: minus(unsure.nodes, sure.nodes),
    prove: (node): Proof => {
      const item = sure.by(node) ?? unsure.by(node);
      return { permits: item === undefined ? [] : permitsOf(item), trusts: [], doubts: [] };
    },
  };
}

/** A policy that has all the versions it can have takes another one only after one was deleted. */
function newVersion({ judge }: World, among: Rewritable, actor: ActorClass, gainers: Map<string, Gaining>): Taking {
  const gaining =
    gainers.get('iam:CreatePolicyVersion') ??
    gainingBy(({ policy, holders }: PolicyTarget) => holders.filter((node) => isAdminWithout(among, node, policy)));
  gainers.set('iam:CreatePolicyVersion', gaining);
  const reach = among.policies.reach(judge, actor, 'iam:CreatePolicyVersion');
  const deleting = among.policies.reach(judge, actor, 'iam:DeletePolicyVersion');
  const full = fullPolicies(among.policies.items);
  const certain = minus(reach.certain, minus(full, deleting.certain));
  const all = minus(union(reach.certain, reach.possible), minus(full, union(deleting.certain, deleting.possible)));
  return takingOf(gaining, { certain, possible: minus(all, certain) }, (item) =>
    ['iam:CreatePolicyVersion', ...(isIn<Target>(full, item) ? ['iam:DeletePolicyVersion'] : [])].flatMap(
      (action) => permitOn(judge, actor, action, item) ?? [],
    ),
  );
}

const fullPolicies = perList((policies: readonly PolicyTarget[]) => policies.filter(isFull));

/** Whether a policy has all the versions that it can have. */
export function isFull({ policy }: PolicyTarget): boolean {
  return policy.versions.length >= VERSIONS_PER_POLICY;
}
