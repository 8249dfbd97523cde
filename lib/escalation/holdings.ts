import { policyOf } from '../policy/document.ts';
import type { SourcedPolicy } from '../policy/services-granted.ts';
import type { Group, ManagedPolicy } from '../snapshot/snapshot.ts';
import type { EscalationAccount, HeldPolicy } from './account.ts';
import type { Node } from './node.ts';
import type { Target } from './targets.ts';

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

/** The items by each of their nodes. */
export function indexed<Item>(
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

/** Makes something of a group when it is first asked for, and keeps it. */
export function perGroup<Made>(make: (target: GroupTarget) => Made): (target: GroupTarget) => Made {
  const made = new Map<Group, Made>();
  return (target) => {
    const known = made.get(target.group) ?? make(target);
    made.set(target.group, known);
    return known;
  };
}

/** What the members of a group hold by it, with the version in force. */
export function heldByGroup(
  group: Group,
  managed: ReadonlyMap<string, ManagedPolicy>,
): readonly SourcedPolicy<HeldPolicy>[] {
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

/** The groups of the account, with those of their members that have nodes. */
export function groupTargets(
  { snapshot }: EscalationAccount,
  byArn: ReadonlyMap<string, Node>,
): readonly GroupTarget[] {
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

/** The customer managed policies of the account, with the nodes that hold them. */
export function policyTargets(
  { snapshot }: EscalationAccount,
  byArn: ReadonlyMap<string, Node>,
): readonly PolicyTarget[] {
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
