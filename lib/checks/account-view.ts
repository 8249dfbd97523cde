import type {
  CoverageRecord,
  CoverageSource,
  CredentialReportRow,
  Group,
  LastAccessedReport,
  ManagedPolicy,
  Role,
  Snapshot,
  StoredDocument,
  User,
} from '../snapshot/snapshot.ts';
import { once, oncePer, remembered } from './once.ts';

/** A user or a role: what checks of permissions treat alike. */
export type Principal = UserPrincipal | RolePrincipal;
export type UserPrincipal = PrincipalOf<'user', User>;
export type RolePrincipal = PrincipalOf<'role', Role>;

interface PrincipalOf<Kind extends string, Entity> {
  readonly kind: Kind;
  readonly arn: string;
  readonly name: string;
  readonly createdAt: string;
  readonly entity: Entity;
}

/** Which policy grants something, in the words of the evidence contract. */
export type GrantSource =
  | { readonly policyArn: string }
  | { readonly inlinePolicy: { readonly entityArn: string; readonly name: string } };

/** One policy that a principal holds. */
export interface Grant {
  readonly source: GrantSource;
  /** The version in force; null when the snapshot does not hold the policy. */
  readonly document: StoredDocument | null;
  /** When the policy was last changed; null for inline policies, which AWS does not date. */
  readonly updatedAt: string | null;
  /** The group through which the principal holds it; null when it is the principal's own. */
  readonly throughGroupArn: string | null;
}

/**
 * One account, looked up by what checks ask for. Everything is made when it is first asked for and kept.
 */
export interface AccountView {
  readonly snapshot: Snapshot;
  /** Users and roles, in the order of the snapshot, users first. */
  readonly principals: readonly Principal[];
  user(userName: string): User | undefined;
  role(roleName: string): RolePrincipal | undefined;
  managedPolicy(arn: string): ManagedPolicy | undefined;
  /** Whether a managed policy is somebody's permissions boundary. */
  isBoundary(policy: ManagedPolicy): boolean;
  /** Whether a managed policy is attached to a user, group or role. */
  isAttached(policy: ManagedPolicy): boolean;
  /** The users, groups and roles that a managed policy is attached to, by ARN. */
  attachedTo(policyArn: string): readonly string[];
  /** The users in a group. */
  membersOf(groupName: string): readonly User[];
  /** What a principal holds: its own policies, then those of its groups. */
  grantsOf(principal: Principal): readonly Grant[];
  /** The principals that hold a managed policy, each once: attached users and roles, and members of attached groups. */
  holdersOf(policyArn: string): readonly Principal[];
  /** The user's row of the credential report; undefined also when there is no report. */
  credentialsOf(userArn: string): CredentialReportRow | undefined;
  lastAccessedOf(principalArn: string): LastAccessedReport | undefined;
  coverageOf(source: CoverageSource): CoverageRecord | undefined;
}

/** Looks at an account through its snapshot. */
export function viewOf(snapshot: Snapshot): AccountView {
  const { users, groups, roles, policies, credentialReport, coverage } = snapshot;
  const principals = once(() => [...users.map(userPrincipal), ...roles.map(rolePrincipal)]);
  const userByName = once(() => indexBy(users, (user) => user.userName));
  const groupByName = once(() => indexBy(groups, (group) => group.groupName));
  const policyByArn = once(() => indexBy(policies, (policy) => policy.arn));
  const rowByArn = once(() => indexBy(credentialReport?.rows ?? [], (row) => row.arn));
  const recordBySource = once(() => indexBy(coverage, (record) => record.source));
  const roleByName = once(() => indexBy(principals().filter(isRole), (role) => role.name));
  const members = once(() => groupBy(users, (user) => user.groups));
  const holders = once(() => groupBy(principals(), (principal) => heldPolicies(principal, groupByName())));
  const attachments = once(() => groupBy([...users, ...groups, ...roles], policyArnsOf));
  const boundaries = once(() => new Set([...users, ...roles].map((entity) => entity.permissionsBoundaryArn)));
  const grantsBy = once(() => grantsIn(policyByArn()));
  const grantsOf = oncePer((principal: Principal) => grantsBy().of(principal, groupsOf(principal, groupByName())));
  return {
    snapshot,
    get principals() {
      return principals();
    },
    user: (userName) => userByName().get(userName),
    role: (roleName) => roleByName().get(roleName),
    managedPolicy: (arn) => policyByArn().get(arn),
    isBoundary: ({ arn, boundaryUsageCount }) => boundaryUsageCount > 0 || boundaries().has(arn),
    isAttached: ({ arn, attachmentCount }) => attachmentCount > 0 || attachments().has(arn),
    attachedTo: (policyArn) =>
      attachments()
        .get(policyArn)
        ?.map((entity) => entity.arn) ?? [],
    membersOf: (groupName) => members().get(groupName) ?? [],
    grantsOf,
    holdersOf: (policyArn) => holders().get(policyArn) ?? [],
    credentialsOf: (userArn) => rowByArn().get(userArn),
    lastAccessedOf: (arn) => (Object.hasOwn(snapshot.lastAccessed, arn) ? snapshot.lastAccessed[arn] : undefined),
    coverageOf: (source) => recordBySource().get(source),
  };
}

