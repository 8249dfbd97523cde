import { type PolicyDocument, policyOf } from '../policy/document.ts';
import type { PolicyHolder } from '../policy/effective/policy-holder.ts';
import type { SourcedPolicy } from '../policy/services-granted.ts';
import type { Group, ManagedPolicy, StoredDocument } from '../snapshot/snapshot.ts';
import { type EscalationAccount, type HeldPolicy, keyOfSource } from './account.ts';
import { type ActorClass, classOf } from './actor.ts';
import { Judge } from './judge.ts';
import {
  circumstancesOf,
  isAdminWhenRewritten,
  isAdminWith,
  isEditable,
  isIdentityCenter,
  isServiceLinked,
  type Node,
} from './node.ts';
import { type Target, Universe } from './targets.ts';
import { type TrustClass, trustClassesOf } from './trusts.ts';

/** One statement of one policy, by its index in the document. */
export type StatementRef =
  | { readonly source: HeldPolicy['source']; readonly statement: number }
  | { readonly trustPolicyOf: string; readonly statement: number };

/** A group as a target, with the nodes of its members. */
export interface GroupTarget extends Target {
  readonly group: Group;
  readonly members: readonly Node[];
}

/** A customer managed policy as a target, with the nodes that hold it by themselves or by a group. */
export interface PolicyTarget extends Target {
  readonly policy: ManagedPolicy;
  readonly holders: readonly Node[];
}

/** The account as the techniques look at it: nodes, what they can be done to, and who may do what. */
export interface World {
  readonly account: EscalationAccount;
  readonly ofAccount: { readonly partition: string; readonly accountId: string };
  readonly judge: Judge;
  readonly nodes: readonly Node[];
  readonly users: Universe<Node>;
  /** Those that IAM lets be changed. */
  readonly editableRoles: Universe<Node>;
  readonly identityCenterRoles: Universe<Node>;
  readonly groups: Universe<GroupTarget>;
  readonly policies: Universe<PolicyTarget>;
  readonly trustClasses: readonly TrustClass[];
  /** The groups that a user is in. */
  groupsOf(node: Node): readonly GroupTarget[];
  /** The customer managed policies that a principal holds by itself or by a group. */
  policiesHeldBy(node: Node): readonly PolicyTarget[];
  policiesOfGroup(target: GroupTarget): readonly SourcedPolicy<HeldPolicy>[];
  /** @throws RangeError for somebody outside */
  holderOf(node: Node): PolicyHolder<HeldPolicy>;
  trustClassOf(role: Node): TrustClass | undefined;
  /** Policies that make an administrator: whoever attaches policies can choose among them. */
  adminPolicyArns(): readonly string[];
  /** Whether the node would be an administrator if its policies could be rewritten. */
  isAdminWhenRewritten(node: Node): boolean;
}

/** @param removed statements that are taken for not there: what the account would be without them */
export function worldOf(account: EscalationAccount, removed: readonly StatementRef[] = []): World {
  const { snapshot } = account;
  const without = withoutStatements(removed);
  const classes = new Map<string, ActorClass>();
  const holders = new Map<Node, PolicyHolder<HeldPolicy>>();
  const nodes = account.principals.map((principal, index): Node => {
    const holder = without.of(principal.holder);
    const own = classOf(principal, holder);
    const actor = classes.get(own.key) ?? own;
    classes.set(own.key, actor);
    const node: Node = {
      index,
      arn: principal.arn,
      principal,
      actor: isServiceLinked(principal) ? null : actor,
      isAdmin: isAdminWith(holder),
      original: null,
      circumstances: circumstancesOf(principal),
    };
    holders.set(node, holder);
    return node;
  });
  const byArn = new Map(nodes.map((node) => [node.arn, node]));
  const holderOf = (node: Node): PolicyHolder<HeldPolicy> => {
    const holder = holders.get(node);
    if (holder === undefined) throw new RangeError(`${node.arn} is no principal of the account`);
    return holder;
  };
  const roles = nodes.filter((node) => node.principal?.kind === 'role' && node.actor !== null);
  const { partition, accountId } = snapshot.account;
  const trustClasses = trustClassesOf(
    roles,
    (role) =>
      role.principal?.kind === 'role' ? without.ofTrust(role.arn, role.principal.entity.trustPolicy) : NO_POLICY,
    accountId,
  );
  const trustClassByRole = new Map(trustClasses.flatMap((each) => each.roles.map((role) => [role, each] as const)));
  const groups = groupTargets(account, byArn);
  const policies = policyTargets(account, byArn);
  const groupsByMember = indexed(groups, ({ members }) => members);
  const policiesByHolder = indexed(policies, (target) => target.holders);
  const managed = new Map(snapshot.policies.map((policy) => [policy.arn, policy]));
  const rewritten = new Map<Node, boolean>();
  let adminArns: readonly string[] | undefined;
  return {
    account,
    ofAccount: { partition, accountId },
    judge: new Judge(),
    nodes,
    users: new Universe(nodes.filter((node) => node.principal?.kind === 'user')),
    editableRoles: new Universe(roles.filter(isEditable)),
    identityCenterRoles: new Universe(roles.filter(isIdentityCenter)),
    groups: new Universe(groups),
    policies: new Universe(policies),
    trustClasses,
    groupsOf: (node) => groupsByMember.get(node) ?? [],
    policiesHeldBy: (node) => policiesByHolder.get(node) ?? [],
    policiesOfGroup: perGroup(({ group }) => heldByGroup(group, managed).map(without.ofPolicy)),
    holderOf,
    adminPolicyArns: () => {
      adminArns ??= [`arn:${partition}:iam::aws:policy/AdministratorAccess`, ...ownAdminPolicies(snapshot.policies)];
      return adminArns;
    },
    trustClassOf: (role) => trustClassByRole.get(role),
    isAdminWhenRewritten: (node) => {
      const answer = rewritten.get(node) ?? isAdminWhenRewritten(holderOf(node));
      rewritten.set(node, answer);
      return answer;
    },
  };
}

