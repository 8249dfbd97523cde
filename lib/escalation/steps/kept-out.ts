import { catalogue } from '../../policy/catalogue/catalogue.ts';
import type { Statement } from '../../policy/statement.ts';
import { statementsOn } from '../../policy/statements-on.ts';
import type { ActorClass } from '../actor.ts';

/** The statements of a class, its boundary's too, by which it is kept from assuming some role, whoever trusts it. */
export function deniesOfAssuming({ holder: { identity, boundary } }: ActorClass): readonly Statement[] {
  const policies = [...identity, ...(boundary === undefined ? [] : [boundary])];
  return policies.flatMap(({ policy }) => statementsOn(policy, 'Deny', ASSUMING));
}

const ASSUMING = { action: 'sts:assumerole', actionNumber: catalogue.actionNumber('sts:AssumeRole') };
