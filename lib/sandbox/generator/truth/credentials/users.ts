import type { Arns } from '../../arns.ts';
import { everything } from '../../compose.ts';
import { holdingsOf } from '../../holdings.ts';
import type { DraftKey, DraftUser } from '../../model.ts';
import { of } from '../say.ts';
import type { TruthEntry } from '../truth.ts';

const withoutMfa = of('console-user-without-mfa');
const adminWithoutMfa = of('admin-user-without-mfa');
const adminWithApp = of('user-mfa-not-hardware');
const notRotated = of('access-key-not-rotated');
const twoActive = of('access-keys-two-active');
const madeWithUser = of('access-key-made-with-user');
const endless = of('long-lived-service-credential');

export const checksOfUsersCredentials = [
  'console-user-without-mfa',
  'admin-user-without-mfa',
  'user-mfa-not-hardware',
  'access-key-not-rotated',
  'access-keys-two-active',
  'access-key-made-with-user',
  'long-lived-service-credential',
] as const;

const rotationDays = 90;

export function* truthOfCredentialsOf(user: DraftUser, arns: Arns): Generator<TruthEntry> {
  const arn = arns.holder(user);
  const canSignIn = user.password !== undefined || user.keys.some(({ active }) => active);
  if (user.password && !user.mfa) {
    yield withoutMfa.finding(arn);
  }
  if (canSignIn && isAdministrator(user) && user.mfa !== 'hardware') {
    yield (user.mfa === 'virtual' ? adminWithApp : adminWithoutMfa).finding(arn);
  }
  for (const [index, key] of user.keys.entries()) {
    if (key.active) {
      yield* truthOfKey(user, key, arn, `key-${index + 1}`);
    }
  }
  if (user.keys.filter(({ active }) => active).length === 2) {
    yield twoActive.finding(arn);
  }
  if (user.serviceCredentials.some(({ active, expiresIn }) => active && expiresIn === undefined)) {
    yield endless.finding(arn);
  }
}

/** Only the policy that allows everything makes an administrator here, and nobody denies users anything for good. */
function isAdministrator(user: DraftUser): boolean {
  return holdingsOf(user).some(({ composition }) => composition === everything);
}

function* truthOfKey(user: DraftUser, key: DraftKey, arn: string, discriminator: string): Generator<TruthEntry> {
  if (key.created > rotationDays) {
    yield notRotated.finding(arn, { discriminator });
  }
  if (user.password && key.lastUsed === null && key.created === user.created) {
    yield madeWithUser.finding(arn, { discriminator });
  }
}
