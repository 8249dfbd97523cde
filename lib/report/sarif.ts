import type { Check } from '../checks/check.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import { isStanding } from '../findings/status.ts';
import type { AuditReport } from './audit-report.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** GitHub code scanning reads `level` and the CVSS-like `security-severity` (docs.github.com, SARIF support). */
const levels: Record<Severity, { readonly level: 'error' | 'warning' | 'note'; readonly score: string }> = {
  critical: { level: 'error', score: '9.0' },
  high: { level: 'error', score: '7.0' },
  medium: { level: 'warning', score: '4.0' },
  low: { level: 'note', score: '2.0' },
  info: { level: 'note', score: '0.0' },
};

/** SARIF 2.1.0: a rule for each check with findings, a result for each finding that stands. */
export function renderSarif(report: AuditReport, checks: readonly Check[]): string {
  const standing = report.findings.filter((finding) => isStanding(finding.status));
  const found = new Set(standing.map((finding) => finding.checkId));
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
        results: standing.map((finding) => resultOf(finding, ruleIndex.get(finding.checkId))),
      },
    ],
  };
  return `${JSON.stringify(sarif, null, 2)}\n`;
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

function resultOf(finding: Finding, ruleIndex: number | undefined): object {
  return {
    ruleId: finding.checkId,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levels[finding.severity].level,
    message: { text: `${finding.detail} ${finding.remediation.text}` },
    // An account has no files. A stable address that no night changes lets code scanning follow an alert.
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: locationOf(finding) }, region: { startLine: 1 } },
        logicalLocations: [{ fullyQualifiedName: finding.resource.arn, kind: 'resource' }],
      },
    ],
    partialFingerprints: { 'accountAuditorId/v1': finding.id },
  };
}

function locationOf(finding: Finding): string {
  const kind = finding.resource.type.split('::').slice(1).join('-').toLowerCase();
  return ['aws', finding.resource.accountId, kind, `${finding.resource.name}.json`].map(encodeURIComponent).join('/');
}
