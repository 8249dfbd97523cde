import type { PolicyDocument } from '../document.ts';
import { escapePointer, isJsonObject, type JsonObject } from '../problem.ts';
import type { Condition, Statement } from '../statement.ts';

/** A statement with the JSON that it was read from, so that its parts can be pointed at. */
export interface LintedStatement {
  readonly statement: Statement;
  readonly json: JsonObject;
  /** JSON Pointer of the statement. */
  readonly pointer: string;
}

/** The statements that could be read, each with its place in the document. */
export function statementsWithPlaces(json: unknown, document: PolicyDocument): readonly LintedStatement[] {
  const written = isJsonObject(json) ? json.Statement : undefined;
  const isList = Array.isArray(written);
  return document.statements.flatMap((statement) => {
    const own: unknown = isList ? written[statement.index] : written;
    const pointer = isList ? `/Statement/${statement.index}` : '/Statement';
    return isJsonObject(own) ? [{ statement, json: own, pointer }] : [];
  });
}

/** The pointer of an element, or of one of its items where it is written as a list. */
export function pointerTo({ json, pointer }: LintedStatement, element: string, item: number): string {
  const isList = Array.isArray(json[element]);
  return `${pointer}/${element}${isList ? `/${item}` : ''}`;
}

/** The pointer of a condition's key. */
export function pointerToKey({ pointer }: LintedStatement, { operator, key }: Condition): string {
  return `${pointer}/Condition/${escapePointer(operator)}/${escapePointer(key)}`;
}

/** The pointer of one of a condition's values. */
export function pointerToValue(linted: LintedStatement, condition: Condition, item: number): string {
  const operators = linted.json.Condition;
  const keys = isJsonObject(operators) ? operators[condition.operator] : undefined;
  const isList = isJsonObject(keys) && Array.isArray(keys[condition.key]);
  return `${pointerToKey(linted, condition)}${isList ? `/${item}` : ''}`;
}