function ownAdminPolicies(policies: readonly ManagedPolicy[]): readonly string[] {
  const makesAdmin = ({ managedBy, versions }: ManagedPolicy) => {
    const current = managedBy === 'customer' ? versions.find(({ isDefault }) => isDefault) : undefined;
    return current !== undefined && isAdminWith({ identity: [{ source: null, policy: policyOf(current.document) }] });
  };
  return policies.filter(makesAdmin).map(({ arn }) => arn);
}

const NO_POLICY: PolicyDocument = { version: null, statements: [], problems: [] };

function indexed<Item>(
  items: readonly Item[],
  nodesOf: (item: Item) => readonly Node[],
): ReadonlyMap<Node, readonly Item[]> {
  const index = new Map<Node, Item[]>();
  for (const item of items) {
    for (const node of nodesOf(item)) {
      const list = index.get(node);
      if (list) list.push(item);
      else index.set(node, [item]);
    }
  }
  return index;
}

function perGroup<Made>(make: (target: GroupTarget) => Made): (target: GroupTarget) => Made {
  const made = new Map<Group, Made>();
  return (target) => {
    const known = made.get(target.group) ?? make(target);
    made.set(target.group, known);
    return known;
  };
}

function heldByGroup(group: Group, managed: ReadonlyMap<string, ManagedPolicy>): readonly SourcedPolicy<HeldPolicy>[] {
  const attached = group.attachedPolicies.flatMap(({ policyArn }) => {
    const current = managed.get(policyArn)?.versions.find(({ isDefault }) => isDefault);
    return current === undefined ? [] : [{ source: { policyArn }, document: current.document }];
  });
  const inline = group.inlinePolicies.map(({ policyName, document }) => ({
    source: { inlinePolicy: { entityArn: group.arn, name: policyName } },
    document,
  }));
  return [...attached, ...inline].map((source) => ({ source, policy: policyOf(source.document) }));
}

function groupTargets({ snapshot }: EscalationAccount, byArn: ReadonlyMap<string, Node>): readonly GroupTarget[] {
  const members = new Map<string, Node[]>();
  for (const { arn, groups } of snapshot.users) {
    const node = byArn.get(arn);
    for (const name of node === undefined ? [] : new Set(groups)) {
      const list = members.get(name) ?? [];
      members.set(name, list);
      if (node !== undefined) list.push(node);
    }
  }
  return snapshot.groups.map((group) => ({
    arn: group.arn,
    group,
    members: members.get(group.groupName) ?? [],
    // Groups have no tags.
    circumstances: () => ({ context: {}, knownPrefixes: ['aws:ResourceTag/', 'iam:ResourceTag/'] }),
  }));
}

function policyTargets({ snapshot }: EscalationAccount, byArn: ReadonlyMap<string, Node>): readonly PolicyTarget[] {
  const holders = new Map<string, Set<Node>>();
  const add = (policyArn: string, arns: readonly string[]) => {
    const set = holders.get(policyArn) ?? new Set<Node>();
    holders.set(policyArn, set);
    for (const arn of arns) {
      const node = byArn.get(arn);
      if (node !== undefined) set.add(node);
    }
  };
  const members = Map.groupBy(
    snapshot.users.flatMap(({ arn, groups }) => groups.map((group) => ({ arn, group }))),
    ({ group }) => group,
  );
  for (const { arn, attachedPolicies } of [...snapshot.users, ...snapshot.roles])
    for (const { policyArn } of attachedPolicies) add(policyArn, [arn]);
  for (const { groupName, attachedPolicies } of snapshot.groups)
    for (const { policyArn } of attachedPolicies)
      add(
        policyArn,
        (members.get(groupName) ?? []).map(({ arn }) => arn),
      );
  return snapshot.policies
    .filter(({ managedBy }) => managedBy === 'customer')
    .map((policy) => ({ arn: policy.arn, policy, holders: [...(holders.get(policy.arn) ?? [])] }));
}

/** Leaves statements out of policies; the others keep their index. */
function withoutStatements(removed: readonly StatementRef[]) {
  const indexes = new Map<string, Set<number>>();
  for (const ref of removed) {
    const key = 'source' in ref ? keyOfSource(ref.source) : ref.trustPolicyOf;
    indexes.set(key, (indexes.get(key) ?? new Set()).add(ref.statement));
  }
  const reduced = new Map<string, PolicyDocument>();
  const reduce = (key: string, policy: PolicyDocument): PolicyDocument => {
    const gone = indexes.get(key);
    if (gone === undefined) return policy;
    const less = reduced.get(key) ?? {
      ...policy,
      statements: policy.statements.filter(({ index }) => !gone.has(index)),
    };
    reduced.set(key, less);
    return less;
  };
  const ofPolicy = ({ source, policy }: SourcedPolicy<HeldPolicy>): SourcedPolicy<HeldPolicy> => ({
    source,
    policy: reduce(keyOfSource(source.source), policy),
  });
  return {
    ofPolicy,
    of: (holder: PolicyHolder<HeldPolicy>): PolicyHolder<HeldPolicy> =>
      removed.length === 0
        ? holder
        : {
            ...holder,
            identity: holder.identity.map(ofPolicy),
            ...(holder.boundary && { boundary: ofPolicy(holder.boundary) }),
          },
    ofTrust: (roleArn: string, document: StoredDocument): PolicyDocument => reduce(roleArn, policyOf(document)),
  };
}
