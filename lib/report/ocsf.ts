import type { Check } from '../checks/check.ts';
import type { Finding, FindingStatus, Severity } from '../findings/finding.ts';
import type { AuditReport } from './audit-report.ts';
import { toJson } from './json.ts';
import { requirementsOf } from './mappings.ts';
import { unusedAccessOf } from './ocsf-unused-access.ts';

/** Release of the schema that the events are written to. */
const SCHEMA_VERSION = '1.7.0';

const CATEGORY = { category_uid: 2, category_name: 'Findings' };

/** Classes of the category Findings. */
const classes = {
  compliance: { class_uid: 2003, class_name: 'Compliance Finding' },
  detection: { class_uid: 2004, class_name: 'Detection Finding' },
  iamAnalysis: { class_uid: 2008, class_name: 'IAM Analysis Finding' },
} as const;

const severities: Readonly<Record<Severity, { readonly severity_id: number; readonly severity: string }>> = {
  info: { severity_id: 1, severity: 'Informational' },
  low: { severity_id: 2, severity: 'Low' },
  medium: { severity_id: 3, severity: 'Medium' },
  high: { severity_id: 4, severity: 'High' },
  critical: { severity_id: 5, severity: 'Critical' },
};

const create = { activity_id: 1, activity_name: 'Create' };
const update = { activity_id: 2, activity_name: 'Update' };
const close = { activity_id: 3, activity_name: 'Close' };
const isNew = { status_id: 1, status: 'New' };

/** What tonight did to a finding, and where that leaves it: `New` until somebody accepts it or it is gone. */
const lifecycle: Readonly<
  Record<FindingStatus, { readonly activity: typeof create; readonly status: { status_id: number; status: string } }>
> = {
  new: { activity: create, status: isNew },
  open: { activity: update, status: isNew },
  reopened: { activity: update, status: isNew },
  suppressed: { activity: update, status: { status_id: 3, status: 'Suppressed' } },
  resolved: { activity: close, status: { status_id: 4, status: 'Resolved' } },
};

/**
 * A list of events of the Open Cybersecurity Schema Framework, one a line: `--format ocsf`. Access that nobody uses is an IAM
 * Analysis Finding; of the rest, what a benchmark asks for is a Compliance Finding, and what only we look for a
 * Detection Finding.
 *
 * @see https://schema.ocsf.io/1.7.0/categories/findings
 */
export function renderOcsf(report: AuditReport, checks: readonly Check[]): string {
  const checkById = new Map(checks.map((check) => [check.id, check]));
  const lines = report.findings.map((finding) => toJson(eventOf(finding, checkById.get(finding.checkId), report)));
  return `[${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n`}]\n`;
}

function eventOf(finding: Finding, check: Check | undefined, report: AuditReport): object {
  const { activity, status } = lifecycle[finding.status];
  const { class_uid, class_name, ...particular } = particularsOf(finding, check);
  const { alias, accountId, partition, region } = report.account;
  const account = { uid: accountId, ...(alias === null ? {} : { name: alias }), type: 'AWS Account', type_id: 10 };
  const takenAt = Date.parse(report.snapshotTakenAt);
  return {
    ...activity,
    ...CATEGORY,
    class_uid,
    class_name,
    type_uid: class_uid * 100 + activity.activity_id,
    type_name: `${class_name}: ${activity.activity_name}`,
    time: takenAt,
    ...severities[finding.severity],
    ...status,
    message: finding.detail,
    metadata: {
      version: SCHEMA_VERSION,
      profiles: ['cloud'],
      product: {
        name: report.tool.name,
        uid: report.tool.name,
        vendor_name: report.tool.name,
        version: report.tool.version,
      },
      uid: `${finding.id}/${takenAt}`,
      correlation_uid: finding.id,
      event_code: finding.checkId,
    },
    cloud: { provider: 'AWS', account, cloud_partition: partition, ...(region === null ? {} : { region }) },
    finding_info: {
      uid: finding.id,
      title: finding.title,
      desc: finding.detail,
      types: [check?.family ?? finding.checkId],
      created_time: Date.parse(finding.firstSeenAt),
      first_seen_time: Date.parse(finding.firstSeenAt),
      last_seen_time: Date.parse(finding.lastSeenAt),
      modified_time: takenAt,
      analytic: { type_id: 1, type: 'Rule', uid: finding.checkId, name: finding.title },
    },
    resources: [
      {
        uid: finding.resource.arn,
        name: finding.resource.name,
        type: finding.resource.type,
        cloud_partition: partition,
        owner: { account: { uid: finding.resource.accountId, type: 'AWS Account', type_id: 10 } },
      },
    ],
    remediation: { desc: finding.remediation.text },
    ...particular,
  };
}

/** The class of a finding, and what only events of this class have. */
function particularsOf(finding: Finding, check: Check | undefined) {
  const ours = {
    finding_status: finding.status,
    ...(finding.suppression === undefined ? {} : { suppression: finding.suppression }),
    ...(finding.introducedBy === undefined ? {} : { introduced_by: finding.introducedBy }),
    ...(finding.remediation.commands === undefined ? {} : { remediation_commands: finding.remediation.commands }),
  };
  const unused = check?.family === 'unused' ? unusedAccessOf(finding) : null;
  if (unused !== null) return { ...classes.iamAnalysis, ...unused, unmapped: { ...ours, evidence: finding.evidence } };
  const evidence = { evidences: [{ data: finding.evidence }, ...introductionOf(finding)], unmapped: ours };
  const requirements = check === undefined ? [] : requirementsOf(check.mappings);
  if (requirements.length === 0) {
    return { ...classes.detection, ...evidence, is_alert: finding.status === 'new' || finding.status === 'reopened' };
  }
  return {
    ...classes.compliance,
    ...evidence,
    compliance: {
      control: finding.checkId,
      standards: [...new Set(requirements.map(({ standard }) => standard))],
      requirements: requirements.map(({ standard, number }) => `${standard}/${number}`),
      ...(finding.status === 'resolved' ? { status_id: 1, status: 'Pass' } : { status_id: 3, status: 'Fail' }),
    },
  };
}

/** The event that introduced a finding, as an artifact beside its evidence; none where that is not known. */
function introductionOf({ introducedBy }: Finding): readonly object[] {
  if (introducedBy === undefined || 'unknown' in introducedBy) return [];
  const { actor, event, eventId } = introducedBy;
  // A service that acted by itself has a name and no ARN.
  const who = actor.startsWith('arn:') ? { user: { uid: actor } } : { app_name: actor };
  return [{ name: 'CloudTrail event', uid: eventId, actor: who, api: { operation: event } }];
}
