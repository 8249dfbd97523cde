import { describe, expect, it } from 'vitest';
import { compareFindings } from '../../lib/findings/order.ts';
import { aFinding } from './some-findings.ts';

describe('compareFindings', () => {
  it('puts the gravest first, then goes by check and by ARN', () => {
    const sorted = [
      aFinding({ severity: 'low', checkId: 'a-check', roleName: 'a' }),
      aFinding({ severity: 'critical', checkId: 'b-check', roleName: 'b' }),
      aFinding({ severity: 'critical', checkId: 'b-check', roleName: 'a' }),
      aFinding({ severity: 'critical', checkId: 'a-check', roleName: 'Z' }),
      aFinding({ severity: 'info', checkId: 'a-check', roleName: 'a' }),
    ].sort(compareFindings);
    expect(sorted.map(({ severity, checkId, resource }) => `${severity} ${checkId} ${resource.name}`)).toEqual([
      'critical a-check Z',
      'critical b-check a',
      'critical b-check b',
      'low a-check a',
      'info a-check a',
    ]);
  });
});
