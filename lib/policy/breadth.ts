import { Bitset } from './bitset.ts';
import { catalogue } from './catalogue/catalogue.ts';
import { coveredActions, haveDisjointResources } from './coverage.ts';
import { type DeniedActions, unconditionalDenies } from './denied.ts';
import type { PolicyDocument } from './document.ts';
import { actionsGranted } from './services-granted.ts';
import type { Statement } from './statement.ts';
import { actionsOf, coversAction, statementsOf } from './statement-actions.ts';

/**
 * In what a dormant statement goes beyond the policy in force: it allows actions that the other does not allow at all, on
 * more resources, under fewer conditions, or where the other denies.
 */
export type BroaderBy = 'action' | 'resource' | 'condition' | 'deny';

export interface Breadth {
  /** The catalogue's actions of which the dormant policy allows more. */
  readonly actions: Bitset;
  /** Patterns of actions unknown to the catalogue that only the dormant policy allows. */
  readonly unknown: readonly string[];
  /** The dormant policy's Allow statements that do, by index. */
  readonly statements: readonly { readonly index: number; readonly by: readonly BroaderBy[] }[];
}

/**
 * Whether a dormant version of a policy allows anything that the version in force does not, and what; null if not.
 *
 * What the version in force allows is only taken for granted where one of its statements is shown to cover the dormant one
 * (see {@link coveredActions}), so what is not broader is certain, and what is broader can, rarely, be the same in other words.
 * Statements that could not be read are not compared: see the problems of both.
 */
export function isBroader(dormant: PolicyDocument, current: PolicyDocument): Breadth | null {
  const versions: Versions = {
    deniedByDormant: unconditionalDenies([dormant]),
    deniedByCurrent: unconditionalDenies([current]),
    dormantDenies: statementsOf(dormant, 'Deny'),
    currentAllows: statementsOf(current, 'Allow'),
    currentDenies: statementsOf(current, 'Deny'),
    currentlyGranted: actionsGranted([current]),
  };
  const excesses = statementsOf(dormant, 'Allow').map((statement) => ({ statement, ...excessOf(statement, versions) }));
  const broader = excesses.filter(({ by }) => by.length > 0);
  if (broader.length === 0) return null;
  return {
    actions: Bitset.union(
      catalogue.actionCount,
      broader.map(({ actions }) => actions),
    ),
    unknown: [...new Set(broader.flatMap(({ unknown }) => unknown))],
    statements: broader.map(({ statement, by }) => ({ index: statement.index, by })),
  };
}

interface Versions {
  readonly deniedByDormant: DeniedActions;
  readonly deniedByCurrent: DeniedActions;
  readonly dormantDenies: readonly Statement[];
  readonly currentAllows: readonly Statement[];
  readonly currentDenies: readonly Statement[];
  readonly currentlyGranted: Bitset;
}

interface Excess {
  readonly actions: Bitset;
  readonly unknown: readonly string[];
  readonly by: readonly BroaderBy[];
}

function excessOf(statement: Statement, versions: Versions): Excess {
  const { actions, unknown } = actionsOf(statement);
  const allowed = actions.difference(versions.deniedByDormant.actions);
  const allowedByBoth = allowed.intersect(versions.currentlyGranted);
  const onAsMuch = coveredActions(statement, versions.currentAllows, { ignoreConditions: true });
  const covered = coveredActions(statement, versions.currentAllows, { ignoreConditions: false });
  const onlyDormant = unknown.filter(
    (pattern) => !versions.deniedByDormant.covers(pattern) && !isGranted(pattern, versions),
  );

  const excess: readonly (readonly [BroaderBy, Bitset])[] = [
    ['action', allowed.difference(versions.currentlyGranted)],
    ['resource', allowedByBoth.difference(onAsMuch)],
    ['condition', allowedByBoth.intersect(onAsMuch).difference(covered)],
    ['deny', allowedByBoth.intersect(covered).intersect(deniedOnlyByCurrent(statement, versions))],
  ];
  const exceeded = excess.filter(([by, ofThat]) => !ofThat.isEmpty() || (by === 'action' && onlyDormant.length > 0));
  return {
    actions: Bitset.union(
      catalogue.actionCount,
      exceeded.map(([, ofThat]) => ofThat),
    ),
    unknown: onlyDormant,
    by: exceeded.map(([by]) => by),
  };
}

function isGranted(pattern: string, { currentAllows, deniedByCurrent }: Versions): boolean {
  return !deniedByCurrent.covers(pattern) && currentAllows.some((allow) => coversAction(allow, pattern));
}

/** Actions that the version in force denies somewhere among the statement's resources, and the dormant one does not deny there. */
function deniedOnlyByCurrent(statement: Statement, { currentDenies, dormantDenies }: Versions): Bitset {
  const relevant = currentDenies.filter((deny) => !haveDisjointResources(deny, statement));
  return Bitset.union(
    catalogue.actionCount,
    relevant.map((deny) => {
      const stillDenied = coveredActions(deny, dormantDenies, { ignoreConditions: false });
      return actionsOf(deny).actions.difference(stillDenied);
    }),
  );
}
