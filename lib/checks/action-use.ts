import { catalogue } from '../policy/catalogue/catalogue.ts';
import type { DeniedActions } from '../policy/denied.ts';
import { policyOf } from '../policy/document.ts';
import { type AskedAction, statementsOn } from '../policy/statements-on.ts';
import type { LastAccessedReport } from '../snapshot/snapshot.ts';
import { isInside, type Window } from './instants.ts';
import { type HeldService, isSameGrant } from './permissions.ts';

type Grants = HeldService['grants'];
type TrackedAction = NonNullable<
  Extract<LastAccessedReport, { status: 'complete' }>['services'][number]['trackedActions']
>[number];

/** The actions of one service that a principal is granted, by what is known of their use; those that it used are left out. */
export interface SortedActions {
  /** Together those that the same statements grant. */
  readonly unused: readonly {
    readonly grants: Grants;
    readonly actions: readonly { readonly action: string; readonly lastUsedAt: string | null }[];
  }[];
  /** Granted, and not among those that AWS lists. */
  readonly untracked: readonly string[];
}

/** AWS never records its use, whatever a report may list. */
const PASS_ROLE = catalogue.actionNumber('iam:PassRole');

/**
 * Sorts what a principal is granted of a service by the list of actions in AWS's report.
 *
 * @param denied what its policies deny in every request; null: nothing
 */
export function sortActions(
  held: HeldService,
  tracked: readonly TrackedAction[],
  { window, denied }: { readonly window: Window; readonly denied: DeniedActions | null },
): SortedActions {
  const { service } = held;
  const listed = new Map(tracked.map((each) => [each.action.toLowerCase(), each.lastAccessedAt] as const));
  const unused: { grants: Grants; actions: { action: string; lastUsedAt: string | null }[] }[] = [];
  const untracked: string[] = [];

  const sort = (asked: AskedAction, action: () => string, lastUsedAt: string | null | undefined) => {
    if (typeof lastUsedAt === 'string' && isInside(window, lastUsedAt)) return;
    if (isDenied(denied, asked)) return;
    const grants = grantsOn(held, asked);
    if (grants.length === 0) return;
    if (lastUsedAt === undefined || asked.actionNumber === PASS_ROLE) {
      untracked.push(action());
      return;
    }
    const group = unused.find((each) => isSameGrant(each.grants, grants));
    if (group) group.actions.push({ action: action(), lastUsedAt });
    else unused.push({ grants, actions: [{ action: action(), lastUsedAt }] });
  };

  const first = catalogue.actionsOfService(service)?.start ?? 0;
  const names = catalogue.lowerCaseNames(service);
  for (const [index, name] of names.entries()) {
    const actionNumber = first + index;
    sort({ action: `${service}:${name}`, actionNumber }, () => nameOf(actionNumber), listed.get(name));
    listed.delete(name);
  }
  // What AWS tracks and the catalogue does not know yet.
  for (const { action } of tracked) {
    const lastUsedAt = listed.get(action.toLowerCase());
    if (lastUsedAt === undefined) continue;
    const name = `${service}:${action}`;
    sort({ action: name.toLowerCase(), actionNumber: null }, () => name, lastUsedAt);
  }
  return { unused, untracked };
}

function isDenied(denied: DeniedActions | null, { action, actionNumber }: AskedAction): boolean {
  if (denied === null) return false;
  return actionNumber === null ? denied.covers(action) : denied.actions.has(actionNumber);
}

function grantsOn({ grants }: HeldService, asked: AskedAction): Grants {
  return grants.flatMap(({ source }) => {
    const statements = source.document === null ? [] : statementsOn(policyOf(source.document), 'Allow', asked);
    return statements.length === 0 ? [] : [{ source, statements: statements.map(({ index }) => index) }];
  });
}

const namesKept: string[] = [];

/** One string for each action: a large account has many principals that do not use the same ones. */
function nameOf(actionNumber: number): string {
  const name = namesKept[actionNumber] ?? catalogue.actionName(actionNumber);
  namesKept[actionNumber] = name;
  return name;
}
