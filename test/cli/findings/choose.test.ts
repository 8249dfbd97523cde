import { describe, expect, it } from 'vitest';
import { chooseFindings } from '../../../lib/cli/findings/choose.ts';
import type { Finding } from '../../../lib/findings/finding.ts';

const finding = (id: string, fields: Partial<Finding> = {}): Finding => ({
  id,
  checkId: 'role-unused',
  severity: 'medium',
  status: 'open',
  resource: {
    arn: `arn:aws:iam::111122223333:role/${id}`,
    type: 'AWS::IAM::Role',
    name: id,
    accountId: '111122223333',
  },
  title: 'Role that nobody uses',
  detail: '',
  evidence: {},
  remediation: { text: '' },
  firstSeenAt: '2026-11-01T02:17:00.000Z',
  lastSeenAt: '2026-11-23T02:17:00.000Z',
  ...fields,
});
const findings = [
  finding('billing-export', { severity: 'critical', checkId: 'trust-anyone', status: 'new' }),
  finding('Billing-archive'),
  finding('old-deploy', { status: 'resolved' }),
  finding('read-logs', { severity: 'low', status: 'suppressed' }),
];
const chosen = (filter: Parameters<typeof chooseFindings>[1]) => chooseFindings(findings, filter).map(({ id }) => id);

describe('chooseFindings', () => {
  it('leaves out what is resolved, unless it is asked for', () => {
    expect(chosen({})).toEqual(['billing-export', 'Billing-archive', 'read-logs']);
    expect(chosen({ status: ['resolved', 'new'] })).toEqual(['billing-export', 'old-deploy']);
  });

  it('narrows by severity, check and part of the ARN, in which case counts', () => {
    expect(chosen({ minSeverity: 'medium' })).toEqual(['billing-export', 'Billing-archive']);
    expect(chosen({ check: ['trust-anyone'] })).toEqual(['billing-export']);
    expect(chosen({ resource: 'role/Billing' })).toEqual(['Billing-archive']);
    expect(chosen({ resource: 'billing', minSeverity: 'high', check: ['role-unused'] })).toEqual([]);
  });
});
