import type { Configuration } from '../../config/configuration.ts';
import type { AuthorizationDetails } from '../../snapshot/authorization-details.ts';
import type { Group, LastAccessedReport, Role, User } from '../../snapshot/snapshot.ts';

type SkipReason = Extract<LastAccessedReport, { status: 'skipped' }>['reason'];

export interface LastAccessedNeeds {
  /** ARNs of the principals whose report can change a finding. */
  readonly wanted: readonly string[];
  /** Why the others are not asked about, by ARN. */
  readonly skipped: ReadonlyMap<string, SkipReason>;
}

const DAY_MS = 86_400_000;

/**
 * Chooses whom a last-accessed report is asked for: two calls each, against limits that production shares. Users with
 * permissions always are: the credential report does not see every credential that they may hold.
 */
export function lastAccessedNeeds(
  details: AuthorizationDetails,
  configuration: Pick<Configuration, 'unusedAfterDays' | 'graceDays'>,
  now: Date,
): LastAccessedNeeds {
  const groups = new Map(details.groups.map((group) => [group.groupName, group] as const));
  const reasons = [
    ...details.users.map((user) => [user.arn, reasonToSkipUser(user, groups)] as const),
    ...details.roles.map((role) => [role.arn, reasonToSkipRole(role, configuration, now)] as const),
  ];
  return {
    wanted: reasons.filter(([, reason]) => reason === null).map(([arn]) => arn),
    skipped: new Map(reasons.flatMap(([arn, reason]) => (reason === null ? [] : [[arn, reason] as const]))),
  };
}

function reasonToSkipUser(user: User, groups: ReadonlyMap<string, Group>): SkipReason | null {
  const memberships = user.groups.map((name) => groups.get(name)).filter((group) => group !== undefined);
  return [user, ...memberships].some(holdsPolicies) ? null : 'no-permissions';
}

function reasonToSkipRole(
  role: Role,
  { unusedAfterDays, graceDays }: Pick<Configuration, 'unusedAfterDays' | 'graceDays'>,
  now: Date,
): SkipReason | null {
  if (role.path.startsWith('/aws-service-role/')) return 'service-linked-role';
  if (!holdsPolicies(role)) return 'no-permissions';
  const isBefore = (instant: string, days: number) => Date.parse(instant) < now.getTime() - days * DAY_MS;
  // A young role is not called unused yet, and what it does use speaks for its policies.
  if (!isBefore(role.createdAt, graceDays)) return null;
  const isUnused = role.lastUsed !== null && (role.lastUsed.at === null || isBefore(role.lastUsed.at, unusedAfterDays));
  return isUnused ? 'role-unused' : null;
}

function holdsPolicies({ inlinePolicies, attachedPolicies }: User | Group | Role): boolean {
  return inlinePolicies.length > 0 || attachedPolicies.length > 0;
}
