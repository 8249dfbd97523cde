import type {
  Entity,
  Grantee,
  Group,
  InstanceProfile,
  ManagedPolicy,
  OidcProvider,
  PasswordPolicy,
  Role,
  RootUser,
  SamlProvider,
  ServerCertificate,
  User,
} from './entities.ts';
import { type IamIndex, indexOf, type PolicyUse } from './iam-index.ts';
import type { CredentialReport, LastAccessedJob } from './jobs.ts';
import { byArn, byName } from './order.ts';
import type { PolicyDocument } from './policy-document.ts';

/** What an account's IAM holds, as the account file says it. */
export interface IamContent {
  readonly accountId: string;
  readonly partition: string;
  readonly alias: string | undefined;
  readonly passwordPolicy: PasswordPolicy | undefined;
  /** undefined: the account has no root credentials (a member account under central root access). */
  readonly root: RootUser | undefined;
  readonly users: readonly User[];
  readonly groups: readonly Group[];
  readonly roles: readonly Role[];
  readonly policies: readonly ManagedPolicy[];
  readonly instanceProfiles: readonly InstanceProfile[];
  readonly oidcProviders: readonly OidcProvider[];
  readonly samlProviders: readonly SamlProvider[];
  readonly serverCertificates: readonly ServerCertificate[];
}

/** The IAM of one account. Lists are sorted by name (policies by ARN), and every lookup is by an index. */
export class IamState {
  /** Last-accessed jobs by id. */
  readonly jobs = new Map<string, LastAccessedJob>();
  /** The newest credential report, finished or not. */
  credentialReport: CredentialReport | undefined;
  #content: IamContent;
  #indexed: IamIndex | undefined;

  constructor(content: IamContent) {
    this.#content = {
      ...content,
      users: content.users.toSorted(byName),
      groups: content.groups.toSorted(byName),
      roles: content.roles.toSorted(byName),
      policies: content.policies.toSorted(byArn),
      instanceProfiles: content.instanceProfiles.toSorted(byName),
    };
  }

  get content(): IamContent {
    return this.#content;
  }

  /** Users, groups, roles and policies in the order that GetAccountAuthorizationDetails gives them. */
  get entities(): readonly Entity[] {
    return this.#index.entities;
  }

  entity(arn: string): Entity | undefined {
    return this.#index.byArn.get(arn);
  }

  user(name: string): User | undefined {
    return this.#index.users.get(name);
  }

  group(name: string): Group | undefined {
    return this.#index.groups.get(name);
  }

  role(name: string): Role | undefined {
    return this.#index.roles.get(name);
  }

  policy(arn: string): ManagedPolicy | undefined {
    return this.#index.policies.get(arn);
  }

  members(groupName: string): readonly User[] {
    return this.#index.members.get(groupName) ?? [];
  }

  /** Instance profiles that hold the role. */
  profilesOf(roleName: string): readonly InstanceProfile[] {
    return this.#index.profiles.get(roleName) ?? [];
  }

  ownerOfKey(accessKeyId: string): User | undefined {
    return this.#index.keyOwners.get(accessKeyId);
  }

  groupsOf(user: User): Group[] {
    return user.groups.map((name) => this.group(name)).filter((group) => group !== undefined);
  }

  attachedPolicies(grantee: Grantee): ManagedPolicy[] {
    return grantee.policyArns.map((arn) => this.policy(arn)).filter((policy) => policy !== undefined);
  }

  useOf(policyArn: string): PolicyUse {
    return this.#index.use.get(policyArn) ?? { attachments: 0, boundaries: 0 };
  }

  /** The identity policies of a user (with those of its groups), group, role, or the policy itself. */
  documentsOf(entity: Entity): PolicyDocument[] {
    if (entity.kind === 'policy') {
      return [entity.document];
    }
    const grantees = entity.kind === 'user' ? [entity, ...this.groupsOf(entity)] : [entity];
    return grantees.flatMap((grantee) => [
      ...grantee.inline.map((policy) => policy.document),
      ...this.attachedPolicies(grantee).map((policy) => policy.document),
    ]);
  }

  /** Users and roles that a managed policy grants something: attached to them, or to a group of theirs. */
  reachedBy(policyArn: string): (User | Role)[] {
    const grants = (grantee: Grantee) => grantee.policyArns.includes(policyArn);
    const { users, roles } = this.#content;
    return [...users.filter((user) => grants(user) || this.groupsOf(user).some(grants)), ...roles.filter(grants)];
  }

  /** Takes an entity or instance profile away; what names it (attachments, memberships) ends with it. */
  remove(arn: string): boolean {
    const { users, groups, roles, policies, instanceProfiles } = this.#content;
    if (!this.entity(arn) && !instanceProfiles.some((profile) => profile.arn === arn)) {
      return false;
    }
    const isOther = (item: { readonly arn: string }) => item.arn !== arn;
    this.#content = {
      ...this.#content,
      users: users.filter(isOther),
      groups: groups.filter(isOther),
      roles: roles.filter(isOther),
      policies: policies.filter(isOther),
      instanceProfiles: instanceProfiles.filter(isOther),
    };
    this.#indexed = undefined;
    return true;
  }

  get #index(): IamIndex {
    this.#indexed ??= indexOf(this.#content);
    return this.#indexed;
  }
}
