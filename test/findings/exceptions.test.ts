import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exception } from '../../lib/config/exception.ts';
import { exceptionsAt } from '../../lib/findings/exceptions.ts';
import { aFinding, anObservation } from './some-findings.ts';

const now = new Date('2026-11-23T02:17:00Z');

const breakGlass: Exception = {
  id: 'break-glass',
  parameter: '/account-auditor/exceptions/break-glass',
  accepts: { checks: ['role-unused', 'services-unused'], resource: 'arn:aws:iam::210987654321:role/break-glass-*' },
  reason: 'Used in emergencies alone; a drill each quarter shows that it works.',
  owner: 'security@example.com',
  expires: '2027-03-31',
  ticket: 'SEC-114',
};
const hiding = (exceptions: readonly Exception[], of: Parameters<typeof anObservation>[0]) =>
  exceptionsAt(exceptions, now).hiding(anObservation(of))?.exception ?? null;

describe('exceptionsAt', () => {
  it('hides findings of its checks on resources that fit, and says why, for whom and until when', () => {
    const exceptions = exceptionsAt([breakGlass], now);
    expect(exceptions.hiding(anObservation({ roleName: 'break-glass-eu' }))).toEqual({
      exception: 'break-glass',
      reason: breakGlass.reason,
      owner: 'security@example.com',
      expires: '2027-03-31',
      ticket: 'SEC-114',
    });
  });

  it.each([
    ['another check', { checkId: 'trust-anyone', roleName: 'break-glass-eu' }],
    ['another resource', { roleName: 'deploy-pipeline' }],
    ['a resource in another case: ARNs tell cases apart', { roleName: 'Break-Glass-eu' }],
  ])('leaves alone the findings of %s', (_, of) => {
    expect(hiding([breakGlass], of)).toBeNull();
  });

  it('hides one finding by its id, and no other of the same check and resource', () => {
    const { id } = aFinding({ checkId: 'access-key-unused', discriminator: 'key-1' });
    const one: Exception = { ...breakGlass, accepts: { finding: id } };
    expect(hiding([one], { checkId: 'access-key-unused', discriminator: 'key-1' })).toBe('break-glass');
    expect(hiding([one], { checkId: 'access-key-unused', discriminator: 'key-2' })).toBeNull();
  });

  it('holds on its last day, and not on the day after', () => {
    const until = (expires: string) => hiding([{ ...breakGlass, expires }], { roleName: 'break-glass-eu' });
    expect(until('2026-11-23')).toBe('break-glass');
    expect(until('2026-11-22')).toBeNull();
    expect(exceptionsAt([{ ...breakGlass, expires: '2026-11-22' }], now).expired.map(({ id }) => id)).toEqual([
      'break-glass',
    ]);
  });

  it('names the one that holds longest, whichever way it accepts', () => {
    const { id } = aFinding({ roleName: 'break-glass-eu' });
    const longer: Exception = { ...breakGlass, id: 'longer', accepts: { finding: id }, expires: '2027-06-30' };
    expect(hiding([breakGlass, longer], { roleName: 'break-glass-eu' })).toBe('longer');
    expect(hiding([longer, breakGlass], { roleName: 'break-glass-eu' })).toBe('longer');
  });

  it('knows which hide nothing, and does not count those that have expired', () => {
    const idle: Exception = { ...breakGlass, id: 'idle', accepts: { finding: '0123456789abcdef' } };
    const past: Exception = { ...idle, id: 'past', expires: '2026-01-31' };
    const findings = [anObservation({ roleName: 'break-glass-eu' })];
    expect(
      exceptionsAt([breakGlass, idle, past], now)
        .idle(findings)
        .map(({ id }) => id),
    ).toEqual(['idle']);
  });

  it('takes every exception for hiding, idle or expired, and only one of them', () => {
    const name = fc.constantFrom('break-glass-eu', 'deploy-pipeline', 'backup');
    const exception = fc.record({
      checks: fc.subarray(['role-unused', 'trust-anyone'], { minLength: 1 }),
      resource: fc.constantFrom('arn:aws:iam::210987654321:role/break-*', 'arn:*:role/backup', 'arn:*:role/no?such'),
      expires: fc.constantFrom('2026-11-22', '2026-11-23', '2027-01-31'),
    });
    fc.assert(
      fc.property(fc.array(exception), fc.array(name), (parts, names) => {
        const all = parts.map(({ expires, ...accepts }, index) => ({
          ...breakGlass,
          id: `e${index}`,
          accepts,
          expires,
        }));
        const findings = names.map((roleName) => anObservation({ roleName }));
        const { hiding: hide, idle, expired } = exceptionsAt(all, now);
        const useless = new Set([...idle(findings), ...expired].map(({ id }) => id));
        expect(idle(findings).length + expired.length).toBe(useless.size);
        for (const finding of findings) expect(useless).not.toContain(hide(finding)?.exception);
      }),
    );
  });
});
