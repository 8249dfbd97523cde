import { compareInstants, newest } from '../../checks/instants.ts';
import type { AuthorizationDetails } from '../../snapshot/authorization-details.ts';
import type { Role, User } from '../../snapshot/snapshot.ts';
import { daysUntilDue } from '../days-until-due.ts';
import { type CredentialFacts, credentialPrints, permissionPrints } from './fingerprints.ts';
import type { CompleteReport, KeptReport, KeptReports } from './kept-reports.ts';
import type { LastAccessedNeeds } from './needs.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * How long before a report the last use must have been. Credentials of a user make sessions of up to 36 hours (GetSessionToken,
 * GetFederationToken), and what is done in them is seen up to four hours later: what began longer ago is in the report, all of it.
 */
const SETTLED_MS = 48 * HOUR_MS;

/** How late AWS may see use. Of a role, two dates that differ by no more do not contradict each other. */
const REPORTING_LAG_MS = 4 * HOUR_MS;

/** A report is taken over for so many days, each principal's for a number of its own. */
const TAKEN_OVER_DAYS = { least: 15, most: 30 } as const;

export interface ReuseOptions {
  readonly kept: KeptReports;
  readonly details: AuthorizationDetails;
  /** Whom a report is needed of, and how fine. */
  readonly wanted: LastAccessedNeeds['wanted'];
  /** Entities that were younger than this when their report was made are asked again. */
  readonly graceDaysOf: (principal: User | Role) => number;
  readonly now: Date;
}

/** Decides whose report of an earlier night still says what a new one would. */
export interface Reuse {
  /** By this night's RoleLastUsed. */
  ofRole(role: Role): CompleteReport | null;
  /** Whether a user's report can be taken over, if the credential report has nothing against it. */
  isLikely(user: User): boolean;
  /** By this night's credential report, which must be younger than the report. */
  ofUsers(facts: CredentialFacts): (user: User) => CompleteReport | null;
}

/**
 * A report is taken over when nothing can have been used since it was made, and nothing that it depends on has changed.
 * Whatever is not known for certain speaks for asking.
 */
export function createReuse({ kept, details, wanted, graceDaysOf, now }: ReuseOptions): Reuse {
  const permissionsOf = permissionPrints(details);

  /** The kept report of a principal that is as it was, and that had settled when the report was made. */
  const unchanged = (principal: User | Role): KeptReport | null => {
    const known = kept.get(principal.arn);
    if (known === undefined) return null;
    const madeAtMs = Date.parse(known.report.completedAt);
    const holds =
      (known.report.granularity === 'ACTION_LEVEL' || wanted.get(principal.arn) !== 'ACTION_LEVEL') &&
      known.id !== '' &&
      known.id === ('roleId' in principal ? principal.roleId : principal.userId) &&
      madeAtMs <= now.getTime() &&
      now.getTime() - madeAtMs < daysUntilDue(principal.arn, TAKEN_OVER_DAYS) * DAY_MS &&
      Date.parse(principal.createdAt) + graceDaysOf(principal) * DAY_MS <= madeAtMs &&
      isSettled(lastUseIn(known.report), madeAtMs) &&
      known.permissions === permissionsOf(principal);
    return holds ? known : null;
  };

  return {
    ofRole: (role) => {
      const known = unchanged(role);
      if (known === null || role.lastUsed === null) return null;
      return isUnusedSince(known.report, role.lastUsed.at, REPORTING_LAG_MS) ? known.report : null;
    },

    isLikely: (user) => unchanged(user) !== null,

    ofUsers: (facts) => {
      const credentialsOf = credentialPrints(facts);
      const rows = new Map(facts.credentialReport?.rows.map((row) => [row.arn, row] as const));
      const reportedAt = facts.credentialReport?.generatedAt;
      return (user) => {
        const known = unchanged(user);
        const row = rows.get(user.arn);
        if (known === null || row === undefined || reportedAt === undefined) return null;
        const { report, credentials } = known;
        const services = report.services.map(({ service }) => service);
        if (credentials === null || credentials !== credentialsOf(user, services)) return null;
        if (compareInstants(reportedAt, report.completedAt) < 0) return null;
        const uses = newest([row.passwordLastUsedAt, ...row.accessKeys.map(({ lastUsedAt }) => lastUsedAt)]);
        return isUnusedSince(report, uses, SETTLED_MS) ? report : null;
      };
    },
  };
}

/**
 * Whether nothing was used since a report was made, by a date that AWS gave later. A date that does not account for what the report
 * shows cannot vouch for what came after it: there is a way to use the principal that it does not see.
 *
 * @param slackMs how much earlier the date of a use may be than that of the last thing it led to
 */
function isUnusedSince(report: CompleteReport, usedAt: string | null, slackMs: number): boolean {
  const shown = lastUseIn(report);
  if (shown !== null && (usedAt === null || Date.parse(usedAt) < Date.parse(shown) - slackMs)) return false;
  return isSettled(usedAt, Date.parse(report.completedAt));
}

function lastUseIn({ services }: CompleteReport): string | null {
  return newest(services.map(({ lastAccessedAt }) => lastAccessedAt));
}

/** Whether all that follows from a use had ended, and was on record, when the report was made. */
function isSettled(usedAt: string | null, madeAtMs: number): boolean {
  return usedAt === null || Date.parse(usedAt) <= madeAtMs - SETTLED_MS;
}
