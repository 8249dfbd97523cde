import type { Composition, Wide } from '../../meaning.ts';
import { allServices } from '../../services.ts';

/** What a holder of a policy has been denied whole, and what its boundary leaves it; null: all. */
export interface Limits {
  readonly denied: ReadonlySet<string>;
  readonly bounded: ReadonlySet<string> | null;
}

type Severity = 'high' | 'medium' | 'low';

const checkByWhat = {
  everything: 'admin-policy',
  'everything but': 'not-action-allow',
  service: 'service-wildcard',
  'all resources but': 'not-resource-allow',
  'sensitive actions': 'action-wildcard-sensitive',
  passing: 'pass-role-any',
  assuming: 'assume-role-any',
} as const satisfies Record<Wide['what'], string>;

export const checksOfWidth: readonly string[] = Object.values(checkByWhat);

/** Of these services, more than the service is at stake. */
const sensitive: ReadonlySet<string> = new Set([
  ...['access-analyzer', 'account', 'aws-marketplace', 'cloudtrail', 'config', 'dynamodb', 'ec2', 'guardduty', 'iam'],
  ...['identitystore', 'kms', 'lambda', 'organizations', 'rds', 'rolesanywhere', 's3', 'secretsmanager', 'securityhub'],
  ...['ssm', 'sso', 'sts'],
]);

/** They reach nothing. */
const leftAlone: ReadonlySet<string> = new Set(['cloudshell', 'support', 'support-console']);

/** What a policy has findings for, by check: as grave as the worst in it, and low where it takes effect for nobody. */
export function severitiesOf({ wide }: Composition, holders: readonly Limits[]): ReadonlyMap<string, Severity> {
  const flagged = wide.filter((each) => each.what !== 'service' || !leftAlone.has(each.service));
  if (flagged.length === 0) {
    return new Map();
  }
  const byCheck = Map.groupBy(flagged, ({ what }) => checkByWhat[what]);
  return new Map(
    Array.from(byCheck, ([checkId, found]) => {
      const isEffective = holders.some((limits) => found.some((each) => isLeft(each, limits)));
      return [checkId, isEffective ? worst(found.map(severityOf)) : 'low'];
    }),
  );
}

function severityOf(wide: Wide): Severity {
  const isGrave =
    wide.what === 'service' ? sensitive.has(wide.service) : wide.what !== 'sensitive actions' || wide.on === 'all';
  const grades = ['high', 'medium', 'low'] as const;
  return grades[Number(!isGrave) + Number(wide.when !== 'always')] ?? 'low';
}

function worst(severities: readonly Severity[]): Severity {
  return (['high', 'medium'] as const).find((each) => severities.includes(each)) ?? 'low';
}

/** Whether a holder has any of it, once everything that it holds is read together. */
function isLeft(wide: Wide, { denied, bounded }: Limits): boolean {
  return servicesAtStake(wide).some((service) => !denied.has(service) && (bounded === null || bounded.has(service)));
}

/** Who is an administrator, or passes any role, is one by IAM. */
function servicesAtStake(wide: Wide): readonly string[] {
  switch (wide.what) {
    case 'everything':
    case 'passing':
      return ['iam'];
    case 'assuming':
      return ['sts'];
    case 'everything but':
      return allServices;
    default:
      return [wide.service];
  }
}
