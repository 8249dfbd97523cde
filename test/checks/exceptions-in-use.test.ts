import { describe, expect, it } from 'vitest';
import type { CheckOutcome } from '../../lib/checks/evaluate.ts';
import { exceptionsInUse } from '../../lib/checks/exceptions-in-use.ts';
import type { Exception } from '../../lib/config/exception.ts';
import { exceptionsAt } from '../../lib/findings/exceptions.ts';
import { aFinding } from '../findings/some-findings.ts';

const now = new Date('2026-11-23T02:17:00Z');
const kind: Exception = {
  id: 'break-glass',
  parameter: '/account-auditor/exceptions/break-glass',
  accepts: { checks: ['role-unused'], resource: 'arn:aws:iam::210987654321:role/break-glass-*' },
  reason: 'Used in emergencies alone.',
  owner: 'security@example.com',
  expires: '2027-03-31',
};
const one: Exception = { ...kind, id: 'one', accepts: { finding: '0123456789abcdef' } };
const outcome = (unknown: CheckOutcome['unknown'] = []): CheckOutcome => ({
  id: 'role-unused',
  status: 'pass',
  findings: 0,
  unknown,
});
const young = { code: 'young', reason: 'Made inside the grace period of 14 days.' } as const;
const judge = (exceptions: readonly Exception[], outcomes: readonly CheckOutcome[], standing = [aFinding()]) =>
  exceptionsInUse(exceptionsAt(exceptions, now), [], standing, outcomes);

describe('exceptionsInUse', () => {
  it('names those that hide nothing that stands', () => {
    expect(judge([kind, one], [outcome()]).idle).toEqual([
      { exception: kind, doubt: null },
      { exception: one, doubt: null },
    ]);
    expect(judge([kind], [outcome()], [aFinding({ roleName: 'break-glass-eu' })]).idle).toEqual([]);
  });

  it.each<[string, readonly CheckOutcome[], RegExp]>([
    ['did not run', [], /^The check role-unused did not run\.$/],
    ['is blind', [outcome([{ code: 'not-collected', reason: 'Denied.' }])], /could not look at all .*Denied\.$/],
    [
      'could not look at a resource that fits',
      [outcome([{ ...young, resourceArn: 'arn:aws:iam::210987654321:role/break-glass-us' }])],
      /grace period/,
    ],
  ])('is in doubt when the check of one %s', (_, outcomes, doubt) => {
    expect(judge([kind], outcomes).idle).toEqual([{ exception: kind, doubt: expect.stringMatching(doubt) }]);
  });

  it('is in no doubt when what the check could not look at does not fit', () => {
    const elsewhere = outcome([{ ...young, resourceArn: 'arn:aws:iam::210987654321:role/ci' }]);
    expect(judge([kind], [elsewhere]).idle).toEqual([{ exception: kind, doubt: null }]);
  });
});
