import { rangesOf } from './action-ranges.ts';
import { catalogue } from './catalogue/catalogue.ts';
import type { PolicyDocument } from './document.ts';
import { namesAction } from './expand.ts';
import type { Statement } from './statement.ts';
import { statementsOf } from './statement-actions.ts';

/** One action, as policies are asked about it. */
export interface AskedAction {
  /** `service:Action` in lower case: names of actions are not case-sensitive. */
  readonly action: string;
  /** Its number in the catalogue; null when it is not there. */
  readonly actionNumber: number | null;
}

/** @param action `service:Action` in any case */
export function askedAction(action: string): AskedAction {
  return { action: action.toLowerCase(), actionNumber: catalogue.actionNumber(action) };
}

/** The policy's statements of one effect that speak of the action, whatever their resources and conditions, in order. */
export function statementsOn(
  policy: PolicyDocument,
  effect: Statement['effect'],
  asked: AskedAction,
): readonly Statement[] {
  const { actionNumber } = asked;
  // An action that the catalogue does not know has no number: only the text of the patterns can name it.
  const index = actionNumber === null ? null : indexOf(policy);
  let found: Statement[] | undefined;
  if (index === null || actionNumber === null) {
    for (const statement of statementsOf(policy, effect)) {
      if (!isNamedBy(statement, asked.action)) continue;
      if (found === undefined) found = [statement];
      else found.push(statement);
    }
  } else {
    for (const { statement, bounds } of index[effect]) {
      if (!isWithin(bounds, actionNumber)) continue;
      if (found === undefined) found = [statement];
      else found.push(statement);
    }
  }
  return found ?? NONE;
}

const NONE: readonly Statement[] = [];

/** A statement with the actions that it speaks of as numbers. */
interface IndexedStatement {
  readonly statement: Statement;
  /** Start and end of each range of action numbers, ascending; no two ranges touch. */
  readonly bounds: Int32Array;
}

type Index = Readonly<Record<Statement['effect'], readonly IndexedStatement[]>>;

/** Questions that a policy answers from its text: to number its actions costs as much as some of them, and most get no more. */
const QUESTIONS_BEFORE_INDEX = 16;

const indexes = new WeakMap<PolicyDocument, { questions: number; index: Index | null }>();

/** Null while the policy is not worth an index. */
function indexOf(policy: PolicyDocument): Index | null {
  let known = indexes.get(policy);
  if (known === undefined) {
    known = { questions: 0, index: null };
    indexes.set(policy, known);
  }
  if (known.index === null && ++known.questions > QUESTIONS_BEFORE_INDEX) known.index = makeIndex(policy);
  return known.index;
}

function makeIndex(policy: PolicyDocument): Index {
  const indexed = (effect: Statement['effect']) =>
    statementsOf(policy, effect).map((statement) => ({
      statement,
      bounds: Int32Array.from(rangesOf(statement).flatMap(({ start, end }) => [start, end])),
    }));
  return { Allow: indexed('Allow'), Deny: indexed('Deny') };
}

/** Whether a number is in one of the ranges: it is when an odd number of their bounds is not above it. */
function isWithin(bounds: Int32Array, actionNumber: number): boolean {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] ?? 0) <= actionNumber) low = middle + 1;
    else high = middle;
  }
  return low % 2 === 1;
}

function isNamedBy({ actions, notActions }: Statement, action: string): boolean {
  return (actions ?? notActions ?? []).some((pattern) => namesAction(pattern, action)) === (actions !== null);
}
