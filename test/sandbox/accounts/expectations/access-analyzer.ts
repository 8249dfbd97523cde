import { bucket, check, type Expectation, prod } from './expectation.ts';

const { analyzer, key, lambda, role, user } = prod;

const unused = check('analyzer-unused-access');
const external = check('analyzer-external-access');
const open = check('access-analyzer-findings-open');

/** What IAM Access Analyzer found in the account, beside what we find there ourselves. */
export const accessAnalyzer: readonly Expectation[] = [
  unused.finding(role('orders-dead-letter-replayer'), 'its analyzer gives it fewer days than our 90', {
    severity: 'medium',
  }),
  unused.nearMiss(role('legacy-report-export'), 'role-unused says so, with the analyzer for a witness'),
  unused.nearMiss(user('people/h.bergstrom'), 'password-unused and access-key-unused say so'),
  unused.nearMiss(user('people/k.nowak'), 'access-key-unused says so'),
  unused.nearMiss(role('shop-api-search'), 'services-unused says so'),
  unused.unknown(role('mx-label-printer'), 'untracked-region', 'it works in Monterrey, where AWS records no use'),

  external.nearMiss(bucket('northwind-shop-assets'), 'bucket-public says so'),
  external.nearMiss(bucket('northwind-partner-drop'), 'bucket-public says so'),
  external.finding(key('b7f3e1d0-5c42-4e0a-9a6d-3f8c2b1a0e9d'), 'some other account', { severity: 'medium' }),
  external.finding(role('ci/github-actions-infra-plan'), 'by OpenID Connect', { severity: 'low' }),
  external.nearMiss(lambda('stock-level-api'), 'lambda-policy-public says so'),
  external.nearMiss(lambda('shop-api-suggest'), 'lambda-url-public says so'),
  external.nearMiss(lambda('returns-portal-api'), 'lambda-url-public says so'),
  external.nearMiss(
    lambda('stock-level-api', 'eu-central-1'),
    'another account may invoke it, but no analyzer looks there',
  ),
  external.nearMiss(role('vendors/vendor-edi-exchange'), 'trust-external-account says so'),
  external.nearMiss(role('brand-assets-read'), 'trust-anyone says so'),
  external.nearMiss(role('security-audit'), 'lets in nobody but an account in trustedAccountIds'),
  external.nearMiss(bucket('northwind-datalake-raw'), 'archived'),
  external.unknown(bucket('northwind-invoices'), 'not-collected', 'the analyzer may not look at it'),

  open.finding(analyzer('eu-west-1', 'external-access'), 'the oldest is three years old'),
  open.finding(analyzer('eu-west-1', 'unused-access'), 'of half a year'),
  open.finding(analyzer('eu-central-1', 'internal-access'), 'one, of 50 days'),
  open.nearMiss(analyzer('us-east-1', 'organization-external-access'), 'the old one is of another account'),
];
