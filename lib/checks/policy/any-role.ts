import { Bitset } from '../../policy/bitset.ts';
import { catalogue } from '../../policy/catalogue/catalogue.ts';
import type { PolicyDocument } from '../../policy/document.ts';
import { permissionOf, type ResourceGrant } from '../../policy/effective/action-permission.ts';
import { settle } from '../../policy/effective/settle.ts';
import { RequestContext } from '../../policy/evaluate/context.ts';
import { coversScope, type Scope } from '../../policy/scope.ts';
import { type AskedAction, askedAction, statementsOn } from '../../policy/statements-on.ts';
import type { CheckContext, Verdict } from '../check.ts';
import { eachPolicy } from './each-policy.ts';
import type { KnownOfRequest } from './effect-on-holders.ts';
import { everythingIn } from './everything.ts';
import { findingOn } from './finding-on-policy.ts';

/** One action on any role of the account, in requests of which something is known. */
export interface RoleQuestion {
  readonly action: 'iam:PassRole' | 'sts:AssumeRole';
  readonly known: KnownOfRequest;
}

/**
 * The policies that allow an action on every role of the account, in the requests of the question. Left to `admin-policy` are those
 * that allow everything.
 */
export function allowsOnAnyRole(context: CheckContext, question: RoleQuestion): Iterable<Verdict> {
  const isWide = coversEveryRole(context);
  const danger = { actions: setOf(question.action), on: isWide };
  const request = requestOf(context, question);
  const asked = askedAction(question.action);
  return eachPolicy(context, (policy, text) => {
    const wide = grantsByText(text, asked, request).filter(({ scopes }) => scopes.every(isWide));
    if (wide.length === 0 || everythingIn(text).isAllowed !== 'no') return null;
    const indexes = new Set(wide.map(({ allowedBy }) => allowedBy.statement));
    return findingOn(context, policy, {
      severity: wide.some(({ unknownKeys }) => unknownKeys.length === 0) ? 'high' : 'medium',
      statements: text.statements.filter(({ index }) => indexes.has(index)),
      dangers: [danger],
      known: question.known,
      evidence: { unknownKeys: [...new Set(wide.flatMap(({ unknownKeys }) => unknownKeys))] },
    });
  });
}

function setOf(action: string): Bitset {
  const actionNumber = catalogue.actionNumber(action);
  return Bitset.of(catalogue.actionCount, actionNumber === null ? [] : [actionNumber]);
}

/** Whether resources include every role of the account, or all but some. */
function coversEveryRole({ account }: CheckContext): (scope: Scope) => boolean {
  const { accountId, partition } = account.snapshot.account;
  const everyRole: Scope = { resource: `arn:${partition}:iam::${accountId}:role/*` };
  return (scope) => 'except' in scope || coversScope({ resources: [scope.resource], notResources: null }, everyRole);
}

function requestOf({ account }: CheckContext, { known }: RoleQuestion): RequestContext {
  const { accountId } = account.snapshot.account;
  const own = { 'aws:PrincipalAccount': accountId, 'aws:ResourceAccount': accountId };
  return new RequestContext(known.context ?? {}, own, { isPartial: true, knownPrefixes: known.knownPrefixes ?? [] });
}

/** Where a policy's own text allows an action, whoever holds it: its own denies count. */
function grantsByText(
  policy: PolicyDocument,
  asked: AskedAction,
  request: RequestContext,
): readonly ResourceGrant<null>[] {
  const read = (effect: 'Allow' | 'Deny') =>
    statementsOn(policy, effect, asked).flatMap(
      (statement) => settle('identity', { source: null, policy }, statement, request) ?? [],
    );
  const allows = read('Allow');
  return allows.length === 0 ? [] : permissionOf({ allows, denies: read('Deny'), limits: [] }).grants;
}
