import { arnsOf } from '../../arns.ts';
import type { DraftAccount } from '../../model.ts';
import type { FamilyTruth } from '../truth.ts';
import { checksOfTheAccount, truthOfTheAccount } from './account.ts';
import { checksOfUsersCredentials, truthOfCredentialsOf } from './users.ts';

/** The truth for the checks of credentials: nothing of them is unknown once it was read. */
export function truthOfCredentials(account: DraftAccount): FamilyTruth {
  const arns = arnsOf(account.accountId);
  return {
    checkIds: [...checksOfTheAccount, ...checksOfUsersCredentials],
    entries: [
      ...truthOfTheAccount(account, arns),
      ...account.users.flatMap((user) => [...truthOfCredentialsOf(user, arns)]),
    ],
  };
}
