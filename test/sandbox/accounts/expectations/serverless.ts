import { check, type Expectation, prod } from './expectation.ts';

const { key, lambda, parameter, role } = prod;
const FRANKFURT = 'eu-central-1';
/** Where no analyzer looks, the first night has a call for the policy of a function, and none for its URL. */
const ANOTHER_NIGHT = 'its policy opens a URL, which is read in another night';

const roleAdmin = check('lambda-role-admin');
const roleShared = check('lambda-role-shared');
const roleUnused = check('lambda-role-unused-services');
const secret = check('lambda-secret-in-environment');
const notCmk = check('lambda-environment-not-cmk');
const urlPublic = check('lambda-url-public');
const policyPublic = check('lambda-policy-public');
const corsAny = check('lambda-url-cors-any');
const deprecated = check('lambda-runtime-deprecated');
const outsideVpc = check('lambda-outside-vpc');
const singleAz = check('lambda-single-az');
const noDestination = check('lambda-no-failure-destination');
const noRetention = check('lambda-no-log-retention');
const notTraced = check('lambda-not-traced');
const externalLayer = check('lambda-layer-external');
const plaintext = check('parameter-secret-in-plaintext');
const rotation = check('key-rotation-off');

/**
 * The functions of the shop (Ireland, where an analyzer looks for access from outside) and of the warehouse (Frankfurt, where none
 * does), the parameters and the keys.
 */
