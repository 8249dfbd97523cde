import type { Access, AccessQuestion, PolicyWithSay } from '../../checks/access.ts';
import type { ResourceGrant } from '../../policy/effective/action-permission.ts';
import type { Reason } from '../../policy/evaluate/decide.ts';
import type { JsonObject } from '../../policy/problem.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { tool } from '../../version.ts';
import { conditionsOf, statementOf } from './statements.ts';

/** Kinds of policies that have a say at AWS and that no answer about an account has looked at. */
export const notConsidered = [
  'service control policies',
  'resource control policies',
  'session policies',
  'resource-based policies other than trust policies',
];

/** What every answer says of itself first. */
export function headOf({ account }: Snapshot, { action, resource }: AccessQuestion): JsonObject {
  const { accountId, partition } = account;
  return { schemaVersion: 1, tool, account: { accountId, partition }, action, resource };
}

/** One principal's answer: `{ principal, decision, because[], unknownKeys[], resources[], dependsOn, unread[] }`. */
export function accessJson(principalArn: string, access: Access): JsonObject {
  const { decision, because, unknownKeys, grants, dependsOn, unread } = access;
  return {
    principal: principalArn,
    decision,
    because: because.map(reasonJson),
    unknownKeys,
    resources: grants.map(resourceJson),
    dependsOn,
    unread: unread.map(sourceJson),
  };
}

function reasonJson(reason: Reason<PolicyWithSay>): JsonObject {
  if (reason.effect === 'none') return { layer: reason.layer, effect: reason.effect };
  const { layer, effect, source, statement, sid, unknownKeys } = reason;
  return {
    layer,
    effect,
    ...sourceJson(source),
    statement,
    sid,
    unknownKeys,
    conditions: conditionsOf(reason),
    text: statementOf(reason),
  };
}

/** `policyArn`, `inlinePolicy` or `trustPolicyOf`, and the group through which it is held. */
function sourceJson({ source, throughGroupArn }: PolicyWithSay): JsonObject {
  return { ...source, ...(throughGroupArn === null ? {} : { throughGroup: throughGroupArn }) };
}

/** Resources in all of `in`, where none of `except` matches; `unless` are the denies that take some away, by their place in `because`. */
function resourceJson({ scopes, unknownKeys }: ResourceGrant<PolicyWithSay>): JsonObject {
  return {
    in: scopes.flatMap((scope) => ('resource' in scope ? [scope.resource] : [])),
    except: scopes.flatMap((scope) => ('except' in scope ? scope.except : [])),
    unknownKeys,
  };
}
