import { limitsFor } from '../../checks/thresholds.ts';
import type { Configuration } from '../../config/configuration.ts';
import { policyOf } from '../../policy/document.ts';
import { statementsOf } from '../../policy/statement-actions.ts';
import type { AuthorizationDetails } from '../../snapshot/authorization-details.ts';
import type { Group, LastAccessedReport, Role, StoredDocument, User } from '../../snapshot/snapshot.ts';

type SkipReason = Extract<LastAccessedReport, { status: 'skipped' }>['reason'];

/** How finely reports are asked for: what was used of services, or also of the actions in them. Either takes as many calls. */
export type Granularity = Extract<LastAccessedReport, { status: 'complete' }>['granularity'];

export interface LastAccessedNeeds {
  /** The principals whose report can change a finding, by ARN. */
  readonly wanted: ReadonlyMap<string, Granularity>;
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
  configuration: Configuration,
  now: Date,
): LastAccessedNeeds {
  const daysAgo = (days: number) => now.getTime() - days * DAY_MS;
  const isUnused = (role: Role) => {
    if (role.lastUsed === null) return false;
    const { unusedAfterDays } = limitsFor(configuration, role);
    return role.lastUsed.at === null || Date.parse(role.lastUsed.at) < daysAgo(unusedAfterDays);
  };
  const mayDoSomething = whoMayDoSomething(details);
  const reasonToSkipRole = (role: Role): SkipReason | null => {
    if (role.path.startsWith('/aws-service-role/')) return 'service-linked-role';
    if (!mayDoSomething(role)) return 'no-permissions';
    return isUnused(role) ? 'role-unused' : null;
  };
  const groups = new Map(details.groups.map((group) => [group.groupName, group] as const));
  const reasonToSkipUser = (user: User): SkipReason | null => {
    const memberships = user.groups.flatMap((name) => groups.get(name) ?? []);
    return [user, ...memberships].some(mayDoSomething) ? null : 'no-permissions';
  };
  // Nothing is called unused of who is young, so that its actions make no difference.
  const granularityFor = (principal: User | Role): Granularity =>
    Date.parse(principal.createdAt) <= daysAgo(limitsFor(configuration, principal).graceDays)
      ? 'ACTION_LEVEL'
      : 'SERVICE_LEVEL';
  const wanted = new Map<string, Granularity>();
  const skipped = new Map<string, SkipReason>();
  const decide = (principal: User | Role, reason: SkipReason | null) => {
    if (reason === null) wanted.set(principal.arn, granularityFor(principal));
    else skipped.set(principal.arn, reason);
  };
  for (const user of details.users) decide(user, reasonToSkipUser(user));
  for (const role of details.roles) decide(role, reasonToSkipRole(role));
  return { wanted, skipped };
}

/** Whether what somebody holds allows anything. What cannot be read is taken to: AWS knows what it says. */
function whoMayDoSomething({ policies }: AuthorizationDetails): (holder: User | Group | Role) => boolean {
  const allowing = new Map(
    policies.map(
      ({ arn, versions }) => [arn, mayAllow(versions.find(({ isDefault }) => isDefault)?.document)] as const,
    ),
  );
  return ({ inlinePolicies, attachedPolicies }) =>
    inlinePolicies.some(({ document }) => mayAllow(document)) ||
    attachedPolicies.some(({ policyArn }) => allowing.get(policyArn) ?? true);
}

function mayAllow(document: StoredDocument | undefined): boolean {
  if (document === undefined) return true;
  const policy = policyOf(document);
  return statementsOf(policy, 'Allow').length > 0 || policy.problems.some(({ unread }) => unread);
}
