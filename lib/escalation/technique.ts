import type { WorkloadKind } from '../snapshot/snapshot.ts';

/** What an action of a technique has to be allowed on. */
export type On =
  /** The role whose powers are passed to a service. */
  | 'passed-role'
  /** A role or user that is taken over or rewritten. */
  | 'role'
  | 'user'
  /** A group of which the one who gains is or becomes a member. */
  | 'group'
  /** A customer managed policy that the one who gains holds. */
  | 'policy'
  /** The permission set behind a role of Identity Center. */
  | 'permission-set'
  /** An existing resource that runs as the role. */
  | 'resource'
  /** Any resource that the action can make or use: the attacker chooses one that is allowed. */
  | 'any';

export interface Need {
  /** `service:Action` in AWS's spelling. */
  readonly action: string;
  readonly on: On;
}

/** Resources that run as a role and are used as they are. */
export type ResourceKind =
  | 'EC2 instance'
  | 'Lambda function'
  | 'launch template'
  | WorkloadKind
  /** AWS ended them, so that nobody inventories them. */
  | 'Glue development endpoint';

/** How whoever rewrites policies does it. */
export type Rewriting =
  | 'new-version'
  | 'attach-to-user'
  | 'attach-to-role'
  | 'attach-to-group'
  | 'inline-of-user'
  | 'inline-of-role'
  | 'inline-of-group'
  | 'membership';

/** How a user or role is taken over with what IAM and STS offer. */
export type Access =
  | 'assume'
  | 'new-key'
  | 'replaced-key'
  | 'new-password'
  | 'other-password'
  | 'trust'
  | 'trust-and-assume';

/** What the attacker does, and so what it gains. */
export type Way =
  /**
   * A role is passed to a service, which then works with its powers for the attacker.
   * `needsExisting`: what must be there already beside the role, in words; it is in no snapshot, so the step is conditional.
   * `throughProfile`: the service takes an instance profile that has the role.
   */
  | {
      readonly kind: 'pass';
      readonly service: string;
      readonly needsExisting?: string;
      readonly throughProfile?: boolean;
    }
  /**
   * An existing resource that runs as a role is made to work for the attacker. `services`: whom such a role trusts. `needsExisting`: as
   * above. `needsRunning`: it is of no use while it is stopped.
   */
  | {
      readonly kind: 'use';
      readonly resource: ResourceKind;
      readonly services: readonly string[];
      readonly needsExisting?: string;
      readonly needsRunning?: boolean;
    }
  /** The attacker becomes a user or role as it stands. */
  | { readonly kind: 'access'; readonly by: Access }
  /**
   * The policies of a user or role are rewritten, so that it may do everything. Without `access` of one that the attacker is or
   * controls already; with it the attacker takes it over in the same step.
   */
  | { readonly kind: 'rewrite'; readonly by: Rewriting; readonly access?: 'assume' | 'new-key' | 'trust' }
  /** A dormant version of a policy that grants more is put in force. */
  | { readonly kind: 'revive' }
  /** The permissions boundary of a user or role goes, or gives way to one that allows everything. */
  | { readonly kind: 'unbind'; readonly of: 'user' | 'role'; readonly by: 'deleting' | 'replacing' }
  /** A permission set of Identity Center is made, or the attacker's own is rewritten. */
  | { readonly kind: 'permission-set'; readonly isNew: boolean };

/** A service, or a part of it, that AWS has closed. */
export interface Retirement {
  /** Day from which it holds, `2026-04-01`. */
  readonly since: string;
  /**
   * `new-customers`: who used it before still can; `new-accounts`: the same for accounts made before; `everybody`: it has ended, and in
   * accounts read since then the technique gives no step.
   */
  readonly for: 'new-customers' | 'new-accounts' | 'everybody';
  readonly what: string;
  /** Of a service closed to new customers: who has such a resource is none. */
  readonly shownBy?: WorkloadKind;
}

/** One way in which a principal gets the permissions of another or gives itself more. */
export interface Technique {
  /** As in the published catalogues that it comes from: pathfinding.cloud and older lists. */
  readonly id: string;
  /** What the attacker does, in the imperative: `Start a Lambda function with the role and invoke it`. */
  readonly title: string;
  readonly needs: readonly Need[];
  readonly way: Way;
  /** Set where AWS has closed what the technique uses; its steps are conditional then, or there are none any more. */
  readonly retired?: Retirement;
}

interface Extra {
  readonly retired?: Retirement;
  readonly needsExisting?: string;
  readonly throughProfile?: boolean;
}

/** A technique that passes a role to `service` and uses what the other actions make of it. */
export function passing(
  id: string,
  title: string,
  service: string,
  actions: readonly string[],
  { retired, needsExisting, throughProfile }: Extra = {},
): Technique {
  return {
    id,
    title,
    needs: [{ action: 'iam:PassRole', on: 'passed-role' }, ...actions.map((action): Need => ({ action, on: 'any' }))],
    way: {
      kind: 'pass',
      service,
      ...(needsExisting !== undefined && { needsExisting }),
      ...(throughProfile !== undefined && { throughProfile }),
    },
    ...(retired && { retired }),
  };
}

/** A technique that uses an existing resource of a kind; `other` actions are on something else than the resource. */
export function using(
  id: string,
  title: string,
  resource: ResourceKind,
  services: readonly string[],
  actions: readonly string[],
  { other = [], retired, needsExisting, needsRunning }: UsingExtra = {},
): Technique {
  return {
    id,
    title,
    needs: [
      ...actions.map((action): Need => ({ action, on: 'resource' })),
      ...other.map((action): Need => ({ action, on: 'any' })),
    ],
    way: {
      kind: 'use',
      resource,
      services,
      ...(needsExisting !== undefined && { needsExisting }),
      ...(needsRunning !== undefined && { needsRunning }),
    },
    ...(retired && { retired }),
  };
}

interface UsingExtra extends Omit<Extra, 'throughProfile'> {
  readonly other?: readonly string[];
  readonly needsRunning?: boolean;
}
