import { type PolicyDocument, parsePolicyDocument } from '../../policy/document.ts';
import { evaluateCondition } from '../../policy/evaluate/condition.ts';
import type { ContextValues } from '../../policy/evaluate/context.ts';
import { type Decision, decide } from '../../policy/evaluate/decide.ts';
import { hasPolicyVariables } from '../../policy/evaluate/match-statement.ts';
import { namingsOf, type Principal } from '../../policy/evaluate/principal.ts';
import { type AccessRequest, describeRequest } from '../../policy/evaluate/request.ts';
import { keysOfVariables } from '../../policy/evaluate/variables.ts';
import { matchesPattern } from '../../policy/match.ts';
import type { Statement } from '../../policy/statement.ts';
import { type AssumingAction, statementsAllowing, type Trust } from './trusting-role.ts';

/** Somebody tries something: who it is, and what the request says. Left to itself, it is to assume a role. */
export interface Attempt<Action extends string = AssumingAction> {
  readonly principal: Principal;
  readonly action: Action;
  /** Values of condition keys; null for a key that the request does not have. What the principal implies need not be given. */
  readonly context: ContextValues;
  /**
   * Patterns of keys of which whoever tries has, or may choose, the value that the trust policy wants. A key that neither this
   * nor the context speaks of is not in the request.
   */
  readonly open: readonly string[];
}

/** A resource, and the policy that says who may do what with it: of a role, its trust policy. */
export interface Guard {
  readonly arn: string;
  /** Where the ARN does not say it, as for S3. */
  readonly accountId?: string;
  readonly policy: PolicyDocument;
}

/** Whether a resource-based policy would let somebody like that do it. */
export function isLetIn(guard: Guard, attempt: Attempt<string>): boolean {
  const { decision } = answerTo(guard, attempt);
  return decision === 'allowed' || decision === 'conditional';
}

/**
 * The statements that keep an attempt out: each Allow that names who tries, with those of its conditions that are not met, and
 * each Deny that applies, with all of its conditions.
 */
export function keptOutBy(trust: Trust, attempt: Attempt): readonly Statement[] {
  const request = requestOf(trust, attempt);
  const hasVariables = hasPolicyVariables(trust.policy);
  const unmet = statementsAllowing(trust, attempt.action)
    .filter((statement) => names(statement, attempt.principal))
    .map((statement) => ({
      ...statement,
      conditions: statement.conditions.filter(
        (condition) => evaluateCondition(condition, request.context, { hasVariables }).holds === false,
      ),
    }))
    .filter(({ conditions }) => conditions.length > 0);
  const denying = answerTo(trust, attempt).because.flatMap((reason) =>
    reason.effect === 'Deny' ? trust.policy.statements.filter(({ index }) => index === reason.statement) : [],
  );
  return [...unmet, ...denying];
}

/** Whoever tries is taken to be allowed to by its own account: the account of the resource has no say in that. */
const EVERYTHING = {
  source: null,
  policy: parsePolicyDocument({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
  }),
};

function answerTo(guard: Guard, attempt: Attempt<string>): Decision<null> {
  const resource = { source: null, policy: guard.policy };
  return decide(requestOf(guard, attempt), { identity: [EVERYTHING], resource });
}

function requestOf({ arn, accountId, policy }: Guard, attempt: Attempt<string>): AccessRequest {
  const { principal, action, context, open } = attempt;
  const owner = accountId === undefined ? {} : { resourceAccountId: accountId };
  const describe = (known: ContextValues) =>
    describeRequest({ principal, action, resource: arn, ...owner, context: known, isContextPartial: true });
  const isOpen = (key: string) => open.some((pattern) => matchesPattern(pattern, key, { caseSensitive: false }));
  const known = describe(context).context;
  const absent = keysIn(policy.statements).filter((key) => known.valueOf(key) === 'unknown' && !isOpen(key));
  return describe({ ...context, ...Object.fromEntries(absent.map((key) => [key, null])) });
}

function keysIn(statements: readonly Statement[]): readonly string[] {
  const conditions = statements.flatMap((statement) => statement.conditions);
  return conditions.flatMap(({ key, values }) => [key, ...values.flatMap(keysOfVariables)]);
}

function names({ principals, notPrincipals }: Statement, principal: Principal): boolean {
  if (principals !== null) return namingsOf(principals, principal).length > 0;
  return notPrincipals !== null && namingsOf(notPrincipals, principal).length === 0;
}
