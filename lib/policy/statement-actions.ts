import { rangesOf } from './action-ranges.ts';
import type { PolicyDocument } from './document.ts';
import { type ExpandedActions, expandActions } from './expand.ts';
import { areDisjoint, coversPattern, matchesEverything } from './match.ts';
import type { Statement } from './statement.ts';

/** The policy's statements of one effect; sorted out once for each policy, because evaluation asks for them all the time. */
export function statementsOf(policy: PolicyDocument, effect: Statement['effect']): readonly Statement[] {
  let sorted = statementsByEffect.get(policy);
  if (sorted === undefined) {
    const ofEffect = (wanted: Statement['effect']) =>
      policy.statements.filter((statement) => statement.effect === wanted);
    sorted = { Allow: ofEffect('Allow'), Deny: ofEffect('Deny') };
    statementsByEffect.set(policy, sorted);
  }
  return sorted[effect];
}

const statementsByEffect = new WeakMap<PolicyDocument, Readonly<Record<Statement['effect'], readonly Statement[]>>>();

/** The actions that a statement speaks of, whatever its effect, resources and conditions. */
export function actionsOf(statement: Statement): ExpandedActions {
  if (statement.actions !== null) return expandActions(statement.actions);
  const excluded = expandActions(statement.notActions ?? []);
  // An unknown action that NotAction excludes changes nothing: the complement never had it.
  return { actions: excluded.actions.complement(), unknown: [] };
}

/** Whether the statement speaks of an action of the catalogue. */
export function speaksOf(statement: Statement, actionNumber: number): boolean {
  return rangesOf(statement).some(({ start, end }) => start <= actionNumber && actionNumber < end);
}

/** Whether the statement holds in every request for its actions: on every resource, and without any condition. */
export function isUnlimited(statement: Statement): boolean {
  return statement.conditions.length === 0 && (statement.resources ?? []).some(matchesEverything);
}

/** Whether the statement speaks of every action that the pattern can match: for patterns that the catalogue does not know. */
export function coversAction(statement: Statement, pattern: string): boolean {
  const lowerCase = pattern.toLowerCase();
  if (statement.actions !== null)
    return statement.actions.some((action) => coversPattern(action.toLowerCase(), lowerCase));
  return (statement.notActions ?? []).every((excluded) => areDisjoint(excluded.toLowerCase(), lowerCase));
}