export const serverless: readonly Expectation[] = [
  roleAdmin.finding(lambda('mobile-backend-legacy'), 'its role may do all of Cognito to every user pool'),
  roleAdmin.finding(lambda('notifications-dispatcher'), 'its role may do all of SES'),
  roleAdmin.finding(lambda('wms-carrier-status', FRANKFURT), 'its role may do all of SNS'),
  roleAdmin.nearMiss(lambda('shop-api-catalog'), 'its role writes to everything traces alone, which are no resources'),

  roleShared.finding(role('shop-api-search'), 'shop-api-suggest has it, too'),
  roleShared.finding(role('orders-api'), 'two exports and imports of orders have it, too'),
  roleShared.finding(role('payments/payments-capture'), 'payments-refund has it, too'),
  roleShared.finding(role('pricing-import'), 'so has what answers partners'),
  roleShared.finding(role('pricing-engine-worker'), 'pricing-quote has it, too'),
  roleShared.finding(role('stock-level-api'), 'wms-carrier-status has it, too'),
  roleShared.finding(role('stock-reservation'), 'four functions of the warehouse have it, too'),
  roleShared.nearMiss(role('shop-api-cart'), 'one function, in two Regions'),
  roleShared.nearMiss(role('notifications-dispatcher'), 'one function'),

  roleUnused.finding(role('shop-api-search'), 'no traces'),
  roleUnused.finding(role('canary-checkout'), 'a day past the threshold'),
  roleUnused.nearMiss(role('orders-dead-letter-replayer'), 'a day before the threshold: 89 days'),

  secret.finding(lambda('shop-image-resizer-v1'), 'a token of GitHub', { severity: 'high' }),
  secret.finding(lambda('mobile-push-sender'), 'a private key', { severity: 'high' }),
  secret.finding(lambda('quarterly-vat-report'), 'the address of a database with a password', { severity: 'high' }),
  secret.finding(lambda('legacy-report-export'), 'the id of an access key'),
  secret.finding(lambda('invoices-mailer'), 'SMTP_PASSWORD', { severity: 'high' }),
  secret.finding(lambda('wms-carrier-status', FRANKFURT), 'CARRIER_API_KEY', { severity: 'high' }),
  secret.finding(lambda('loyalty-points-worker'), 'nothing but random characters', { severity: 'low' }),
  secret.nearMiss(lambda('shop-api-catalog'), 'the hash of a commit'),
  secret.nearMiss(lambda('shop-api-account'), 'where tokens are made, and how long they live'),
  secret.nearMiss(lambda('orders-api'), 'the ARN of a secret'),
  secret.nearMiss(lambda('payments-authorise'), 'the name of a parameter'),
  secret.nearMiss(lambda('payments-webhook'), 'a public key'),
  secret.nearMiss(lambda('quarterly-close-archive'), 'the address of a database, without a password'),
  secret.nearMiss(lambda('stock-level-api'), 'MAX_TOKENS'),
  secret.unknown(lambda('gdpr-erasure-worker'), 'not-collected', 'its key is switched off: Lambda cannot show it'),

  notCmk.finding(lambda('orders-api'), "AWS's own key"),
  notCmk.nearMiss(lambda('payments-authorise'), 'the key of payments'),
  notCmk.nearMiss(lambda('orders-dead-letter-replayer'), 'no environment'),

  urlPublic.finding(lambda('returns-portal-api'), 'Access Analyzer says so', { severity: 'high' }),
  urlPublic.finding(lambda('shop-api-suggest'), 'Access Analyzer says so', { severity: 'high' }),
  urlPublic.unknown(lambda('wms-label-print', FRANKFURT), 'not-collected', ANOTHER_NIGHT),
  urlPublic.nearMiss(lambda('pricing-feed-partners'), 'callers have to sign'),
  urlPublic.nearMiss(lambda('pricing-quote', FRANKFURT), 'callers have to sign'),
  urlPublic.nearMiss(lambda('wms-pick-list', FRANKFURT), 'nobody has to sign, but its policy lets nobody in'),

  policyPublic.finding(lambda('stock-level-api'), 'everybody may invoke it, says Access Analyzer', {
    severity: 'high',
  }),
  policyPublic.finding(lambda('wms-carrier-status', FRANKFURT), 'every account may invoke it', { severity: 'high' }),
  policyPublic.nearMiss(lambda('stock-level-api', FRANKFURT), 'one other account'),
  policyPublic.nearMiss(lambda('wms-inbound-scan', FRANKFURT), 'everybody, but in the organisation'),
  policyPublic.nearMiss(lambda('wms-label-print', FRANKFURT), 'everybody, but by its URL alone'),
  policyPublic.nearMiss(lambda('images-transformer', FRANKFURT), 'S3, for a bucket of this account'),

  corsAny.finding(lambda('shop-api-suggest'), 'from any page'),
  corsAny.unknown(lambda('wms-label-print', FRANKFURT), 'not-collected', ANOTHER_NIGHT),
  corsAny.nearMiss(lambda('returns-portal-api'), 'from two sites'),
  corsAny.nearMiss(lambda('wms-pick-list', FRANKFURT), 'CORS was not set up'),

  deprecated.finding(lambda('legacy-report-export'), 'nodejs12.x'),
  deprecated.finding(lambda('mobile-backend-legacy'), 'nodejs16.x'),
  deprecated.finding(lambda('shop-image-resizer-v1'), 'nodejs16.x'),
  deprecated.finding(lambda('invoices-mailer'), 'python3.9'),
  deprecated.nearMiss(lambda('secrets-rotation-postgres'), 'python3.12 has two years'),
  deprecated.nearMiss(lambda('invoices-generator'), 'a container image'),
  deprecated.unknown(lambda('wms-pick-list', FRANKFURT), 'not-collected', 'nobody knows rust1.x'),

  outsideVpc.finding(lambda('shop-api-catalog'), 'no subnets'),
  outsideVpc.nearMiss(lambda('shop-api-cart'), 'three subnets'),

  singleAz.finding(lambda('secrets-rotation-postgres'), 'one subnet'),
  singleAz.finding(lambda('wms-label-print', FRANKFURT), 'two subnets of one zone'),
  singleAz.nearMiss(lambda('wms-inbound-scan', FRANKFURT), 'two zones'),
  singleAz.nearMiss(lambda('shop-api-catalog'), 'outside of any VPC'),

  noDestination.finding(lambda('slack-alerts'), 'an alarm that fails is lost'),
  noDestination.nearMiss(lambda('month-end-close'), 'a dead-letter topic'),
  noDestination.unknown(
    lambda('orders-export'),
    'not-collected',
    'its role may send to a bus, and Lambda lists no destinations',
  ),

  noRetention.finding(lambda('orders-stream-projector'), 'for ever'),
  noRetention.finding(lambda('mobile-backend-legacy'), 'for ever'),
  noRetention.finding(lambda('shop-image-resizer-v1'), 'for ever'),
  noRetention.finding(lambda('wms-label-print', FRANKFURT), 'for ever'),
  noRetention.nearMiss(lambda('shop-api-catalog'), '30 days'),
  noRetention.nearMiss(lambda('payments-refund'), 'a log group of its own team, one year'),
  noRetention.nearMiss(lambda('returns-portal-api'), 'it has not run yet: there is no log group'),

  notTraced.finding(lambda('shop-api-search'), 'its role may write traces; it does not'),
  notTraced.nearMiss(lambda('shop-api-catalog'), 'traced'),

  externalLayer.finding(lambda('clickstream-sessionizer'), 'of Datadog'),
  externalLayer.nearMiss(lambda('shop-api-catalog'), 'one of the account, and Powertools, of AWS'),

  plaintext.finding(parameter('/erp/db-password-old'), 'a String', { severity: 'high' }),
  plaintext.finding(parameter('/pricing/partner-feed/token'), 'a String', { severity: 'high' }),
  plaintext.finding(parameter('/wms/terminal-password', FRANKFURT), 'a String', { severity: 'high' }),
  plaintext.nearMiss(parameter('/shop/customers-db/password'), 'a SecureString'),
  plaintext.nearMiss(parameter('/shop/password-policy'), 'about passwords'),
  plaintext.nearMiss(parameter('/shop/token-ttl'), 'about tokens'),
  plaintext.nearMiss(parameter('/ops/reports-db/secret-arn'), 'where a secret is'),

  rotation.finding(key('4e7d9c21-3b58-4f06-a2d9-8c1b5e7f0a36'), 'alias/shop-config'),
  rotation.finding(key('3d9b5f71-a8c4-4e26-9f0b-2c6e8d1a4750', FRANKFURT), 'alias/wms'),
  rotation.nearMiss(key('6d1c0a52-8a6e-4c39-9b7d-2f6f1f0f7c11'), 'every 180 days'),
  rotation.nearMiss(key('9a5c3e17-6d84-4b2f-8e90-7f1d2b4c6a58'), 'for signatures: KMS cannot'),
  rotation.nearMiss(key('2c8f4b60-1e97-4a35-9d72-5b3e8f0c6d14'), 'for HMAC: KMS cannot'),
  rotation.nearMiss(key('7b1e5d38-0c46-4f92-a6e8-9d2f4c8b3a70'), 'of imported material'),
  rotation.nearMiss(key('5f0d2a94-8b67-4c13-9e5a-3d7c1f6b8e42'), 'about to be deleted'),
  rotation.nearMiss(key('8d6a1f35-4c29-4e87-b0d3-6e9c2a5f7b18'), 'switched off'),
  rotation.nearMiss(key('e1b7c9d5-2f60-4a83-8c4e-0d5b3f9a7126'), 'AWS keeps it'),
];
