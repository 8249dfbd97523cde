import { type PolicyDocument, parsePolicyDocument } from '../document.ts';
import { lintActions } from './actions.ts';
import { lintConditions } from './conditions.ts';
import { lintElements } from './elements.ts';
import { type IssueSeverity, issueOfProblem, type PolicyIssue } from './issue.ts';
import { type LintedStatement, statementsWithPlaces } from './places.ts';
import type { PolicyKind } from './policy-kind.ts';
import { lintResources } from './resources.ts';
import { lintSids } from './sids.ts';
import { lintSize } from './size.ts';
import { lintUnreachable } from './unreachable.ts';
import { lintVariables } from './variables.ts';

export type { PolicyIssue } from './issue.ts';
export type { PolicyKind } from './policy-kind.ts';

export interface LintOptions {
  readonly kind: PolicyKind;
  /** Characters of the other inline policies of the same user, group or role: they share a quota. */
  readonly charactersBeside?: number;
}

/** More than anybody reads of one policy; a document made of mistakes is not worth more time. */
const MAX_ISSUES = 100;

/**
 * What is wrong with a policy: against the grammar, and against what AWS's services know. Takes any JSON value and never throws.
 * Gravest first, then in the order of the document; at most a hundred.
 *
 * The catalogue of actions and condition keys has a date: what is younger looks unknown.
 *
 * @param document the policy, where it has been parsed already
 */
export function lintPolicy(
  json: unknown,
  options: LintOptions,
  document: PolicyDocument = parsePolicyDocument(json),
): readonly PolicyIssue[] {
  const statements = statementsWithPlaces(json, document);
  const issues = [
    ...document.problems.slice(0, MAX_ISSUES).map(issueOfProblem),
    ...issuesIn(statements, options, json, document.version).take(MAX_ISSUES),
  ];
  return issues.toSorted((a, b) => gravity.indexOf(a.severity) - gravity.indexOf(b.severity)).slice(0, MAX_ISSUES);
}

const gravity: readonly IssueSeverity[] = ['high', 'medium', 'low'];

function* issuesIn(
  statements: readonly LintedStatement[],
  { kind, charactersBeside = 0 }: LintOptions,
  json: unknown,
  version: string | null,
): Generator<PolicyIssue> {
  for (const statement of statements) {
    yield* lintElements(statement, kind);
    yield* lintActions(statement);
    yield* lintResources(statement);
    yield* lintConditions(statement);
    if (version !== '2012-10-17') yield* lintVariables(statement);
  }
  yield* lintSids(statements);
  yield* lintUnreachable(statements);
  yield* lintSize(json, kind, charactersBeside);
}
