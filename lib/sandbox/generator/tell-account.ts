import { Draft, type DraftOptions } from './draft.ts';
import type { DraftAccount } from './model.ts';
import { rolesByAction } from './stories/actions.ts';
import { usersByCredentials } from './stories/credentials.ts';
import { rolesWithWaysToPower, usersWithWaysToPower } from './stories/escalation.ts';
import { usersByMfa, usersOfOneRole } from './stories/mfa.ts';
import { policiesOfAllKinds } from './stories/policies.ts';
import { rolesInRegions } from './stories/regions.ts';
import { rolesAtRest } from './stories/roles-at-rest.ts';
import { rolesAtWork } from './stories/roles-at-work.ts';
import { rolesOfAws } from './stories/roles-of-aws.ts';
import { rolesThatShare } from './stories/shared-policies.ts';
import { tellStories } from './stories/story.ts';
import { tellBeginnings, tellOddsAndEnds } from './stories/surroundings.ts';
import { rolesByTrust } from './stories/trusts.ts';
import { usersOfAllKinds } from './stories/users.ts';
import { rolesWithWidePolicies } from './stories/wide.ts';

const stories = {
  roles: [
    ...rolesAtWork,
    ...rolesAtRest,
    ...rolesOfAws,
    ...rolesInRegions,
    ...rolesThatShare,
    ...rolesByTrust,
    ...rolesByAction,
    ...rolesWithWidePolicies,
    ...rolesWithWaysToPower,
    ...usersOfOneRole,
  ],
  users: [...usersOfAllKinds, ...usersByCredentials, ...usersByMfa, ...usersWithWaysToPower],
};

/** Tells an account of exactly the numbers that are wanted, from its groups to its forgotten certificates. */
export function tellAccount(options: DraftOptions): DraftAccount {
  const draft = new Draft(options);
  tellBeginnings(draft);
  tellStories(draft, stories.roles, () => draft.left.roles === 0);
  tellStories(draft, stories.users, () => draft.left.users === 0);
  tellStories(draft, policiesOfAllKinds, () => draft.left.policies === 0);
  tellOddsAndEnds(draft);
  return draft;
}
