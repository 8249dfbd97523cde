import type { Arns } from '../../arns.ts';
import type { Composition } from '../../meaning.ts';
import type { DraftAccount, DraftGroup, DraftRole, DraftUser } from '../../model.ts';
import { of } from '../say.ts';
import type { TruthEntry } from '../truth.ts';
import { isOwn, isServiceLinked } from '../unused/roles.ts';

const onUser = of('policy-on-user');
const inline = of('inline-policy');
const retired = of('policy-deprecated-managed');

export const checksOfPlaces = ['policy-on-user', 'inline-policy', 'policy-deprecated-managed'] as const;

/** Policies in the wrong place, and those that should be nowhere any more. Policies that only deny may be anywhere. */
export function* truthOfPlaces({ users, groups, roles, policies }: DraftAccount, arns: Arns): Generator<TruthEntry> {
  for (const user of users) {
    const own = [...user.policies.map(({ composition }) => composition), ...user.inline.values()];
    if (own.some(({ grants }) => grants.size > 0)) {
      yield onUser.finding(arns.holder(user));
    }
  }
  for (const holder of [...users, ...groups, ...roles.filter(isOwn)]) {
    for (const [name, composition] of holder.inline) {
      yield* truthOfInline(name, composition, arns.holder(holder));
    }
  }
  const holders: readonly (DraftUser | DraftGroup | DraftRole)[] = [
    ...users,
    ...groups,
    ...roles.filter((role) => !isServiceLinked(role)),
  ];
  const attached = new Set(holders.flatMap((holder) => holder.policies));
  for (const policy of policies.filter((each) => each.isRetired && attached.has(each))) {
    yield retired.finding(arns.policy(policy));
  }
}

function* truthOfInline(name: string, { document, grants }: Composition, arn: string): Generator<TruthEntry> {
  if (typeof document === 'string') {
    yield inline.unknown(arn, 'unreadable-document', name);
  } else if (grants.size > 0) {
    yield inline.finding(arn, { discriminator: name });
  }
}