/** A role that an AWS service made for itself; AWS defines its permissions. */
export function isServiceLinked({ kind, entity }: Principal): boolean {
  return kind === 'role' && entity.path.startsWith('/aws-service-role/');
}

/** A role that Identity Center made from a permission set; it can only be changed there. */
export function isIdentityCenter({ kind, entity }: Principal): boolean {
  return kind === 'role' && entity.path.startsWith('/aws-reserved/');
}

/** Whether the account's own people decide what the principal may do: neither of the above. */
export function isOwn(principal: Principal): boolean {
  return !isServiceLinked(principal) && !isIdentityCenter(principal);
}

/** The document of the version in force. */
export function documentInForce(policy: ManagedPolicy): StoredDocument | null {
  return policy.versions.find((version) => version.isDefault)?.document ?? null;
}

function userPrincipal(entity: User): Principal {
  return { kind: 'user', arn: entity.arn, name: entity.userName, createdAt: entity.createdAt, entity };
}

function rolePrincipal(entity: Role): Principal {
  return { kind: 'role', arn: entity.arn, name: entity.roleName, createdAt: entity.createdAt, entity };
}

function isRole(principal: Principal): principal is RolePrincipal {
  return principal.kind === 'role';
}

function policyArnsOf(entity: User | Group | Role): readonly string[] {
  return entity.attachedPolicies.map((policy) => policy.policyArn);
}

function heldPolicies(principal: Principal, groups: ReadonlyMap<string, Group>): readonly string[] {
  return [principal.entity, ...groupsOf(principal, groups)].flatMap(policyArnsOf);
}

/** A managed policy is one grant for all who hold it themselves, and a group's policies are for all of its members. */
function grantsIn(policies: ReadonlyMap<string, ManagedPolicy>) {
  const managed = (policyArn: string, throughGroupArn: string | null): Grant => {
    const policy = policies.get(policyArn);
    const document = policy ? documentInForce(policy) : null;
    return { source: { policyArn }, document, updatedAt: policy?.updatedAt ?? null, throughGroupArn };
  };
  const inline = ({ arn, inlinePolicies }: User | Group | Role, throughGroupArn: string | null) =>
    inlinePolicies.map(({ policyName, document }): Grant => {
      const source = { inlinePolicy: { entityArn: arn, name: policyName } };
      return { source, document, updatedAt: null, throughGroupArn };
    });
  const direct = remembered((policyArn: string) => managed(policyArn, null));
  const ofGroup = oncePer((group: Group): readonly Grant[] => [
    ...policyArnsOf(group).map((policyArn) => managed(policyArn, group.arn)),
    ...inline(group, group.arn),
  ]);
  return {
    of: ({ entity }: Principal, groups: readonly Group[]): readonly Grant[] => [
      ...policyArnsOf(entity).map(direct),
      ...inline(entity, null),
      ...groups.flatMap(ofGroup),
    ],
  };
}

/** The groups that a user is in and the snapshot knows. */
function groupsOf(principal: Principal, groups: ReadonlyMap<string, Group>): readonly Group[] {
  if (principal.kind === 'role') return [];
  return [...new Set(principal.entity.groups)].flatMap((name) => groups.get(name) ?? []);
}

function indexBy<Key, Item>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, Item> {
  return new Map(items.map((item) => [keyOf(item), item]));
}

/** The items by each of their keys; an item that has a key twice is there once. */
function groupBy<Item>(
  items: readonly Item[],
  keysOf: (item: Item) => readonly string[],
): ReadonlyMap<string, readonly Item[]> {
  const grouped = new Map<string, Item[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const list = grouped.get(key);
      if (list) list.push(item);
      else grouped.set(key, [item]);
    }
  }
  return grouped;
}
