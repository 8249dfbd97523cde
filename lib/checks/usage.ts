import { catalogue } from '../policy/catalogue/catalogue.ts';
import type { LastAccessedReport, StoredDocument } from '../snapshot/snapshot.ts';
import type { Principal, RolePrincipal, UserPrincipal } from './account-view.ts';
import type { CheckContext } from './check.ts';
import { credentialRowOf } from './credentials-of.ts';
import { someOf } from './evidence.ts';
import { type GrantedService, servicesByDocument } from './granted-services.ts';
import { servicesHeld } from './held-services.ts';
import { isInside, newest, type Window } from './instants.ts';
import { oncePer, remembered } from './once.ts';
import { callsSeen, lastSeen, lostEvents } from './principal-events.ts';
import { regionHole } from './regions.ts';
import { notCollected, type Unknown } from './verdicts.ts';
import { unusedWindowOf } from './windows.ts';

/**
 * Whether something was used inside a window. Dates are of attempts: AWS counts calls that were denied, too.
 * `lastUsedAt` null is "never, or so long ago that AWS does not keep it".
 */
export type Use =
  | { readonly status: 'used'; readonly lastUsedAt: string }
  | { readonly status: 'unused'; readonly lastUsedAt: string | null }
  | ({ readonly status: 'unknown' } & Unknown);

export type ServiceUse =
  | Use
  /** Nothing to use: AWS's report is silent on a service that only a wildcard grants, or that other policies deny. */
  | { readonly status: 'not-granted' };

/** A service that policies grant to a principal. */
export type ServiceQuestion = Pick<GrantedService, 'service' | 'named' | 'recorded'>;

/** Asks about one service of a principal; `documents` are those of the policies that grant it. */
export type AskService = (question: ServiceQuestion, documents: readonly StoredDocument[]) => ServiceUse;

type NoReport = Exclude<LastAccessedReport, { status: 'complete' }> | undefined;

/** What AWS's data says of use. Knows nothing of grace periods. */
export interface Usage {
  /** Users by their credentials and services, roles by RoleLastUsed and services, in the window of principals. */
  ofPrincipal(principal: Principal): Use;
  /** One service after another of what a principal is granted. */
  ofServices(principal: Principal, window: Window): AskService;
}

/** The usage of one evaluation, which all its checks share. */
export const usageOf: (context: CheckContext) => Usage = oncePer((context: CheckContext): Usage => {
  const datesOf = oncePer((report: LastAccessedReport) => serviceDates(report));
  const reportOf = (principal: Principal) => context.account.lastAccessedOf(principal.arn);
  const listedFor = (principal: Principal) => {
    const report = reportOf(principal);
    return report === undefined ? nothingListed : datesOf(report);
  };
  const newestOf = (principal: Principal) => newest([listedFor(principal).newest, lastSeen(context, principal)]);
  const ofPrincipal = oncePer((principal: Principal) => {
    const window = unusedWindowOf(context, principal.arn);
    return principal.kind === 'user'
      ? useOfUser(context, principal, listedFor(principal), window)
      : useOfRole(context, principal, newestOf(principal), window);
  });
  return {
    ofPrincipal,
    ofServices: (principal, window) => {
      const report = reportOf(principal);
      const dates = listedFor(principal);
      const seen = callsSeen(context, principal);
      const lost = lostEvents(context, principal);
      // A role that was not used at all used none of its services: for most such roles no report is asked for.
      const whole = principal.kind === 'role' ? datesOfRole(principal, newestOf(principal)) : null;
      const unusedRole = whole !== null && !isUsed(window, whole.newest) ? whole : null;
      const holeIn = remembered((documents: readonly StoredDocument[]) => ({ hole: regionHole(context, documents) }));
      const unusedSince = (documents: readonly StoredDocument[], lastUsedAt: string | null): ServiceUse => {
        const hole = lost ?? holeIn(documents).hole;
        return hole === null ? { status: 'unused', lastUsedAt } : { status: 'unknown', ...hole };
      };
      return (question, documents) => {
        const listed = dates.byService.get(question.service);
        if (isUsed(window, listed)) return { status: 'used', lastUsedAt: listed };
        const seenAt = seen.get(question.service);
        if (isUsed(window, seenAt)) return { status: 'used', lastUsedAt: seenAt };
        if (unusedRole !== null) return unusedSince(documents, listed === undefined ? unusedRole.newest : listed);
        if (listed !== undefined) return question.recorded ? unusedSince(documents, listed) : neverRecorded;
        return report?.status === 'complete'
          ? useOfUnlisted(context, principal, question, dates)
          : useWithoutReport(context, report);
      };
    },
  };
});

function useOfUser(context: CheckContext, user: UserPrincipal, listed: ServiceDates, window: Window): Use {
  const answer = credentialRowOf(context, user);
  const row = 'row' in answer ? answer.row : null;
  const lastUsedAt = newest([
    listed.newest,
    lastSeen(context, user),
    row?.passwordLastUsedAt ?? null,
    ...(row?.accessKeys.map((key) => key.lastUsedAt) ?? []),
  ]);
  if (isUsed(window, lastUsedAt)) return { status: 'used', lastUsedAt };
  if ('unknown' in answer) return { status: 'unknown', ...answer.unknown };
  const report = context.account.lastAccessedOf(user.arn);
  const lost = lostEvents(context, user);
  if (lost !== null) return { status: 'unknown', ...lost };
  // Who may do nothing shows up at most by signing in, which is seen everywhere.
  if (isWithoutPermissions(report)) return { status: 'unused', lastUsedAt };
  const unseen =
    report?.status === 'complete'
      ? (silenceOn(context, user, listed) ?? regionHole(context, documentsOf(context, user)))
      : reportGap(context, report);
  return unseen === null ? { status: 'unused', lastUsedAt } : { status: 'unknown', ...unseen };
}

