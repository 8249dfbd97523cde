import type { Arns } from '../../arns.ts';
import { unreadable } from '../../compose.ts';
import { areAdministrators, type DraftPrincipal, holdingsOf } from '../../holdings.ts';
import type { DraftAccount } from '../../model.ts';
import { of } from '../say.ts';
import type { TruthEntry } from '../truth.ts';
import { isOwn } from '../unused/roles.ts';

const withoutBoundary = of('admin-without-boundary');

export const checksOfAdministrators = ['admin-without-boundary'] as const;

export function* truthOfAdministrators({ users, roles }: DraftAccount, arns: Arns): Generator<TruthEntry> {
  for (const principal of [...users, ...roles.filter(isOwn)]) {
    if (principal.boundary === undefined) {
      yield* truthOf(principal, arns.holder(principal));
    }
  }
}

/** What nobody can read takes nothing away. */
function* truthOf(principal: DraftPrincipal, arn: string): Generator<TruthEntry> {
  const compositions = holdingsOf(principal).map(({ composition }) => composition);
  if (areAdministrators(compositions)) {
    yield withoutBoundary.finding(arn);
  } else if (compositions.includes(unreadable)) {
    yield withoutBoundary.unknown(arn, 'unreadable-document');
  }
}
