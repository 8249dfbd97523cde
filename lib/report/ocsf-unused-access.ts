import { countOf, numberOf, recordOf, textOf } from '../checks/evidence.ts';
import type { Evidence, Finding } from '../findings/finding.ts';

/** What an IAM Analysis Finding says beyond any other: of whom, since when, and how much is not used. Times in milliseconds. */
interface UnusedAccess {
  readonly user?: object;
  readonly identity_activity_metrics?: object;
  readonly permission_analysis_results?: readonly object[];
}

/** Principals, by the type of their resource. OCSF numbers users alone; the others are `Other` (99) and say what they are. */
const identities: Readonly<Record<string, { readonly type_id: number; readonly type: string }>> = {
  'AWS::IAM::User': { type_id: 1, type: 'User' },
  'AWS::IAM::Role': { type_id: 99, type: 'AWS IAM Role' },
  'AWS::IAM::Group': { type_id: 99, type: 'AWS IAM Group' },
  'AWS::SSO::PermissionSet': { type_id: 99, type: 'AWS permission set' },
};

/**
 * The analysis behind a finding of access that nobody uses; null for what is no principal and no policy: a certificate, a
 * provider. Metrics without a date: none is known.
 */
export function unusedAccessOf({ resource, evidence }: Finding): UnusedAccess | null {
  const unused = unusedIn(evidence);
  if (resource.type === 'AWS::IAM::ManagedPolicy') {
    return { permission_analysis_results: [{ policy: { uid: resource.arn, name: resource.name }, ...unused }] };
  }
  const identity = identities[resource.type];
  if (identity === undefined) return null;
  const permissions = { ...policyIn(evidence), ...unused };
  return {
    user: {
      uid: resource.arn,
      name: resource.name,
      ...identity,
      account: { uid: resource.accountId, type: 'AWS Account', type_id: 10 },
    },
    identity_activity_metrics: {
      ...time('first_seen_time', evidence, 'createdAt'),
      ...time('last_seen_time', evidence, 'lastUsedAt'),
    },
    ...(Object.keys(permissions).length === 0 ? {} : { permission_analysis_results: [permissions] }),
  };
}

function time(name: string, evidence: Evidence, key: string): object {
  const instant = textOf(evidence, key);
  return instant === null ? {} : { [name]: Date.parse(instant) };
}

function policyIn(evidence: Evidence): object {
  const arn = textOf(evidence, 'policyArn');
  if (arn !== null) return { policy: { uid: arn, name: arn.slice(arn.lastIndexOf('/') + 1) } };
  const name = textOf(recordOf(evidence, 'inlinePolicy') ?? {}, 'name');
  return name === null ? {} : { policy: { name, type: 'Inline policy' } };
}

/** How many services and actions are not used. Checks that name the first of many services say how many there are. */
function unusedIn(evidence: Evidence): object {
  const services = numberOf(evidence, 'serviceCount') ?? countOf(evidence, 'services');
  const actions = countOf(evidence, 'actions');
  return {
    ...(services === 0 ? {} : { unused_services_count: services }),
    ...(actions === 0 ? {} : { unused_privileges_count: actions }),
  };
}
