import { unreadable } from '../../compose.ts';
import { areAdministrators, holdingsOf } from '../../holdings.ts';
import { type Composition, stores } from '../../meaning.ts';
import type { DraftAccount, DraftRole } from '../../model.ts';
import { of } from '../say.ts';
import type { TruthEntry } from '../truth.ts';
import { isKnownOwner } from './owners.ts';

const crossAccount = of('trust-role-admin-cross-account');

export const checksOfPower = ['trust-role-admin-cross-account'] as const;

export function* truthOfPower(role: DraftRole, arn: string, account: DraftAccount): Generator<TruthEntry> {
  const reached = role.trust.admissions.flatMap((admission) => {
    switch (admission.who) {
      case 'other account':
        return { accountId: admission.accountId, isKnown: isKnownOwner(admission.accountId, account) };
      case 'everybody':
        return admission.keptOutBy === 'more than that' ? [] : { accountId: '*', isKnown: false };
      default:
        return [];
    }
  });
  if (reached.length === 0) {
    return;
  }
  const compositions = holdingsOf(role).map(({ composition }) => composition);
  if (isPowerful(role, compositions)) {
    for (const { accountId, isKnown } of reached) {
      yield crossAccount.finding(arn, { discriminator: accountId, severity: isKnown ? 'medium' : 'high' });
    }
  } else if (compositions.includes(unreadable)) {
    yield crossAccount.unknown(arn, 'unreadable-document');
  }
}

/** Administrators, and who reads all that is stored; boundaries here let nobody do either. */
function isPowerful({ boundary }: DraftRole, compositions: readonly Composition[]): boolean {
  const denied = new Set(compositions.flatMap(({ denies, withoutMfa }) => [...denies, ...withoutMfa.denies]));
  const read = new Set(compositions.flatMap(({ reads }) => [...reads]));
  const readsEverything = stores.every((store) => read.has(store) && !denied.has(store));
  return boundary === undefined && (areAdministrators(compositions) || readsEverything);
}
