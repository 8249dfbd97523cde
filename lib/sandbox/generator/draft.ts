import { awsManagedPolicies } from './aws-managed.ts';
import { Chance, type DaysAgo } from './chance.ts';
import type { Composition } from './meaning.ts';
import type {
  DraftAccount,
  DraftAnalyzer,
  DraftCertificate,
  DraftGroup,
  DraftOrganization,
  DraftPasswordPolicy,
  DraftPolicy,
  DraftProfile,
  DraftProvider,
  DraftRole,
  DraftRoot,
  DraftTrail,
  DraftUser,
} from './model.ts';
import { Names } from './names.ts';
import { tellAnalyzers, tellTrails } from './stories/guardrails.ts';
import { others, tellOrganization } from './stories/organization.ts';
import { issuersOfPipelines } from './stories/pipelines.ts';
import { tellPasswordPolicy, tellRoot } from './stories/root.ts';

/** How many of each kind; `policies` are customer managed. */
export interface Counts {
  readonly users: number;
  readonly roles: number;
  readonly policies: number;
  readonly groups: number;
}

export interface DraftOptions extends Counts {
  readonly seed: string;
  readonly accountId: string;
  readonly optedInRegions: readonly string[];
}

/** Share of the customer policies that is kept for the stories of policies by themselves. */
const policiesKept = 0.25;

type UserFacts = Partial<Omit<DraftUser, 'kind' | 'created' | 'used' | 'actions' | 'inline'>> &
  Pick<DraftUser, 'created'>;
type RoleFacts = Partial<Omit<DraftRole, 'kind' | 'used' | 'actions' | 'inline'>> &
  Pick<DraftRole, 'created' | 'trust'>;
type GroupFacts = Partial<Omit<DraftGroup, 'kind' | 'inline'>> & Pick<DraftGroup, 'created'>;
type PolicyFacts = Partial<Omit<DraftPolicy, 'awsManaged'>> & Pick<DraftPolicy, 'created' | 'composition'>;

/** An account that stories are being told into. */
export class Draft implements DraftAccount {
  readonly accountId: string;
  readonly trustedAccountIds: readonly string[] = [others.partner];
  readonly optedInRegions: readonly string[];
  readonly chance: Chance;
  readonly names: Names;
  readonly users: DraftUser[] = [];
  readonly groups: DraftGroup[] = [];
  readonly roles: DraftRole[] = [];
  readonly profiles: DraftProfile[] = [];
  readonly providers: DraftProvider[] = [];
  readonly certificates: DraftCertificate[] = [];
  readonly trails: readonly DraftTrail[];
  readonly analyzers: readonly DraftAnalyzer[];
  readonly organization: DraftOrganization | null;
  readonly root: DraftRoot | null;
  readonly passwordPolicy: DraftPasswordPolicy | null;
  readonly #wanted: Counts;
  readonly #customerPolicies: DraftPolicy[] = [];
  readonly #awsManaged: ReadonlyMap<string, DraftPolicy>;
  /** Customer policies that many principals may share. */
  readonly shared: DraftPolicy[] = [];
  /** Groups that people join, and those that only people who left are still in. */
  readonly teams: DraftGroup[] = [];
  readonly formerTeams: DraftGroup[] = [];
  /** Groups that deny whoever has not used MFA. */
  readonly guardedTeams: DraftGroup[] = [];
  /** The providers that people sign in by: Identity Center, and the company itself. */
  readonly identityCenter: DraftProvider;
  readonly corporate: DraftProvider = { kind: 'saml', name: 'acme', created: 1400, expiresIn: 200 };

  constructor({ seed, accountId, optedInRegions, ...wanted }: DraftOptions) {
    this.accountId = accountId;
    this.optedInRegions = optedInRegions;
    this.chance = new Chance(seed);
    this.names = new Names(this.chance);
    this.#wanted = wanted;
    this.#awsManaged = awsManagedPolicies(this.chance);
    this.organization = tellOrganization(this.chance, accountId);
    const managementAccountId = this.organization?.managementAccountId ?? accountId;
    this.root = tellRoot(this.chance, { isMember: managementAccountId !== accountId });
    this.passwordPolicy = tellPasswordPolicy(this.chance);
    this.trails = tellTrails(this.chance);
    this.analyzers = tellAnalyzers(this.chance, optedInRegions);
    const name = `AWSSSO_${this.names.hex(16)}_DO_NOT_DELETE`;
    this.identityCenter = { kind: 'saml', name, created: 1300, expiresIn: 2000 };
    this.providers.push(this.identityCenter, this.corporate, ...issuersOfPipelines);
  }

  /** Customer policies, and the AWS managed ones. */
  get policies(): readonly DraftPolicy[] {
    return [...this.#customerPolicies, ...this.#awsManaged.values()];
  }

  /** How many of each kind are still to be made. */
  get left(): Counts {
    return {
      users: this.#wanted.users - this.users.length,
      roles: this.#wanted.roles - this.roles.length,
      policies: this.#wanted.policies - this.#customerPolicies.length,
      groups: this.#wanted.groups - this.groups.length,
    };
  }

  /** An AWS managed policy by its name. Throws a RangeError when the account has none of that name. */
  aws(name: string): DraftPolicy {
    const policy = this.#awsManaged.get(name);
    if (!policy) {
      throw new RangeError(`no AWS managed policy is called ${name}`);
    }
    return policy;
  }

  user(facts: UserFacts): DraftUser {
    const user: DraftUser = {
      kind: 'user',
      name: this.names.person(),
      path: '/',
      policies: [],
      inline: new Map(),
      boundary: undefined,
      tags: {},
      used: new Map(),
      actions: new Map(),
      groups: [],
      keys: [],
      certificates: [],
      serviceCredentials: [],
      ...facts,
    };
    this.users.push(user);
    return user;
  }

  role(facts: RoleFacts): DraftRole {
    const role: DraftRole = {
      kind: 'role',
      name: this.names.thing(),
      path: '/',
      policies: [],
      inline: new Map(),
      boundary: undefined,
      tags: this.chance.isTrue(0.5) ? { team: this.names.team() } : {},
      used: new Map(),
      actions: new Map(),
      ...facts,
    };
    this.roles.push(role);
    return role;
  }

  group(facts: GroupFacts): DraftGroup {
    const group: DraftGroup = {
      kind: 'group',
      name: this.names.thing('team'),
      path: '/',
      policies: [],
      inline: new Map(),
      ...facts,
    };
    this.groups.push(group);
    return group;
  }

  /** A customer managed policy. */
  policy(facts: PolicyFacts): DraftPolicy {
    const policy: DraftPolicy = {
      name: this.names.thing('access'),
      path: this.chance.isTrue(0.2) ? `/${this.names.team()}/` : '/',
      awsManaged: false,
      updated: facts.created,
      dormant: [],
      ...facts,
    };
    this.#customerPolicies.push(policy);
    return policy;
  }

  /** Gives somebody a policy of its own: managed as often as the number of policies still to be made suggests, or inline. */
  give(holder: DraftRole | DraftUser | DraftGroup, composition: Composition, changed: DaysAgo = holder.created): void {
    const { users, roles, policies } = this.left;
    const spare = policies - this.#wanted.policies * policiesKept;
    if (spare >= 1 && this.chance.isTrue(spare / (users + roles + 1))) {
      holder.policies.push(this.policy({ created: Math.max(holder.created, changed), updated: changed, composition }));
    } else {
      holder.inline.set(`${this.names.team()}-${holder.inline.size + 1}`, composition);
    }
  }
}
