import { catalogue } from '../../policy/catalogue/catalogue.ts';
import { type PolicyDocument, parsePolicyDocument } from '../../policy/document.ts';
import type { PolicyHolder } from '../../policy/effective/policy-holder.ts';
import { type Decision, decide } from '../../policy/evaluate/decide.ts';
import { describeRequest } from '../../policy/evaluate/request.ts';
import { coversScope } from '../../policy/scope.ts';
import { statementsOn } from '../../policy/statements-on.ts';
import type { ActorClass } from '../actor.ts';
import type { Node } from '../node.ts';
import type { Chance } from './credentials.ts';

/**
 * Whether a class is kept, by a Deny of its own, from assuming roles whose trust policies let it in. Null where it depends on the
 * role; mostly it does not: there is no such Deny, or one of every role, as without MFA.
 */
export function chanceToAssumeAny(actor: ActorClass, roles: readonly Node[]): Chance | null {
  const { identity, boundary } = actor.holder;
  const policies = [...identity, ...(boundary === undefined ? [] : [boundary])];
  const denies = policies.flatMap(({ policy }) => statementsOn(policy, 'Deny', ASSUMING));
  const [role] = roles;
  if (denies.length === 0 || role === undefined) return YES;
  return denies.every((deny) => coversScope(deny, { resource: '*' })) ? chanceToAssume(actor, role) : null;
}

const ASSUMING = { action: 'sts:assumerole', actionNumber: catalogue.actionNumber('sts:AssumeRole') };
const YES: Chance = { status: 'yes' };

/** The same for one role. */
export function chanceToAssume({ holder }: ActorClass, role: Node): Chance {
  const { decision, unknownKeys } = decideToAssume(holder, role, LETS_IN);
  if (decision === 'allowed') return YES;
  if (decision === 'conditional') return { status: 'perhaps', doubt: doubtOf(unknownKeys) };
  return { status: 'no' };
}

/** That it depends on keys of the request whether a principal's own policies let it assume a role; a clause. */
export function doubtOf(unknownKeys: readonly string[]): string {
  return `a policy of its own makes sts:AssumeRole depend on ${unknownKeys.join(', ')}`;
}

/** Whether somebody gets into a role that has this trust policy: by it, and by policies of its own. */
export function decideToAssume(
  holder: PolicyHolder<unknown>,
  role: Node,
  trustPolicy: PolicyDocument,
): Pick<Decision<unknown>, 'decision' | 'unknownKeys'> {
  const request = describeRequest({
    principal: holder.principal,
    action: 'sts:AssumeRole',
    resource: role.arn,
    ...(holder.context && { context: holder.context }),
    ...(holder.knownPrefixes && { knownPrefixes: holder.knownPrefixes }),
    isContextPartial: true,
  });
  return decide<unknown>(request, { ...holder, resource: { source: null, policy: trustPolicy } });
}

const LETS_IN = parsePolicyDocument({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
});
