import { describe, expect, it } from 'vitest';
import { buildReport } from '../../lib/report/audit-report.ts';
import { anAccount } from '../builders/an-account.ts';

describe('buildReport', () => {
  it('says what is unknown without what tells findings apart, which is no part of the contract', () => {
    const entry = { resourceArn: 'arn:aws:iam::111122223333:user/ada', detail: 'access key 1', reason: 'Too young.' };
    const report = buildReport({
      snapshot: anAccount().build(),
      auditedAt: '2026-11-23T02:00:00.000Z',
      outcomes: [
        {
          id: 'access-key-unused',
          status: 'unknown',
          findings: 0,
          unknown: [{ ...entry, code: 'young', discriminator: 'key-1-2026-11-20T02:00:00Z' }],
        },
      ],
      findings: [],
    });
    expect(report.checks).toEqual([
      { id: 'access-key-unused', status: 'unknown', findings: 0, unknown: [{ ...entry, code: 'young' }] },
    ]);
  });
});
