import { Bitset } from '../../policy/bitset.ts';
import { catalogue } from '../../policy/catalogue/catalogue.ts';
import { coveredActions } from '../../policy/coverage.ts';
import type { PolicyDocument } from '../../policy/document.ts';
import type { ActionPermission } from '../../policy/effective/action-permission.ts';
import type { EffectivePermissions } from '../../policy/effective/effective-permissions.ts';
import { isEverything, type Scope, scopesOf } from '../../policy/scope.ts';
import type { Statement } from '../../policy/statement.ts';
import { actionsOf, coversAction, statementsOf } from '../../policy/statement-actions.ts';

/** What a policy should not allow. A principal who holds the policy has it as long as any of the actions is left to it. */
export interface Danger {
  readonly actions: Bitset;
  /** A pattern of actions that the catalogue does not know, in their place. */
  readonly unlisted?: string;
  /** On which resources an action has to be left: on all but some, on any, or on those that a scope is asked for. */
  readonly on: 'everything' | 'anything' | ((scope: Scope) => boolean);
}

/**
 * The danger in one Allow statement.
 *
 * @param actions those of the statement that are dangerous, see {@link leftOf}
 */
export function dangerIn(statement: Statement, actions: Bitset): Danger {
  return { actions, on: isOnEverything(statement) ? 'everything' : 'anything' };
}

/** Whether a statement speaks of all resources, or of all but some. */
export function isOnEverything(statement: Statement): boolean {
  return scopesOf(statement).some(isNearlyEverything);
}

function isNearlyEverything(scope: Scope): boolean {
  return 'except' in scope || isEverything(scope);
}

/** The statement's actions of the catalogue, less those that the policy itself denies wherever the statement allows them. */
export function leftOf(policy: PolicyDocument, statement: Statement): Bitset {
  const { actions } = actionsOf(statement);
  const denies = statementsOf(policy, 'Deny');
  return denies.length === 0
    ? actions
    : actions.difference(coveredActions(statement, denies, { ignoreConditions: false }));
}

/** Whether the policy itself denies all that a pattern can match that the catalogue does not know. */
export function deniesUnlisted(policy: PolicyDocument, pattern: string): boolean {
  return statementsOf(policy, 'Deny').some(
    (deny) => deny.conditions.length === 0 && scopesOf(deny).some(isEverything) && coversAction(deny, pattern),
  );
}

/** Whether a principal may do any of it, if only under conditions. */
export function isLeftTo(permissions: EffectivePermissions<unknown>, { actions, unlisted, on }: Danger): boolean {
  if (unlisted !== undefined) return isAllowedOn(permissions.of(unlisted), isNearlyEverything);
  const isAllowed = (action: number) =>
    isAllowedOn(permissions.of(catalogue.actionName(action)), typeof on === 'function' ? on : places[on]);
  // Mostly the first one is left; all at once take longer.
  const [first] = actions;
  if (first !== undefined && isAllowed(first)) return true;
  if (on === 'everything') return permissions.broad.overlaps(actions);
  if (on === 'anything') return permissions.possible.overlaps(actions);
  return [...actions].some(isAllowed);
}

const places = { everything: isNearlyEverything, anything: () => true };

function isAllowedOn({ grants }: ActionPermission<unknown>, on: (scope: Scope) => boolean): boolean {
  return grants.some(({ scopes }) => scopes.every(on));
}

/** One action of a danger by its name, to ask why it is not left. */
export function exampleOf({ actions, unlisted }: Danger): string | null {
  const [first] = actions;
  return unlisted ?? (first === undefined ? null : catalogue.actionName(first));
}

const NONE = Bitset.empty(catalogue.actionCount);

/** The danger of actions that the catalogue does not know. */
export function unlistedDanger(pattern: string): Danger {
  return { actions: NONE, unlisted: pattern, on: 'everything' };
}
