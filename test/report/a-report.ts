import { checks } from '../../lib/checks/registry.ts';
import { defaultConfiguration } from '../../lib/config/configuration.ts';
import type { Finding } from '../../lib/findings/finding.ts';
import type { Introducer } from '../../lib/findings/introduced-by.ts';
import { type AuditReport, buildReport } from '../../lib/report/audit-report.ts';
import type { RenderOptions } from '../../lib/report/formats.ts';
import { anAccount } from '../builders/an-account.ts';

export const options: RenderOptions = {
  checks,
  columns: 100,
  snapshot: anAccount().build(),
  configuration: defaultConfiguration,
};

/** A finding of the check `role-unused`, unless something else is said. */
export function aFinding({ name = 'billing-export', ...others }: Partial<Finding> & { name?: string } = {}): Finding {
  return {
    id: 'a1b2c3d4e5f60718',
    checkId: 'role-unused',
    severity: 'medium',
    status: 'open',
    resource: {
      arn: `arn:aws:iam::111122223333:role/${name}`,
      type: 'AWS::IAM::Role',
      name,
      accountId: '111122223333',
    },
    title: 'Role that nobody uses',
    detail: `Role ${name}, created 2024-03-01, was last used 2025-01-15.`,
    evidence: { lastUsedAt: '2025-01-15T09:00:00.000Z' },
    remediation: {
      text: `Lock the role, and delete it when nobody has missed it.`,
      commands: [`aws iam delete-role --role-name '${name}'`],
    },
    firstSeenAt: '2026-11-01T02:00:00.000Z',
    lastSeenAt: '2026-11-23T02:00:00.000Z',
    ...others,
  };
}

/** The report of an audit that found these. */
export function aReport(findings: readonly Finding[] = [], snapshot = anAccount().build()): AuditReport {
  return buildReport({ snapshot, auditedAt: '2026-11-23T02:00:00.000Z', outcomes: [], findings });
}

/** Who introduced a finding, behind a session. */
export const ada: Introducer = {
  actor: 'arn:aws:sts::111122223333:assumed-role/Admin/ada',
  sourceIdentity: 'ada@example.com',
  sessionIssuer: 'arn:aws:iam::111122223333:role/Admin',
  event: 'UpdateAssumeRolePolicy',
  at: '2026-11-22T16:40:00.000Z',
  eventId: '4f3c1b0a-9d8e-4c7b-a6f5-0e1d2c3b4a59',
  sourceIp: '203.0.113.7',
};

/** What somebody who may name a role would like to see printed. */
export const hostileNames = [
  '"><script>alert(1)</script>',
  "' OR 1=1; --",
  'a"b,c\td',
  'role\nCRITICAL  faked (1): Nothing to see',
  '\u001b[2J\u001b]0;owned\u0007',
  '\u009b31mred',
  '=HYPERLINK("https://evil.example","click")',
  '[click](https://evil.example) ![x](https://evil.example/x.png)',
  '```\n# A heading of my own\n```',
  '| a | b |',
  '`tick` ``ticks``',
  '\u202egnp.exe\u200b',
  '\ud800 half a character',
  '{0} {{1}} $(id) %s',
  '../../../etc/passwd',
  'x'.repeat(3_000),
  '',
];

/** Introducers who call themselves what somebody would like to see printed. */
export const hostileIntroducers: readonly Introducer[] = hostileNames.map((name) => ({
  ...ada,
  actor: `arn:aws:sts::111122223333:assumed-role/Admin/${name}`,
  sourceIdentity: name,
}));
