import { bucket, check, type Expectation } from './expectation.ts';

const isPublic = check('bucket-public');
const noTls = check('bucket-no-tls-only');
const notEncrypted = check('bucket-not-encrypted-by-policy');

/**
 * The buckets. The account ignores public ACLs, and lets policies be public; an analyzer looks for access from outside in Ireland
 * and Virginia, and none in Frankfurt.
 */
export const storage: readonly Expectation[] = [
  isPublic.finding(bucket('northwind-shop-assets'), 'pictures of the shop, and the analyzer says so'),
  isPublic.finding(bucket('northwind-price-lists'), 'by its policy, where no analyzer looks'),
  isPublic.finding(bucket('northwind-partner-drop'), 'a condition on the address that every address meets', {
    severity: 'critical',
  }),
  isPublic.nearMiss(bucket('northwind-press-kit'), 'a public policy, but the bucket lets in no public'),
  isPublic.nearMiss(bucket('northwind-old-downloads'), 'a public ACL, but the account ignores them'),
  isPublic.nearMiss(bucket('northwind-brand-assets'), 'everybody, but in the organisation'),
  isPublic.nearMiss(bucket('northwind-supplier-feeds'), 'everybody, but by one VPC endpoint'),
  isPublic.nearMiss(bucket('northwind-web-static'), 'one distribution of CloudFront'),
  isPublic.nearMiss(bucket('northwind-datalake-raw'), 'one role of another account'),

  noTls.finding(bucket('northwind-shop-assets'), 'a policy that allows, and denies nothing'),
  noTls.finding(bucket('northwind-payment-files'), 'denied to one role alone'),
  noTls.finding(bucket('northwind-wms-exchange'), 'no policy'),
  noTls.nearMiss(bucket('northwind-terraform-state'), 'denied below a version of TLS'),
  noTls.nearMiss(bucket('northwind-invoices'), 'denied to everybody'),

  notEncrypted.finding(bucket('northwind-shop-assets'), 'the key of S3'),
  notEncrypted.finding(bucket('northwind-athena-results'), 'the key of S3'),
  notEncrypted.finding(
    bucket('northwind-load-balancer-logs'),
    'load balancers deliver to no other: to be accepted by an exception',
  ),
  notEncrypted.nearMiss(bucket('northwind-loadtest-scenarios'), 'the key of S3, but it takes no upload without KMS'),
  notEncrypted.nearMiss(bucket('northwind-notebooks'), 'encrypted twice, with a key of ours'),
  notEncrypted.nearMiss(bucket('northwind-invoices'), 'a key of ours'),
];
