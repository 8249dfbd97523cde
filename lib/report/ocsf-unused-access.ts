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
 * The analysis behind a finding of access that nobody uses. Null for what is no principal and no policy (a certificate, a
 * provider), and where the evidence has nothing that the class has a place for: it must have an analysis to be valid.
 */
export function unusedAccessOf({ resource, evidence }: Finding): UnusedAccess | null {
  if (resource.type === 'AWS::IAM::ManagedPolicy') {
    return {
      permission_analysis_results: [{ policy: { uid: resource.arn, name: resource.name }, ...unusedIn(evidence) }],
    };
  }
  const identity = identities[resource.type];
  if (identity === undefined) return null;
  const metrics = {
    ...time('first_seen_time', evidence, 'createdAt'),
    ...time('last_seen_time', evidence, 'lastUsedAt'),
  };
  const permissions = { ...policyIn(evidence), ...unusedIn(evidence) };
  const analysis = {
    ...(isEmpty(metrics) ? {} : { identity_activity_metrics: metrics }),
    ...(isEmpty(permissions) ? {} : { permission_analysis_results: [permissions] }),
  };
  if (isEmpty(analysis)) return null;
  const account = { uid: resource.accountId, type: 'AWS Account', type_id: 10 };
  return { user: { uid: resource.arn, name: resource.name, ...identity, account }, ...analysis };
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

function isEmpty(object: object): boolean {
  return Object.keys(object).length === 0;
}
