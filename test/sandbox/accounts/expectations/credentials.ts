import { check, type Expectation, prod } from './expectation.ts';

const { account, user } = prod;
const acme = 'contractors/"acme"<svg/onload=alert(1)>/y.nakamura';
const ohara = "contractors/o'hara&sons/b.keller";

const consoleMfa = check('console-user-without-mfa');
const adminMfa = check('admin-user-without-mfa');
const hardware = check('user-mfa-not-hardware');
const rotation = check('access-key-not-rotated');
const two = check('access-keys-two-active');
const withUser = check('access-key-made-with-user');
const longLived = check('long-lived-service-credential');
const federation = check('iam-users-instead-of-federation');

const first = { discriminator: '1' };
const second = { discriminator: '2' };

export const credentials: readonly Expectation[] = [
  check('root-access-key').nearMiss(account, 'root has no keys'),
  check('root-mfa-missing').nearMiss(account, 'root has MFA'),
  check('root-mfa-not-hardware').nearMiss(account, 'in hardware'),
  check('root-used-recently').nearMiss(account, 'last signed in 141 days ago'),
  check('root-credentials-unmanaged').finding(account, 'a member of the organisation whose root can sign in'),

  consoleMfa.finding(user('people/e.vargas'), 'a password without MFA, and not in the group that demands it'),
  consoleMfa.finding(user('contractors/j.tanaka'), 'a password without MFA'),
  consoleMfa.nearMiss(user('people/a.moreau'), 'has a virtual device'),
  consoleMfa.nearMiss(user('machines/deploy-bot'), 'has no password'),
  adminMfa.finding(user('contractors/j.tanaka'), 'an administrator by direct attachment', { severity: 'critical' }),
  adminMfa.nearMiss(user('people/s.lindqvist'), 'an administrator with a virtual device'),
  adminMfa.nearMiss(user('people/e.vargas'), 'no administrator'),
  hardware.finding(user('people/s.lindqvist'), 'an administrator with a virtual device'),
  hardware.nearMiss(user('people/m.okafor'), 'an administrator with a security key'),
  hardware.nearMiss(user('people/w.schneider'), 'a virtual device, but no administrator'),

  rotation.finding(user('people/k.nowak'), '300 days', second),
  rotation.finding(user('people/f.almeida'), '210 days, never used', first),
  rotation.finding(user('people/h.bergstrom'), '512 days', first),
  rotation.finding(user('machines/deploy-bot'), '212 days, in use every hour', first),
  rotation.finding(user('machines/ses-smtp-invoices'), 'two years, in use every hour', first),
  rotation.finding(user('machines/erp-connector'), '160 days, never used', first),
  rotation.nearMiss(user('machines/jenkins-agent'), '88 days', first),
  rotation.nearMiss(user('people/i.sorensen'), '88 days', first),
  rotation.nearMiss(user('machines/terraform-ci'), '402 days, but switched off', second),
  rotation.nearMiss(user('people/d.kowalczyk'), '620 days, but switched off', first),
  two.finding(user('people/k.nowak'), 'one in use, one forgotten'),
  two.finding(user('machines/jenkins-agent'), 'in the middle of a rotation'),
  two.nearMiss(user('machines/terraform-ci'), 'two keys, one of them switched off'),
  withUser.finding(user('people/f.almeida'), 'ticked when the console user was made, and never used', first),
  withUser.nearMiss(user('people/i.sorensen'), 'made with the user, and used', first),
  withUser.nearMiss(user('machines/@pos-sync-test'), 'made with the user, who has no password', first),
  withUser.nearMiss(user('machines/erp-connector'), 'never used, and made a day later for a machine', first),

  longLived.finding(user('BedrockAPIKey-x7q2'), 'a Bedrock key for ever', { discriminator: 'bedrock' }),
  longLived.finding(user(ohara), 'never expires', { discriminator: 'codecommit' }),
  longLived.finding(user(acme), 'never expires', { discriminator: 'codecommit' }),
  longLived.finding(user('contractors/x.delacroix'), 'never expires', { discriminator: 'codecommit' }),
  longLived.finding(user('machines/docs-mirror'), 'never expires; the other one is switched off', {
    discriminator: 'codecommit',
  }),
  longLived.finding(user('machines/keyspaces-loader'), 'never expires', { discriminator: 'cassandra' }),
  longLived.nearMiss(user('machines/bedrock-chat-assistant'), 'expires in 32 days', { discriminator: 'bedrock' }),

  check('password-policy-missing').nearMiss(account, 'there is one'),
  check('password-policy-minimum-length').nearMiss(account, 'just enough: 14'),
  check('password-policy-symbol').nearMiss(account, 'demanded'),
  check('password-policy-number').nearMiss(account, 'demanded'),
  check('password-policy-uppercase').nearMiss(account, 'demanded'),
  check('password-policy-lowercase').nearMiss(account, 'demanded'),
  check('password-policy-users-may-change').nearMiss(account, 'they may'),
  check('password-policy-hard-expiry').nearMiss(account, 'expired passwords can be renewed'),
  check('password-policy-reuse').finding(account, 'five passwords remembered, 24 wanted'),
  check('password-policy-expiry').finding(account, '180 days, 90 wanted'),
  federation.finding(account, 'people with passwords beside Identity Center'),
];
