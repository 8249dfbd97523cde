import type { Arns } from '../../arns.ts';
import { holdingsOf } from '../../holdings.ts';
import type { Composition, DraftAccount, DraftRole, DraftUser, WithoutMfa } from '../../model.ts';
import { closedService } from '../../services.ts';
import { of } from '../say.ts';
import type { TruthEntry } from '../truth.ts';

const notEnforced = of('mfa-not-enforced');

export const checksOfMfa = ['mfa-not-enforced'] as const;

export function* truthOfMfa(account: DraftAccount, arns: Arns): Generator<TruthEntry> {
  for (const user of account.users.filter(({ password }) => password)) {
    const arn = arns.holder(user);
    const fromAnywhere = openTo(user, account, ['anywhere']);
    const open = fromAnywhere === 'open' ? fromAnywhere : openTo(user, account, ['anywhere', 'some networks']);
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
  account: DraftAccount,
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
  return denied.has('sts') ? 'closed' : rolesOpenTo(user, account, allowing);
}

/** What a role asks for counts as well; of the roles of other accounts nobody knows what that is. */
function rolesOpenTo(
  user: DraftUser,
  { roles }: DraftAccount,
  allowing: readonly Composition[],
): 'open' | 'closed' | 'unknown' {
  const assumable = new Set(allowing.flatMap<DraftRole | 'any' | 'elsewhere'>(({ assumes }) => assumes));
  const isOpen = roles.some((role) =>
    role.trust.admissions.some(
      (admission) =>
        'asksForMfa' in admission &&
        !admission.asksForMfa &&
        (admission.who === user || (admission.who === 'own account' && (assumable.has('any') || assumable.has(role)))),
    ),
  );
  if (isOpen) {
    return 'open';
  }
  return assumable.has('any') || assumable.has('elsewhere') ? 'unknown' : 'closed';
}
