import { arnsOf, bucket, check, type Expectation } from './expectation.ts';

/** An abandoned playground: nothing was ever set up. */
const lab = arnsOf('777788889999');
/** Set up once, years ago, and badly; the organisation was made from it. */
const legacy = arnsOf('444455556666');
/** The account of the audit team: everything as it should be, but that root can sign in. */
const audit = arnsOf('222233334444');

/** Of a company that was bought: an organisation of its own, as AWS makes it. */
const tailwind = arnsOf('888877776666');

const legacyTrail = legacy.trail('eu-west-1', 'legacy-trail');
const stoppedTrail = legacy.trail('eu-central-1', 'stopped-trail');

const rootKey = check('root-access-key');
const rootMfa = check('root-mfa-missing');
const rootHardware = check('root-mfa-not-hardware');
const rootUsed = check('root-used-recently');
const rootManaged = check('root-credentials-unmanaged');
const analyzer = check('access-analyzer-missing');
const external = check('trust-external-account');
const wholeAccount = check('trust-whole-account');

export const neglectedAccounts: readonly Expectation[] = [
  rootKey.finding(lab.account, 'active, and used 11 days ago'),
  rootKey.nearMiss(legacy.account, 'switched off'),
  rootMfa.finding(lab.account, 'a password alone', { severity: 'critical' }),
  rootMfa.nearMiss(legacy.account, 'a virtual device is MFA'),
  rootHardware.finding(legacy.account, 'a virtual device', { severity: 'medium' }),
  rootHardware.nearMiss(audit.account, 'a security key'),
  rootUsed.finding(lab.account, 'signed in four days ago'),
  rootUsed.nearMiss(legacy.account, 'signed in 45 days ago'),
  rootUsed.nearMiss(audit.account, 'a day past the 30 days: 31'),

  rootManaged.finding(audit.account, 'its password was kept', { severity: 'medium' }),
  rootManaged.nearMiss(legacy.account, 'it manages the organisation'),
  rootManaged.nearMiss(lab.account, 'it is in no organisation'),

  check('mfa-not-enforced').finding(lab.user('lab'), 'nothing asks for MFA'),
  check('admin-without-boundary').finding(lab.role('experiment-runner'), 'a function that may do everything'),
  check('admin-without-boundary').nearMiss(audit.role('security-audit'), 'reads, and does nothing'),

  check('admin-user-without-mfa').finding(lab.user('lab'), 'an administrator with a password alone'),
  check('iam-users-instead-of-federation').nearMiss(lab.account, 'a console user, and nothing to federate with'),

  check('password-policy-missing').finding(lab.account, 'none was ever set'),
  check('password-policy-minimum-length').finding(legacy.account, 'eight characters'),
  check('password-policy-symbol').finding(legacy.account, 'not demanded'),
  check('password-policy-number').finding(legacy.account, 'not demanded'),
  check('password-policy-uppercase').finding(legacy.account, 'not demanded'),
  check('password-policy-lowercase').finding(legacy.account, 'not demanded'),
  check('password-policy-users-may-change').finding(legacy.account, 'they may not'),
  check('password-policy-hard-expiry').finding(legacy.account, 'an expired password locks its user out'),
  check('password-policy-reuse').nearMiss(legacy.account, 'just enough: 24'),
  check('password-policy-expiry').nearMiss(legacy.account, 'just enough: 90 days'),
  check('password-policy-expiry').nearMiss(audit.account, 'just enough: 90 days'),

  check('trail-missing').finding(lab.account, 'nothing is recorded'),
  check('trail-missing').nearMiss(legacy.account, 'bad ones, but there are'),
  check('trail-not-logging').finding(stoppedTrail, 'switched off'),
  check('trail-not-logging').nearMiss(legacyTrail, 'switched on'),
  check('trail-single-region').finding(legacyTrail, 'eu-west-1 alone'),
  check('trail-no-global-events').finding(legacyTrail, 'IAM itself is not recorded'),
  check('trail-no-global-events').nearMiss(stoppedTrail, 'would be recorded'),
  check('trail-no-validation').finding(legacyTrail, 'no digests'),
  check('trail-not-encrypted').finding(legacyTrail, 'no key'),
  check('trail-no-cloudwatch').finding(legacyTrail, 'no log group'),

  check('trail-bucket-public').finding(legacyTrail, 'everybody can read the log', { severity: 'critical' }),
  check('trail-bucket-public').nearMiss(stoppedTrail, 'CloudTrail alone'),
  check('trail-bucket-public').nearMiss(audit.trail('eu-west-1', 'organization-events'), 'CloudTrail alone'),
  check('bucket-public').finding(bucket('northwind-legacy-trail'), 'by its policy'),
  check('bucket-public').finding(bucket('northwind-legacy-downloads'), 'by its ACL'),
  check('bucket-public').nearMiss(bucket('northwind-legacy-uploads'), 'by its ACL, which the bucket ignores'),
  check('bucket-public').nearMiss(bucket('northwind-cloudtrail-222233334444'), 'CloudTrail alone'),

  check('org-not-joined').finding(lab.account, 'nobody ever let it join'),
  check('org-not-joined').nearMiss(legacy.account, 'it manages one'),
  check('scp-allows-everything').finding(tailwind.account, "AWS's own, and no other"),
  check('scp-allows-everything').nearMiss(legacy.account, 'one at the root denies, beside a draft that is nowhere'),
  check('delegated-admin-unknown').finding(legacy.account, 'the account of the audit team, but nobody has said so', {
    discriminator: '222233334444',
  }),
  check('delegated-admin-unknown').nearMiss(tailwind.account, 'none'),

  check('instance-imdsv1').finding(lab.instance('i-0e1f2a3b4c5d60718'), 'takes version 1'),
  check('instance-imdsv1').nearMiss(lab.instance('i-0f2a3b4c5d6e71829'), 'demands version 2'),
  check('instance-profile-admin').finding(lab.instance('i-0e1f2a3b4c5d60718'), 'a host that may do everything'),
  check('instance-profile-admin').nearMiss(lab.instance('i-0f2a3b4c5d6e71829'), 'reads one bucket'),

  analyzer.finding(lab.account, 'none', { discriminator: 'eu-west-1' }),
  analyzer.finding(legacy.account, 'one for unused access only', { discriminator: 'eu-west-1' }),
  analyzer.nearMiss(audit.account, "the organisation's", { discriminator: 'eu-west-1' }),

  check('trust-anyone').finding(legacy.role('price-list-download'), 'the whole world', { severity: 'critical' }),
  check('trust-anyone').nearMiss(legacy.role('web-agency'), 'one user of one account'),
  external.finding(lab.role('audit-read'), 'the account of the audit team, but nobody has said so', {
    severity: 'high',
  }),
  external.finding(legacy.role('web-agency'), 'an agency without an external id', { severity: 'high' }),
  external.nearMiss(audit.role('security-audit'), 'the account itself'),
  wholeAccount.finding(lab.role('audit-read'), 'everybody in the account of the audit team'),
  wholeAccount.nearMiss(legacy.role('web-agency'), 'one user'),
  wholeAccount.nearMiss(audit.role('support-cases'), 'the account itself'),
  check('trust-confused-deputy').finding(legacy.role('order-flow'), 'Step Functions, for anybody'),
  check('trust-confused-deputy').nearMiss(legacy.role('archive-janitor'), 'Lambda does not say for whom'),
  check('trust-oidc-unscoped').finding(legacy.role('bitbucket-replacement'), 'asks GitHub for the audience alone', {
    severity: 'critical',
  }),
  check('trust-saml-unscoped').finding(legacy.role('adfs-operators'), 'asks for no audience'),
  check('trust-role-admin-cross-account').finding(legacy.role('web-agency'), 'an agency that may do everything', {
    severity: 'high',
  }),
  check('trust-role-admin-cross-account').nearMiss(lab.role('audit-read'), 'reads identities alone'),
  check('trust-role-admin-cross-account').nearMiss(lab.role('experiment-runner'), 'an administrator, for Lambda alone'),

  check('support-role-missing').finding(lab.account, 'nobody may open a case'),
  check('support-role-missing').nearMiss(audit.account, 'support-cases'),
  check('security-audit-role-missing').finding(lab.account, 'a role that reads identities is not SecurityAudit'),
  check('security-audit-role-missing').finding(legacy.account, 'none'),
  check('security-audit-role-missing').nearMiss(audit.account, 'security-audit'),

  check('admin-policy').finding(legacy.role('web-agency'), 'inline', { discriminator: 'everything', severity: 'high' }),
  check('not-resource-allow').finding(legacy.policy('archive-upkeep'), 'every bucket but one', { severity: 'high' }),
  check('not-resource-allow').nearMiss(legacy.policy('uploads-only'), 'a Deny on all but one'),
  check('action-wildcard-sensitive').finding(legacy.policy('archive-upkeep'), 'iam:Put* on all users', {
    severity: 'high',
  }),
  check('not-principal').finding(legacy.role('partner-downloads'), 'everybody but a partner of old', {
    severity: 'high',
  }),
  check('not-principal').nearMiss(legacy.role('price-list-download'), 'everybody, but by Principal'),
  check('trust-anyone').finding(legacy.role('partner-downloads'), 'all but one account is everybody', {
    severity: 'critical',
  }),
];
