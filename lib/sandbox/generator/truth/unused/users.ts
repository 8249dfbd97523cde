import type { Arns } from '../../arns.ts';
import { servicesHeld } from '../../holdings.ts';
import type { DraftUser } from '../../model.ts';
import { of } from '../say.ts';
import type { TruthEntry } from '../truth.ts';
import { isRecentForCredentials, isYoung } from './rules.ts';
import type { KnownUse, Use } from './use.ts';

const unused = of('user-unused');
const shell = of('user-without-credentials');
const password = of('password-unused');
const key = of('access-key-unused');
const credential = of('service-credential-unused');

export const checksOfUsers = [
  'user-unused',
  'user-without-credentials',
  'password-unused',
  'access-key-unused',
  'service-credential-unused',
] as const;

export function* truthOfUser(user: DraftUser, arns: Arns, known: KnownUse): Generator<TruthEntry> {
  const arn = arns.holder(user);
  const held = credentialsOf(user);
  if (held !== 'some') {
    const blind = isYoung(user.created) ? 'young' : held === 'unlisted' ? 'not-collected' : null;
    yield blind ? shell.unknown(arn, blind) : shell.finding(arn);
  }
  const use = known.ofPrincipal(user);
  if (held !== 'none' && use !== 'used') {
    yield wholeUser(user, arn, held === 'unlisted' ? { unknown: 'not-collected' } : use);
  }
  yield* passwordOf(user, arn);
  yield* keysOf(user, arn);
  yield* serviceCredentialsOf(user, arn, known);
  yield* certificatesOf(user, arn, use);
}

/** SSH keys are not listed unless asked for, so that nobody's can be judged. */
export function truthOfAllUsers(arns: Arns): TruthEntry {
  return credential.unknown(arns.account, 'not-collected', 'SSH public keys');
}

/**
 * What a user can sign in by; what is switched off counts, because it can be switched on again. `unlisted`: nothing that is
 * listed, but the user may call CodeCommit, for which an SSH key is enough.
 */
function credentialsOf(user: DraftUser): 'some' | 'none' | 'unlisted' {
  const { password, keys, certificates, serviceCredentials } = user;
  if (password !== undefined || keys.length + certificates.length + serviceCredentials.length > 0) {
    return 'some';
  }
  return servicesHeld(user).has('codecommit') ? 'unlisted' : 'none';
}

function wholeUser(user: DraftUser, arn: string, use: Use): TruthEntry {
  const blind = isYoung(user.created) ? 'young' : typeof use === 'object' ? use.unknown : null;
  return blind ? unused.unknown(arn, blind) : unused.finding(arn);
}

function* passwordOf(user: DraftUser, arn: string): Generator<TruthEntry> {
  if (user.password && !isRecentForCredentials(user.password.lastUsed)) {
    yield isYoung(user.password.changed) ? password.unknown(arn, 'young') : password.finding(arn);
  }
}

function* keysOf({ keys }: DraftUser, arn: string): Generator<TruthEntry> {
  for (const [index, { active, created, lastUsed }] of keys.entries()) {
    if (active && !isRecentForCredentials(lastUsed)) {
      const slot = index + 1;
      yield isYoung(created)
        ? key.unknown(arn, 'young', `access key ${slot}`)
        : key.finding(arn, { discriminator: `key-${slot}` });
    }
  }
}

function* serviceCredentialsOf(user: DraftUser, arn: string, known: KnownUse): Generator<TruthEntry> {
  for (const { service, active, created, expiresIn = 1 } of user.serviceCredentials) {
    if (!active || expiresIn < 0) {
      continue;
    }
    const granting = known.holdingsOf(user).filter(({ composition }) => composition.grants.has(service));
    const compositions = granting.map(({ composition }) => composition);
    const use = known.ofService(user, service, compositions, isRecentForCredentials);
    if (use !== 'used') {
      const blind = isYoung(created) ? 'young' : typeof use === 'object' ? use.unknown : null;
      yield blind ? credential.unknown(arn, blind, service) : credential.finding(arn);
    }
  }
}

/** AWS records no use of certificates: only of a user who used nothing at all it can be said that none was. */
function* certificatesOf(user: DraftUser, arn: string, use: Use): Generator<TruthEntry> {
  for (const [index, { active, uploaded }] of user.certificates.entries()) {
    if (active && !isYoung(uploaded) && use === 'unused') {
      yield credential.finding(arn, { discriminator: `certificate-${index + 1}` });
    } else if (active) {
      const blind = isYoung(uploaded) ? 'young' : typeof use === 'object' ? use.unknown : 'untracked';
      yield credential.unknown(arn, blind, 'signing certificate');
    }
  }
}
