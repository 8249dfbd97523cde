import { type PolicyDocument, policyOf } from '../policy/document.ts';
import type { PolicyHolder } from '../policy/effective/policy-holder.ts';
import type { ContextValues } from '../policy/evaluate/context.ts';
import type { SourcedPolicy } from '../policy/services-granted.ts';
import type { ManagedPolicy, Snapshot } from '../snapshot/snapshot.ts';
import type { EscalationAccount, HeldPolicy } from './account.ts';
import { type ActorClass, classOf } from './actor.ts';
import {
  type GroupTarget,
  groupTargets,
  heldByGroup,
  indexed,
  type PolicyTarget,
  perGroup,
  policyTargets,
} from './holdings.ts';
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
import { type StatementRef, withoutStatements } from './removed.ts';
import { Universe } from './targets.ts';
import { IN_NO_ORGANIZATION, type TrustClass, trustClassesOf } from './trusts.ts';

/** The account as the techniques look at it: nodes, what they can be done to, and who may do what. */
export interface World {
  readonly account: EscalationAccount;
  readonly ofAccount: { readonly partition: string; readonly accountId: string };
  /** What each request of a principal says of the organisation, as far as it is known. */
  readonly ofOrganization: ContextValues;
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
  const ofOrganization = contextOf(snapshot.organization);
  const nodes = account.principals.map((principal, index): Node => {
    const reduced = without.of(principal.holder);
    const holder = { ...reduced, context: { ...ofOrganization, ...reduced.context } };
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
    ofOrganization,
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

function contextOf(organization: Snapshot['organization']): ContextValues {
  if (organization === null) return {};
  return organization.joined ? { 'aws:PrincipalOrgID': organization.id } : IN_NO_ORGANIZATION;
}

function ownAdminPolicies(policies: readonly ManagedPolicy[]): readonly string[] {
  const makesAdmin = ({ managedBy, versions }: ManagedPolicy) => {
    const current = managedBy === 'customer' ? versions.find(({ isDefault }) => isDefault) : undefined;
    return current !== undefined && isAdminWith({ identity: [{ source: null, policy: policyOf(current.document) }] });
  };
  return policies.filter(makesAdmin).map(({ arn }) => arn);
}

const NO_POLICY: PolicyDocument = { version: null, statements: [], problems: [] };
