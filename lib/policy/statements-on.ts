import type { PolicyDocument } from './document.ts';
import { actionRanges, namesAction } from './expand.ts';
import type { Statement } from './statement.ts';
import { statementsOf } from './statement-actions.ts';

/** One action, as policies are asked about it. */
export interface AskedAction {
  /** `service:Action` in lower case: names of actions are not case-sensitive. */
  readonly action: string;
  /** Its number in the catalogue; null when it is not there. */
  readonly actionNumber: number | null;
}

/** The policy's statements of one effect that speak of the action, whatever their resources and conditions, in order. */
export function statementsOn(
  policy: PolicyDocument,
  effect: Statement['effect'],
  asked: AskedAction,
): readonly Statement[] {
  const { actionNumber } = asked;
  // An action that the catalogue does not know has no number: only the text of the patterns can name it.
  if (actionNumber === null)
    return statementsOf(policy, effect).filter((statement) => isNamedBy(statement, asked.action));
  let found: Statement[] | undefined;
  for (const { statement, isExcluding, bounds } of indexOf(policy)[effect]) {
    if (isWithin(bounds, actionNumber) === isExcluding) continue;
    if (found === undefined) found = [statement];
    else found.push(statement);
  }
  return found ?? NONE;
}

const NONE: readonly Statement[] = [];

/** A statement with the actions that it names as numbers. */
interface IndexedStatement {
  readonly statement: Statement;
  /** It names the actions that it does not speak of (NotAction). */
  readonly isExcluding: boolean;
  /** Start and end of each range of action numbers, ascending; no two ranges touch. */
  readonly bounds: Int32Array;
}

type Index = Readonly<Record<Statement['effect'], readonly IndexedStatement[]>>;

const indexes = new WeakMap<PolicyDocument, Index>();

function indexOf(policy: PolicyDocument): Index {
  let index = indexes.get(policy);
  if (index === undefined) {
    const indexed = (effect: Statement['effect']) =>
      statementsOf(policy, effect).map((statement) => ({
        statement,
        isExcluding: statement.actions === null,
        bounds: boundsOf(statement.actions ?? statement.notActions ?? []),
      }));
    index = { Allow: indexed('Allow'), Deny: indexed('Deny') };
    indexes.set(policy, index);
  }
  return index;
}

function boundsOf(patterns: readonly string[]): Int32Array {
  const ranges = patterns.flatMap(actionRanges).toSorted((a, b) => a.start - b.start);
  const bounds: number[] = [];
  for (const { start, end } of ranges) {
    const last = bounds.length - 1;
    const lastEnd = bounds[last];
    if (lastEnd !== undefined && start <= lastEnd) bounds[last] = Math.max(lastEnd, end);
    else bounds.push(start, end);
  }
  return Int32Array.from(bounds);
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
