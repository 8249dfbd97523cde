import type { Arns } from '../../arns.ts';
import { holdingsOf } from '../../holdings.ts';
import type { Composition, WithoutMfa } from '../../meaning.ts';
import type { DraftAccount, DraftRole, DraftUser } from '../../model.ts';
import { closedService } from '../../services.ts';
import { of } from '../say.ts';
import type { TruthEntry } from '../truth.ts';

const notEnforced = of('mfa-not-enforced');

export const checksOfMfa = ['mfa-not-enforced'] as const;

/** A role that asks nobody of its own account for MFA, and whom it lets in. */
interface OpenRole {
  readonly role: DraftRole;
  readonly who: 'own account' | DraftUser | DraftRole;
}

export function* truthOfMfa(account: DraftAccount, arns: Arns): Generator<TruthEntry> {
  const openRoles = account.roles.flatMap((role) =>
    role.trust.admissions.flatMap((each) => ('asksForMfa' in each && !each.asksForMfa ? { role, who: each.who } : [])),
  );
  for (const user of account.users.filter(({ password }) => password)) {
    const arn = arns.holder(user);
    const fromAnywhere = openTo(user, openRoles, ['anywhere']);
    const open = fromAnywhere === 'open' ? fromAnywhere : openTo(user, openRoles, ['anywhere', 'some networks']);
    if (open === 'open') {
      yield notEnforced.finding(arn, { severity: fromAnywhere === 'open' ? 'medium' : 'low' });
    } else if (open === 'unknown') {
      yield notEnforced.unknown(arn, 'not-collected', 'sts:AssumeRole');
    }
  }
}

/** Whether a password alone opens anything, to somebody who comes from there. */
function openTo(
  user: DraftUser,
  openRoles: readonly OpenRole[],
  from: readonly WithoutMfa['from'][],
): 'open' | 'closed' | 'unknown' {
  const compositions = holdingsOf(user).map(({ composition }) => composition);
  const denied = new Set(compositions.flatMap(({ denies, withoutMfa }) => [...denies, ...withoutMfa.denies]));
  const allowing = compositions.filter(({ withoutMfa }) => from.includes(withoutMfa.from));
  const isOpen = allowing.some(({ grants, withoutMfa: { harmless } }) =>
    [...grants.keys()].some((service) => service !== closedService && !denied.has(service) && !harmless.has(service)),
  );
  if (isOpen) {
    return 'open';
  }
  return denied.has('sts') ? 'closed' : rolesOpenTo(user, openRoles, allowing);
}

/** What a role asks for counts as well; of the roles of other accounts nobody knows what that is. */
function rolesOpenTo(
  user: DraftUser,
  openRoles: readonly OpenRole[],
  allowing: readonly Composition[],
): 'open' | 'closed' | 'unknown' {
  const assumable = new Set(allowing.flatMap<DraftRole | 'any' | 'elsewhere'>(({ assumes }) => assumes));
  const isOpen = openRoles.some(
    ({ role, who }) => who === user || (who === 'own account' && (assumable.has('any') || assumable.has(role))),
  );
  if (isOpen) {
    return 'open';
  }
  return assumable.has('any') || assumable.has('elsewhere') ? 'unknown' : 'closed';
}
