import { keysOfVariables } from '../evaluate/variables.ts';
import { issue, named, type PolicyIssue } from './issue.ts';
import { type LintedStatement, pointerTo, pointerToValue } from './places.ts';

/** Policy variables in a policy that is not of version 2012-10-17: they are plain text there, and match no name. */
export function* lintVariables(linted: LintedStatement): Generator<PolicyIssue> {
  const { resources, notResources, conditions } = linted.statement;
  for (const [element, texts] of [
    ['Resource', resources],
    ['NotResource', notResources],
  ] as const) {
    for (const [item, text] of (texts ?? []).entries()) yield* lintText(text, pointerTo(linted, element, item));
  }
  for (const condition of conditions) {
    for (const [item, value] of condition.values.entries())
      yield* lintText(value, pointerToValue(linted, condition, item));
  }
}

function* lintText(text: string, pointer: string): Generator<PolicyIssue> {
  const [key] = text.includes('${') ? keysOfVariables(text) : [];
  if (key === undefined) return;
  const message = `the variable ${named(key)} is plain text without "Version": "2012-10-17"`;
  yield issue('variable-in-old-version', pointer, message);
}
