import { check, type Expectation, prod } from './expectation.ts';

const { role } = prod;
const permissionSet = (nameAndSuffix: string) =>
  role(`aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_${nameAndSuffix}`);

const unused = check('role-unused');
const sets = check('permission-set-unused');

export const unusedRoles: readonly Expectation[] = [
  unused.finding(role('quarterly-close-archive'), 'a day past the threshold: 91 days'),
  unused.finding(role('shop-image-resizer-v1'), 'replaced by images-transformer 140 days ago'),
  unused.finding(role('legacy-report-export'), 'last used 210 days ago'),
  unused.finding(role('loyalty-points-worker'), 'never used, and past the grace period at 30 days'),
  unused.finding(role('ecs/batch-price-scraper-task'), 'last used 133 days ago'),
  unused.finding(role('eks-node-poc'), 'the proof of concept is over'),
  unused.finding(role('eks-external-dns-poc'), 'the proof of concept is over; its provider is still trusted'),
  unused.finding(role('ci/github-actions-mobile'), 'never used, and any repository of the organisation may'),
  unused.finding(
    role('cdk-hnb659fds-image-publishing-role-111122223333-eu-west-1'),
    'bootstrapped, and no image ever published',
  ),
  unused.finding(role('vendors/vendor-siem-pilot'), 'a pilot that never started'),
  unused.finding(role('vendors/vendor-pentest'), 'the assessment ended 310 days ago'),
  unused.finding(role('data-migration,phase=2'), 'the migration is over; a name with a comma and an equals sign'),
  unused.finding(role('dms-vpc-role'), 'came with the migration'),
  unused.finding(role('dms-cloudwatch-logs-role'), 'came with the migration'),
  unused.finding(role('adfs-developers'), 'the way in before Identity Center: 380 days'),
  unused.finding(
    role('mx-inventory-sync'),
    'may work in mx-central-1, but in eu-west-1 too, where use would have been seen',
  ),
  unused.nearMiss(role('orders-dead-letter-replayer'), 'a day before the threshold: 89 days'),
  unused.nearMiss(role('quarterly-vat-report'), 'a quarterly job: 80 days'),
  unused.nearMiss(role('service-role/backup-restore-test'), 'a quarterly test: 74 days'),
  unused.nearMiss(role('invoices-generator'), 'runs at the end of the month: 22 days'),
  unused.nearMiss(role('prometheus-scraper'), 'assumed all day, though it uses none of its own permissions'),
  unused.nearMiss(
    role('aws-service-role/replicator.lambda.amazonaws.com/AWSServiceRoleForLambdaReplicator'),
    'service-linked',
  ),
  unused.nearMiss(permissionSet('ContractorViewOnly_e0a46d19b3f85c72'), 'reported on the permission set'),
  unused.unknown(role('returns-portal-api'), 'young', 'made six days ago'),
  unused.unknown(
    role('mx-warehouse-scanner'),
    'untracked-region',
    'may only work where aws:RequestedRegion is mx-central-1',
  ),
  unused.unknown(role('mx-label-printer'), 'untracked-region', 'may only work on resources in mx-central-1'),

  sets.finding(permissionSet('IncidentResponder_c5b2907e14d8fa63'), 'last used 203 days ago'),
  sets.finding(permissionSet('ContractorViewOnly_e0a46d19b3f85c72'), 'nobody ever signed in with it'),
  sets.finding(permissionSet('AdministratorAccess_2b7f5d0c91ae4e68'), 'in use, for six services of all'),
  sets.finding(permissionSet('PowerUserAccess_5e1d0b7a3c9f2468'), 'in use, for eight services of nearly all'),
  sets.finding(permissionSet('ReadOnlyAccess_90c4a81e6f3b2d57'), 'in use, for five services'),
  sets.finding(permissionSet('Billing_d81f3c6a27be0945'), 'in use, for four services'),
  sets.nearMiss(permissionSet('StockCounters_16c0f8b4a7d23e59'), 'in use, for everything it grants'),
  sets.unknown(permissionSet('DataScience_48d7c1f2e9065ba3'), 'young', 'made eight days ago'),
  sets.unknown(
    permissionSet('SecurityAudit_7a39e5c0bd184f62'),
    'young',
    'in use; what it does not use comes from a policy that AWS changed five days ago',
  ),
];
