import { describe, expect, it } from 'vitest';
import { type CheckTexts, presentFinding, presentFindings } from '../../lib/findings/present.ts';
import { aFinding } from './some-findings.ts';

const startedAt = '2026-11-21T02:17:00Z';

const roleUnused: CheckTexts = {
  title: 'Role that nobody uses',
  describe: ({ resource, evidence }) => `Role ${resource.name} was last used ${evidence.lastUsedAt}.`,
  remediate: ({ resource }) => ({ text: `Delete ${resource.name}.`, commands: ['aws iam delete-role'] }),
};
const textsOf = (checkId: string) => (checkId === 'role-unused' ? roleUnused : undefined);

describe('presentFinding', () => {
  it('puts back what the catalogue says and what moves by itself', () => {
    const stored = aFinding({ firstSeenAt: '2026-09-01T02:17:00Z' });
    expect(presentFinding(stored, { textsOf, startedAt })).toEqual({
      id: stored.id,
      checkId: 'role-unused',
      severity: 'medium',
      status: 'open',
      resource: stored.resource,
      title: 'Role that nobody uses',
      detail: 'Role deploy-pipeline was last used 2026-05-02T08:11:00Z.',
      evidence: stored.evidence,
      remediation: { text: 'Delete deploy-pipeline.', commands: ['aws iam delete-role'] },
      firstSeenAt: '2026-09-01T02:17:00Z',
      lastSeenAt: startedAt,
    });
  });

  it('says when a finding that was not seen tonight was last seen, and when it was resolved', () => {
    const stored = aFinding({ lastSeenAt: '2026-11-19T02:17:00Z', resolvedAt: '2026-11-20T02:17:00Z' });
    expect(presentFinding(stored, { textsOf, startedAt })).toMatchObject({
      status: 'resolved',
      lastSeenAt: '2026-11-19T02:17:00Z',
      resolvedAt: '2026-11-20T02:17:00Z',
    });
  });

  it('shows a finding of a check that the catalogue no longer has', () => {
    const stored = aFinding({ checkId: 'role-forgotten' });
    expect(presentFinding(stored, { textsOf, startedAt })).toMatchObject({
      title: 'role-forgotten',
      detail: expect.stringContaining('role-forgotten'),
      evidence: stored.evidence,
    });
  });
});

describe('presentFindings', () => {
  it('puts the gravest first', () => {
    const stored = [aFinding({ roleName: 'a', severity: 'low' }), aFinding({ roleName: 'b', severity: 'critical' })];
    const shown = presentFindings(stored, { textsOf, startedAt });
    expect(shown.map(({ severity }) => severity)).toEqual(['critical', 'low']);
  });
});
