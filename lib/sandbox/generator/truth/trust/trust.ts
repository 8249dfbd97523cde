import { type Arns, arnsOf } from '../../arns.ts';
import type { Admission, DraftAccount, ProviderAdmitted } from '../../model.ts';
import { identityPools } from '../../trusts.ts';
import { of } from '../say.ts';
import type { FamilyTruth, TruthEntry } from '../truth.ts';
import { isOwn } from '../unused/roles.ts';
import { isKnownOwner } from './owners.ts';
import { checksOfPower, truthOfPower } from './power.ts';

const anyone = of('trust-anyone');
const external = of('trust-external-account');
const wholeAccount = of('trust-whole-account');
const deputy = of('trust-confused-deputy');
const oidc = of('trust-oidc-unscoped');
const saml = of('trust-saml-unscoped');
const guests = of('trust-cognito-unauthenticated');
const deleted = of('trust-deleted-principal');

const checkIds = [
  'trust-anyone',
  'trust-external-account',
  'trust-whole-account',
  'trust-confused-deputy',
  'trust-oidc-unscoped',
  'trust-saml-unscoped',
  'trust-cognito-unauthenticated',
  'trust-deleted-principal',
  ...checksOfPower,
];

/** The truth for the checks of trust policies: they are all legible. */
export function truthOfTrust(account: DraftAccount): FamilyTruth {
  const arns = arnsOf(account.accountId);
  const entries = account.roles.filter(isOwn).flatMap((role) => {
    const arn = arns.holder(role);
    const ofAdmissions = role.trust.admissions.flatMap((each) => [...truthOfAdmission(each, arn, account, arns)]);
    return [...ofAdmissions, ...truthOfPower(role, arn, account)];
  });
  return { checkIds, entries };
}

const severityOfEverybody = { nothing: 'critical', 'external id': 'high', 'more than that': 'medium' } as const;

function* truthOfAdmission(
  admission: Admission,
  arn: string,
  account: DraftAccount,
  arns: Arns,
): Generator<TruthEntry> {
  switch (admission.who) {
    case 'everybody':
      yield anyone.finding(arn, { severity: severityOfEverybody[admission.keptOutBy] });
      break;
    case 'other account': {
      const { accountId: discriminator, showsProof, isWhole } = admission;
      if (!isKnownOwner(discriminator, account)) {
        yield external.finding(arn, { discriminator, severity: showsProof ? 'medium' : 'high' });
      }
      if (isWhole) {
        yield wholeAccount.finding(arn, { discriminator });
      }
      break;
    }
    case 'service':
      if (admission.forStrangers) {
        yield deputy.finding(arn);
      }
      break;
    case 'provider':
      yield* truthOfProvider(admission, arn, arns);
      break;
    case 'identity pool':
      if (admission.guests) {
        yield guests.finding(arn);
      }
      if (admission.anyPool) {
        yield oidc.finding(arn, { discriminator: identityPools, severity: 'critical' });
      }
      break;
    case 'deleted':
      yield deleted.finding(arn);
      break;
    default:
  }
}

function* truthOfProvider({ provider, strangers }: ProviderAdmitted, arn: string, arns: Arns): Generator<TruthEntry> {
  const discriminator = arns.provider(provider);
  if (strangers === 'nowhere') {
    return;
  }
  if (provider.kind === 'saml') {
    yield saml.finding(arn, { discriminator });
  } else {
    yield oidc.finding(arn, { discriminator, severity: strangers === 'anywhere' ? 'critical' : 'high' });
  }
}
