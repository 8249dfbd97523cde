import { parseArn } from '../../policy/arn.ts';
import type { LambdaFunction } from '../../snapshot/snapshot.ts';
import type { RolePrincipal } from '../account-view.ts';
import type { CheckContext } from '../check.ts';
import { oncePer } from '../once.ts';
import { entitiesMissing, type Unknown } from '../verdicts.ts';
import { functionsOf } from './functions.ts';

/** The role that functions run with; null when the snapshot does not hold it. */
export function executionRole({ account }: CheckContext, roleArn: string): RolePrincipal | null {
  const role = account.role(roleNameOf(roleArn));
  return role?.arn === roleArn ? role : null;
}

export function roleNameOf(roleArn: string): string {
  return roleArn.slice(roleArn.lastIndexOf('/') + 1);
}

/** Why nothing can be said of a role that the snapshot does not hold. */
export function roleUnread(context: CheckContext, roleArn: string): Unknown {
  const isElsewhere = parseArn(roleArn)?.accountId !== context.account.snapshot.account.accountId;
  const where = isElsewhere ? ', which is of another account' : '';
  const reason = `The snapshot does not hold role ${roleArn}${where}.`;
  return entitiesMissing(context) ?? { code: 'not-collected', reason };
}

/** The functions that run with each role, by its ARN, in the order of the snapshot. */
export const functionsByRole: (context: CheckContext) => ReadonlyMap<string, readonly LambdaFunction[]> = oncePer(
  (context: CheckContext) => Map.groupBy(functionsOf(context), ({ roleArn }) => roleArn),
);
