import type { Chance } from '../chance.ts';
import type { DraftPasswordPolicy, DraftRoot } from '../model.ts';

/**
 * A root user as they are kept: some with a key, some in use, most in a drawer. 30 days is where use stops being recent. Of some
 * members of an organisation the credentials were removed.
 */
export function tellRoot(chance: Chance, { isMember }: { readonly isMember: boolean }): DraftRoot | null {
  if (isMember && chance.isTrue(0.4)) {
    return null;
  }
  return {
    mfa: chance.pick(['none', 'virtual', 'hardware']),
    passwordLastUsed: chance.pick([null, 29, 30, 31, 200]),
    keys: chance.pick([
      [],
      [],
      [{ active: true, created: 1500, lastUsed: null }],
      [{ active: false, created: 1500, lastUsed: chance.pick([12, 400]) }],
    ]),
  };
}

/** A password policy, each of its settings on one side or the other of what is asked for; or none. */
export function tellPasswordPolicy(chance: Chance): DraftPasswordPolicy | null {
  if (chance.isTrue(0.25)) {
    return null;
  }
  const maxAgeDays = chance.pick([null, 90, 91, 365]);
  const reusePrevention = chance.pick([null, 5, 23, 24]);
  return {
    minimumLength: chance.pick([8, 13, 14, 20]),
    symbols: chance.isTrue(0.5),
    numbers: chance.isTrue(0.5),
    uppercase: chance.isTrue(0.5),
    lowercase: chance.isTrue(0.5),
    usersMayChange: chance.isTrue(0.5),
    hardExpiry: chance.isTrue(0.5),
    ...(maxAgeDays !== null && { maxAgeDays }),
    ...(reusePrevention !== null && { reusePrevention }),
  };
}