function useOfRole(context: CheckContext, role: RolePrincipal, lastService: string | null, window: Window): Use {
  if (isUsed(window, lastService)) return { status: 'used', lastUsedAt: lastService };
  const dates = datesOfRole(role, lastService);
  if (dates === null) return { status: 'unknown', ...noRoleLastUsed };
  if (isUsed(window, dates.newest)) return { status: 'used', lastUsedAt: dates.newest };
  const hole = lostEvents(context, role) ?? regionHole(context, documentsOf(context, role));
  return hole === null ? { status: 'unused', lastUsedAt: dates.newest } : { status: 'unknown', ...hole };
}

/** The last use of a role by anything that AWS records; null when AWS did not say RoleLastUsed. */
function datesOfRole({ entity }: RolePrincipal, lastService: string | null): { readonly newest: string | null } | null {
  return entity.lastUsed === null ? null : { newest: newest([lastService, entity.lastUsed.at]) };
}

function isUsed(window: Window, lastUsedAt: string | null | undefined): lastUsedAt is string {
  return typeof lastUsedAt === 'string' && isInside(window, lastUsedAt);
}

const noRoleLastUsed: Unknown = { code: 'not-collected', reason: 'AWS did not say when this role was last used.' };

const neverRecorded: ServiceUse = {
  status: 'unknown',
  code: 'untracked',
  reason: 'Only iam:PassRole is granted of it, whose use AWS never records.',
};

/** A service that a finished report does not list, although a policy grants it. */
function useOfUnlisted(
  { account }: CheckContext,
  principal: Principal,
  { service, named }: ServiceQuestion,
  { byService }: ServiceDates,
): ServiceUse {
  const isExpected = named || byService.size === 0;
  if (!isExpected || servicesHeld(account, principal, new Set([service])).size === 0) return { status: 'not-granted' };
  return { status: 'unknown', ...(named ? notMentioned(service, 'which a policy grants by name') : emptyReport) };
}

/**
 * Why a finished report does not speak for all that a principal may do. AWS lists every service that identity policies
 * allow, used or not: what is left out was not allowed when the report was made, which is some time after the account was
 * listed. Nothing follows from services that only a wildcard reaches, some of which AWS never lists, unless it lists
 * none at all; nor from a name that AWS's catalogue does not know either, such as that of a service that was closed.
 */
function silenceOn(context: CheckContext, principal: Principal, { byService }: ServiceDates): Unknown | null {
  const isMissing = ({ service, named }: Pick<GrantedService, 'service' | 'named'>) =>
    !byService.has(service) && (named || byService.size === 0) && catalogue.actionsOfService(service) !== null;
  const granted = documentsOf(context, principal).flatMap((document) => [...servicesByDocument(document).values()]);
  const suspects = new Set(granted.filter(isMissing).map(({ service }) => service));
  if (suspects.size === 0) return null;
  const missing = [...servicesHeld(context.account, principal, suspects).values()].filter(isMissing);
  if (missing.length === 0) return null;
  return notMentioned(someOf(missing.map(({ service }) => service)), 'which its policies grant');
}

const emptyReport: Unknown = {
  code: 'not-collected',
  reason: "AWS's report on this principal mentions no service at all, although its policies grant some.",
};

function notMentioned(services: string, words: string): Unknown {
  return { code: 'untracked', reason: `AWS's report on this principal does not mention ${services}, ${words}.` };
}

function useWithoutReport(context: CheckContext, report: NoReport): ServiceUse {
  return isWithoutPermissions(report)
    ? { status: 'not-granted' }
    : { status: 'unknown', ...reportGap(context, report) };
}

/** Whether no report was asked for because there is nothing to use. */
export function isWithoutPermissions(report: LastAccessedReport | undefined): boolean {
  return report?.status === 'skipped' && report.reason === 'no-permissions';
}

const codes = { denied: 'denied', failed: 'job-failed', gone: 'gone' } as const;

/** Why there is no report that says what a principal used. */
export function reportGap(context: CheckContext, report: NoReport): Unknown {
  if (report === undefined) return notCollected(context, 'last-accessed');
  if (report.status !== 'skipped') return { code: codes[report.status], reason: report.reason };
  return { code: 'not-collected', reason: `Its last-accessed report was not asked for (${report.reason}).` };
}

interface ServiceDates {
  readonly byService: ReadonlyMap<string, string | null>;
  readonly newest: string | null;
}

const nothingListed: ServiceDates = { byService: new Map(), newest: null };

function serviceDates(report: LastAccessedReport): ServiceDates {
  if (report.status !== 'complete') return nothingListed;
  const byService = new Map<string, string | null>();
  for (const { service, lastAccessedAt } of report.services) byService.set(service.toLowerCase(), lastAccessedAt);
  return { byService, newest: newest(byService.values()) };
}

function documentsOf({ account }: CheckContext, principal: Principal): readonly StoredDocument[] {
  return account.grantsOf(principal).flatMap((grant) => grant.document ?? []);
}
