import type { Arns } from '../../arns.ts';
import type { DraftAccount, DraftProfile } from '../../model.ts';
import { of } from '../say.ts';
import type { TruthEntry } from '../truth.ts';
import { isYoung } from './rules.ts';
import type { KnownUse } from './use.ts';

const empty = of('group-empty');
const withoutPolicies = of('group-without-policies');
const orphaned = of('instance-profile-orphaned');
const provider = of('identity-provider-unused');
const certificate = of('server-certificate-expired');

export const checksOfTheRest = [
  'group-empty',
  'group-without-policies',
  'instance-profile-orphaned',
  'identity-provider-unused',
  'server-certificate-expired',
] as const;

export function* truthOfTheRest(account: DraftAccount, arns: Arns, known: KnownUse): Generator<TruthEntry> {
  yield* groups(account, arns);
  for (const profile of account.profiles) {
    yield* truthOfProfile(profile, arns, known);
  }
  yield* providers(account, arns);
  for (const each of account.certificates) {
    if (each.expiresIn < 0) {
      yield certificate.finding(arns.certificate(each));
    }
  }
}

function* groups({ groups, users }: DraftAccount, arns: Arns): Generator<TruthEntry> {
  const joined = new Set(users.flatMap((user) => user.groups));
  for (const group of groups) {
    const arn = arns.holder(group);
    if (!joined.has(group)) {
      yield isYoung(group.created) ? empty.unknown(arn, 'young') : empty.finding(arn);
    }
    if (group.policies.length + group.inline.size === 0) {
      yield isYoung(group.created) ? withoutPolicies.unknown(arn, 'young') : withoutPolicies.finding(arn);
    }
  }
}

function* truthOfProfile(profile: DraftProfile, arns: Arns, known: KnownUse): Generator<TruthEntry> {
  const use = profile.role ? known.ofPrincipal(profile.role) : 'nothing';
  if (use === 'used' || (profile.role && profile.instance)) {
    return;
  }
  const arn = arns.profile(profile);
  const blind = isYoung(profile.created) ? 'young' : typeof use === 'object' ? use.unknown : null;
  yield blind ? orphaned.unknown(arn, blind) : orphaned.finding(arn);
}

/** Identity Center keeps its own provider, and nobody can delete it. */
function* providers(account: DraftAccount, arns: Arns): Generator<TruthEntry> {
  const admissions = account.roles.flatMap(({ trust }) => trust.admissions);
  const trusted = new Set(admissions.flatMap((each) => (each.who === 'provider' ? each.provider : [])));
  for (const each of account.providers) {
    if (trusted.has(each) || (each.kind === 'saml' && each.name.startsWith('AWSSSO_'))) {
      continue;
    }
    const arn = arns.provider(each);
    yield isYoung(each.created) ? provider.unknown(arn, 'young') : provider.finding(arn);
  }
}
