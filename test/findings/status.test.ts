import { describe, expect, it } from 'vitest';
import { countFindings, statusOf } from '../../lib/findings/status.ts';
import { aFinding } from './some-findings.ts';

const tonight = '2026-11-21T02:17:00Z';
const lastNight = '2026-11-20T02:17:00Z';

describe('statusOf', () => {
  it.each([
    ['new', aFinding({ firstSeenAt: tonight })],
    ['open', aFinding({ firstSeenAt: lastNight })],
    ['open', aFinding({ firstSeenAt: lastNight, lastSeenAt: lastNight })],
    ['reopened', aFinding({ reopenedAt: tonight })],
    ['open', aFinding({ reopenedAt: lastNight })],
    ['resolved', aFinding({ firstSeenAt: lastNight, lastSeenAt: lastNight, resolvedAt: tonight })],
  ] as const)('is %s', (status, finding) => {
    expect(statusOf(finding, tonight)).toBe(status);
  });
});

describe('countFindings', () => {
  it('counts what stands by severity, and what this audit changed', () => {
    const counts = countFindings(
      [
        aFinding({ roleName: 'a', severity: 'critical', firstSeenAt: tonight }),
        aFinding({ roleName: 'b', severity: 'critical' }),
        aFinding({ roleName: 'c', severity: 'high', resolvedAt: tonight }),
        aFinding({ roleName: 'd', severity: 'high', resolvedAt: lastNight }),
        aFinding({ roleName: 'e', severity: 'info', reopenedAt: tonight }),
      ],
      tonight,
    );
    expect(counts).toEqual({ critical: 2, high: 0, medium: 0, low: 0, info: 1, new: 1, resolved: 1, suppressed: 0 });
  });
});
