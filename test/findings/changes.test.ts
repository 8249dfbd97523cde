import { describe, expect, it } from 'vitest';
import { changeSince } from '../../lib/findings/changes.ts';
import type { StoredFinding } from '../../lib/findings/finding.ts';

const finding: StoredFinding = {
  id: '0123456789abcdef',
  checkId: 'user-unused',
  severity: 'medium',
  resource: {
    arn: 'arn:aws:iam::111122223333:user/ci-deploy',
    type: 'AWS::IAM::User',
    name: 'ci-deploy',
    accountId: '111122223333',
  },
  evidence: {},
  firstSeenAt: '2026-11-01T02:17:00.000Z',
};
const since = new Date('2026-11-16T00:00:00Z');
const change = (fields: Partial<StoredFinding>) => changeSince({ ...finding, ...fields }, since);

describe('changeSince', () => {
  it.each<[string, Partial<StoredFinding>, ReturnType<typeof changeSince>]>([
    ['nothing of one that stood before and stands', {}, null],
    ['new, first seen at that very instant', { firstSeenAt: '2026-11-16T00:00:00.000Z' }, 'new'],
    ['nothing of one that came a moment before', { firstSeenAt: '2026-11-15T23:59:59.999Z' }, null],
    ['reopened', { reopenedAt: '2026-11-20T02:17:00.000Z' }, 'reopened'],
    ['nothing of one that came back before', { reopenedAt: '2026-11-10T02:17:00.000Z' }, null],
    ['resolved', { resolvedAt: '2026-11-20T02:17:00.000Z' }, 'resolved'],
    ['nothing of one that went before', { resolvedAt: '2026-11-10T02:17:00.000Z' }, null],
    [
      'resolved of one that came and went since',
      { firstSeenAt: '2026-11-18T02:17:00.000Z', resolvedAt: '2026-11-20T02:17:00.000Z' },
      'resolved',
    ],
    ['nothing of one that nobody could look at since', { lastSeenAt: '2026-11-10T02:17:00.000Z' }, null],
  ])('says %s', (_, fields, expected) => {
    expect(change(fields)).toBe(expected);
  });
});
