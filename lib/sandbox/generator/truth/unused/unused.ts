import { arnsOf } from '../../arns.ts';
import type { DraftAccount } from '../../model.ts';
import type { FamilyTruth, TruthEntry } from '../truth.ts';
import { actionsUnused, truthOfActions } from './actions.ts';
import { checksOfPolicies, PolicyUse, truthOfAttachments, truthOfPolicy } from './policies.ts';
import { checksOfTheRest, truthOfTheRest } from './rest.ts';
import { checksOfPermissions, truthOfRole, truthOfServices } from './roles.ts';
import { KnownUse } from './use.ts';
import { checksOfUsers, truthOfAllUsers, truthOfUser } from './users.ts';

/** The truth for the checks of what is not used. */
export function truthOfUnused(account: DraftAccount): FamilyTruth {
  return {
    checkIds: [...checksOfUsers, ...checksOfPermissions, ...checksOfPolicies, ...checksOfTheRest, actionsUnused],
    entries: [...entries(account)],
  };
}

function* entries(account: DraftAccount): Generator<TruthEntry> {
  const arns = arnsOf(account.accountId);
  const known = new KnownUse(account);
  const policyUse = new PolicyUse(account, known);
  for (const user of account.users) {
    yield* truthOfUser(user, arns, known);
  }
  if (account.users.length > 0) {
    yield truthOfAllUsers(arns);
  }
  for (const role of account.roles) {
    yield* truthOfRole(role, arns, known);
  }
  for (const principal of [...account.users, ...account.roles]) {
    yield* truthOfServices(principal, arns, known);
    yield* truthOfActions(principal, arns, known);
    yield* truthOfAttachments(principal, arns, known, policyUse);
  }
  for (const policy of account.policies) {
    yield* truthOfPolicy(policy, arns, policyUse);
  }
  yield* truthOfTheRest(account, arns, known);
}
