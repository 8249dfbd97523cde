import type { Check } from '../checks/check.ts';
import type { Suppression } from '../findings/exceptions.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import { isStanding } from '../findings/status.ts';
import type { AuditReport } from './audit-report.ts';
import { groupGaps } from './gaps.ts';
import { toJson } from './json.ts';
import { printable } from './text.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/**
 * GitHub code scanning reads `level` and the CVSS-like `security-severity`: critical is over 9.0, high from 7.0, medium
 * from 4.0, low from 0.1 (https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning).
 */
const levels: Record<Severity, { readonly level: 'error' | 'warning' | 'note'; readonly score: string }> = {
  critical: { level: 'error', score: '9.5' },
  high: { level: 'error', score: '8.0' },
  medium: { level: 'warning', score: '5.5' },
  low: { level: 'note', score: '2.0' },
  info: { level: 'note', score: '0.1' },
};

/**
 * SARIF 2.1.0: a rule for each check with findings, a result for each finding that stands or is accepted, and a
 * notification for each source that could not be read.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function renderSarif(report: AuditReport, checks: readonly Check[]): string {
  const shown = report.findings.filter(({ status }) => isStanding(status) || status === 'suppressed');
  const found = new Set(shown.map((finding) => finding.checkId));
  const rules = checks.filter((check) => found.has(check.id));
  const ruleIndex = new Map(rules.map((check, index) => [check.id, index]));
  const sarif = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: report.tool.name, semanticVersion: report.tool.version, rules: rules.map(ruleOf) },
        },
        // Keeps the alerts of several accounts apart, which are uploaded to one repository.
        automationDetails: { id: `${report.tool.name}/${report.account.accountId}/` },
        invocations: [invocationOf(report)],
        columnKind: 'utf16CodeUnits',
        results: shown.map((finding) => resultOf(finding, ruleIndex.get(finding.checkId))),
      },
    ],
  };
  return `${toJson(sarif, 2)}\n`;
}

function invocationOf(report: AuditReport): object {
  return {
    executionSuccessful: report.summary.status === 'complete',
    toolExecutionNotifications: groupGaps(report).map(({ sources, reason }) => ({
      level: 'warning',
      message: { text: messageText(`Not seen: ${sources.join(', ')}: ${reason}`) },
    })),
  };
}

function ruleOf(check: Check): object {
  return {
    id: check.id,
    shortDescription: { text: check.title },
    fullDescription: { text: check.rationale },
    help: { text: check.remediation },
    properties: { tags: ['security', check.family], 'security-severity': levels[check.severity].score },
  };
}

/** SARIF 2.1.0, 3.35: `external` is what is not written beside the finding itself. */
function suppressionOf({ exception, owner, expires, reason }: Suppression): object {
  const justification = messageText(`${reason} (${owner}, until ${expires}, exception ${exception})`);
  return { kind: 'external', status: 'accepted', justification };
}

function resultOf(finding: Finding, ruleIndex: number | undefined): object {
  return {
    ruleId: finding.checkId,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levels[finding.severity].level,
    ...(finding.suppression === undefined ? {} : { suppressions: [suppressionOf(finding.suppression)] }),
    message: { text: messageText(`${finding.detail} ${finding.remediation.text}`) },
    // An account has no files. A stable address that no night changes lets code scanning follow an alert.
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: locationOf(finding) }, region: { startLine: 1 } },
        logicalLocations: [{ fullyQualifiedName: finding.resource.arn, kind: 'resource' }],
      },
    ],
    partialFingerprints: { 'accountAuditorId/v1': finding.id },
    ...(finding.introducedBy === undefined ? {} : { properties: { introducedBy: finding.introducedBy } }),
  };
}

/** Text without links: viewers make one of `[words](address)` (SARIF 2.1.0, 3.11.6). */
function messageText(text: string): string {
  return printable(text).replace(/[[\]]/g, '\\$&');
}

function locationOf({ resource }: Finding): string {
  const kind = resource.type.split('::').slice(1).filter(Boolean).join('-').toLowerCase();
  return ['aws', resource.accountId, kind, `${resource.name}.json`]
    .map((part) => encodeURIComponent(part.toWellFormed()))
    .join('/');
}
