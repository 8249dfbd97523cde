import { rangesOf } from '../policy/action-ranges.ts';
import { catalogue } from '../policy/catalogue/catalogue.ts';
import type { DeniedActions } from '../policy/denied.ts';
import { policyOf } from '../policy/document.ts';
import type { Statement } from '../policy/statement.ts';
import { statementsOf } from '../policy/statement-actions.ts';
import { statementsOn } from '../policy/statements-on.ts';
import type { LastAccessedReport } from '../snapshot/snapshot.ts';
import type { Grant } from './account-view.ts';
import type { HeldGrants, HeldService } from './held-services.ts';
import { isInside, type Window } from './instants.ts';

type TrackedAction = NonNullable<
  Extract<LastAccessedReport, { status: 'complete' }>['services'][number]['trackedActions']
>[number];

/** The actions of one service that a principal is granted, by what is known of their use; those that it used are left out. */
export interface SortedActions {
  /** Together those that the same statements grant. */
  readonly unused: readonly {
    readonly grants: HeldGrants;
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
  const isUsed = (at: string | null | undefined) => typeof at === 'string' && isInside(window, at);
  const unused = new Map<number, { grants: HeldGrants; actions: { action: string; lastUsedAt: string | null }[] }>();
  const untracked: string[] = [];
  const granting = grantingStatements(held);
  for (const [index, name] of catalogue.lowerCaseNames(service).entries()) {
    const actionNumber = granting.first + index;
    const lastUsedAt = listed.get(name);
    listed.delete(name);
    const statements = granting.classes[index] ?? NOBODY;
    if (statements === NOBODY || isUsed(lastUsedAt) || denied?.actions.has(actionNumber)) continue;
    if (lastUsedAt === undefined || actionNumber === PASS_ROLE) {
      untracked.push(nameOf(actionNumber));
      continue;
    }
    const group = unused.get(statements) ?? { grants: granting.grantsOf(statements), actions: [] };
    group.actions.push({ action: nameOf(actionNumber), lastUsedAt });
    unused.set(statements, group);
  }
  const unknown = [...listed].flatMap(([name, lastUsedAt]) => {
    const action = `${service}:${name}`;
    const grants = isUsed(lastUsedAt) || denied?.covers(action) ? [] : grantsOfUnknown(held, action);
    // AWS's spelling, which the catalogue does not know yet.
    const spelt = `${service}:${tracked.find((each) => each.action.toLowerCase() === name)?.action}`;
    return grants.length === 0 ? [] : [{ grants, actions: [{ action: spelt, lastUsedAt }] }];
  });
  return { unused: [...unused.values(), ...unknown], untracked };
}

/** Which statements grant each action of a service: actions that the same ones grant are of one class. */
interface GrantingStatements {
  /** Number of the service's first action. */
  readonly first: number;
  /** By the place of the action among those of the service. */
  readonly classes: Int32Array;
  grantsOf(statements: number): HeldGrants;
}

/** The class of actions that no statement grants. */
const NOBODY = 0;

/** Each statement parts the actions of every class into those that it speaks of and the others. */
function grantingStatements({ service, grants }: HeldService): GrantingStatements {
  const { start: first, end } = catalogue.actionsOfService(service) ?? { start: 0, end: 0 };
  const classes = new Int32Array(end - first);
  /** By class, from 1: what was added last, and the class that it was added to. */
  const made: { readonly from: number; readonly grant: number; readonly statement: number }[] = [];
  for (const [grant, { source, statements }] of grants.entries()) {
    const allows = source.document === null ? [] : statementsOf(policyOf(source.document), 'Allow');
    for (const statement of statements) {
      const before = made.length;
      const partOf = new Map<number, number>();
      const allow = allows.find(({ index }) => index === statement);
      for (const place of allow === undefined ? [] : placesIn(allow, first, end)) {
        const from = classes[place] ?? NOBODY;
        if (from > before) continue;
        const known = partOf.get(from) ?? made.push({ from, grant, statement });
        partOf.set(from, known);
        classes[place] = known;
      }
    }
  }
  return {
    first,
    classes,
    grantsOf: (last) => {
      const found = grants.map(({ source }): { source: Grant; statements: number[] } => ({ source, statements: [] }));
      for (let each = made[last - 1]; each !== undefined; each = made[each.from - 1]) {
        found[each.grant]?.statements.unshift(each.statement);
      }
      return found.filter(({ statements }) => statements.length > 0);
    },
  };
}

/** The places, from 0, of the actions between two numbers that a statement speaks of. */
function* placesIn(statement: Statement, first: number, end: number): Generator<number> {
  for (const range of rangesOf(statement)) {
    for (let at = Math.max(range.start, first); at < Math.min(range.end, end); at++) yield at - first;
  }
}

function grantsOfUnknown({ grants }: HeldService, action: string): HeldGrants {
  return grants.flatMap(({ source }) => {
    const policy = source.document === null ? null : policyOf(source.document);
    const statements = policy === null ? [] : statementsOn(policy, 'Allow', { action, actionNumber: null });
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
