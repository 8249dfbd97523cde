import { compareText } from '../findings/order.ts';
import type { LastAccessedReport } from '../snapshot/snapshot.ts';
import type { Principal } from './account-view.ts';
import { sortActions } from './action-use.ts';
import type { CheckContext } from './check.ts';
import { Doubts, type Unseen } from './doubts.ts';
import { deniedTo, type HeldService, servicesHeld } from './held-services.ts';
import { compareInstants, isInside, type Window } from './instants.ts';
import { regionHole } from './regions.ts';
import { heldSince, statementsOf, type UnusedService } from './unused-services.ts';
import { graceOf, type Unknown } from './verdicts.ts';
import { unusedWindowOf } from './windows.ts';

type CompleteReport = Extract<LastAccessedReport, { status: 'complete' }>;
type ReportedService = CompleteReport['services'][number];
type TrackedList = NonNullable<ReportedService['trackedActions']>;

/** Actions are `service:Action` in AWS's spelling, by service and name. */
export interface UnusedActions {
  /** **Contract**: those that AWS tracks, that are granted, and that were not used inside the window. */
  readonly actions: readonly string[];
  /** Those of `actions` whose last use, before the window, AWS still tells. */
  readonly usedBefore: readonly { readonly action: string; readonly lastUsedAt: string }[];
  /** **Contract**: those that are granted and whose use AWS does not track. */
  readonly untracked: readonly string[];
  /** By service of `actions`, the statements that grant them. */
  readonly services: readonly Pick<UnusedService, 'service' | 'grantedBy'>[];
  /** What cannot be judged: a service or policy, or without `detail` all of what is not in `actions`. */
  readonly unseen: readonly Unseen[];
}

/** A service that a principal is granted and used, and what the report says of its actions. */
export interface UsedService {
  readonly held: HeldService;
  readonly reported: ReportedService;
}

/** The services that a principal used, in alphabetical order: where no action was used, it is the service that is unused. */
export function servicesInUse(context: CheckContext, principal: Principal, report: CompleteReport): UsedService[] {
  const window = unusedWindowOf(context, principal.arn);
  const used = report.services.filter(
    ({ lastAccessedAt }) => lastAccessedAt !== null && isInside(window, lastAccessedAt),
  );
  if (used.length === 0) return [];
  const names = new Set(used.map(({ service }) => service.toLowerCase()));
  const held = servicesHeld(context.account, principal, names);
  return used
    .flatMap((reported) => {
      const grant = held.get(reported.service.toLowerCase());
      return grant === undefined ? [] : [{ held: grant, reported }];
    })
    .toSorted((a, b) => (a.held.service < b.held.service ? -1 : 1));
}

/**
 * The actions that a principal is granted and did not use, in the services that it uses. Which actions AWS tracks is read from
 * its answer: those that it lists. It lists none when none of them was used, or when it tracks none, and does not say which.
 */
export function unusedActionsOf(
  context: CheckContext,
  principal: Principal,
  services: readonly UsedService[],
): UnusedActions {
  const doubts = new Doubts(context, principal);
  const denied = deniedTo(context.account, principal);
  const window = unusedWindowOf(context, principal.arn);
  const actions: string[] = [];
  const usedBefore: UnusedActions['usedBefore'][number][] = [];
  const untracked: string[] = [];
  const granting: UnusedActions['services'][number][] = [];
  for (const { held, reported } of services) {
    const { service } = held;
    const tracked = reported.trackedActions ?? trackedUnlisted(context, service, window);
    if ('reason' in tracked) {
      doubts.note(tracked, service);
      continue;
    }
    const sorted = sortActions(held, tracked, { window, denied });
    for (const action of sorted.untracked) untracked.push(action);
    const grantedBy = sorted.unused.flatMap(({ grants, actions: unused }) => {
      const documents = grants.flatMap(({ source }) => source.document ?? []);
      const blind = graceOf(context, principal.arn, heldSince(principal, grants)) ?? regionHole(context, documents);
      if (blind !== null) {
        doubts.note(blind, service);
        return [];
      }
      for (const { action, lastUsedAt } of unused) {
        actions.push(action);
        if (lastUsedAt !== null) usedBefore.push({ action, lastUsedAt });
      }
      return grants.flatMap(statementsOf);
    });
    if (grantedBy.length > 0) granting.push({ service, grantedBy: distinct(grantedBy) });
  }
  return { actions: actions.sort(compareText), usedBefore, untracked, services: granting, unseen: doubts.all };
}

/**
 * The actions of a service that AWS tracks, when its report lists none: then none of them was used. By a table that is as old as
 * the window at least, so that all of them were tracked throughout; a younger one says only which are not tracked at all.
 */
function trackedUnlisted({ trackedActions }: CheckContext, service: string, window: Window): TrackedList | Unknown {
  const names = trackedActions?.of(service) ?? null;
  if (!trackedActions || names === null) return nothingListed;
  if (names.length > 0 && compareInstants(trackedActions.asOf, window.from) > 0) return notTrackedForLong;
  return names.map((action) => ({ action, lastAccessedAt: null, region: null }));
}

const notTrackedForLong: Unknown = {
  code: 'untracked',
  reason:
    "AWS's report lists no action of this service, which is used, and the table of tracked actions is younger than the window: " +
    'they may not have been tracked for all of it.',
};

const nothingListed: Unknown = {
  code: 'untracked',
  reason:
    "AWS's report lists no action of this service, which is used: it tracks none, or none that it tracks was used.",
};

/** Each statement once, in the order given. */
function distinct(grantedBy: UnusedService['grantedBy']): UnusedService['grantedBy'] {
  return [...new Map(grantedBy.map((each) => [JSON.stringify(each), each] as const)).values()];
}
