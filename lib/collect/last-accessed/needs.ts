import type { Configuration } from '../../config/configuration.ts';
import { policyOf } from '../../policy/document.ts';
import { statementsOf } from '../../policy/statement-actions.ts';
import type { AuthorizationDetails } from '../../snapshot/authorization-details.ts';
import type { Group, LastAccessedReport, Role, StoredDocument, User } from '../../snapshot/snapshot.ts';

type SkipReason = Extract<LastAccessedReport, { status: 'skipped' }>['reason'];

export interface LastAccessedNeeds {
  /** ARNs of the principals whose report can change a finding. */
  readonly wanted: ReadonlySet<string>;
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
  { unusedAfterDays }: Pick<Configuration, 'unusedAfterDays'>,
  now: Date,
): LastAccessedNeeds {
  const windowStartMs = now.getTime() - unusedAfterDays * DAY_MS;
  const isUnused = ({ lastUsed }: Role) =>
    lastUsed !== null && (lastUsed.at === null || Date.parse(lastUsed.at) < windowStartMs);
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
  const reasons = [
    ...details.users.map((user) => [user.arn, reasonToSkipUser(user)] as const),
    ...details.roles.map((role) => [role.arn, reasonToSkipRole(role)] as const),
  ];
  return {
    wanted: new Set(reasons.filter(([, reason]) => reason === null).map(([arn]) => arn)),
    skipped: new Map(reasons.flatMap(([arn, reason]) => (reason === null ? [] : [[arn, reason] as const]))),
  };
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
