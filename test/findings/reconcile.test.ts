import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../lib/findings/finding.ts';
import { findingId } from '../../lib/findings/fingerprint.ts';
import { type CheckSight, type PreviousAudit, reconcile } from '../../lib/findings/reconcile.ts';
import { aFinding, anObservation } from './some-findings.ts';

const firstNight = nightOf(0);
const lastNight = nightOf(80);
const tonight = nightOf(81);

/** The start of the audit so many days after the first one. */
function nightOf(day: number): string {
  return new Date(Date.UTC(2026, 8, 1, 2, 17) + day * 86_400_000).toISOString();
}

/** A check that could see everything, or everything but these resources. */
function ran(id: string, ...unknown: CheckSight['unknown'][number][]): CheckSight {
  return { id, unknown };
}

const suppression = {
  exception: 'break-glass',
  reason: 'Used in emergencies alone.',
  owner: 'security@example.com',
  expires: '2027-03-31',
};
const accepted = { hiding: () => suppression };

describe('reconcile', () => {
  it('marks what is accepted, and calls it neither new nor back again', () => {
    const first = reconcile({
      previous: null,
      observations: [anObservation()],
      checks: [ran('role-unused')],
      exceptions: accepted,
      startedAt: tonight,
    });
    expect(first).toEqual({
      findings: [aFinding({ firstSeenAt: tonight, suppression })],
      newIds: [],
      resolvedIds: [],
      reopenedIds: [],
      changedIds: [],
    });
  });

  it('calls what stands changed when it is accepted, and not again while it is', () => {
    const night = (findings: PreviousAudit['findings']) =>
      reconcile({
        previous: { startedAt: lastNight, findings },
        observations: [anObservation()],
        checks: [ran('role-unused')],
        exceptions: accepted,
        startedAt: tonight,
      });
    const once = night([aFinding({ firstSeenAt: firstNight })]);
    expect(once.changedIds).toEqual([aFinding().id]);
    expect(night(once.findings).changedIds).toEqual([]);
  });

  it('does not take evidence that the store cut short for a change', () => {
    const evidence = { services: ['s3'], truncated: { services: 40 } };
    const { changedIds } = reconcile({
      previous: { startedAt: lastNight, findings: [aFinding({ firstSeenAt: firstNight, evidence })] },
      observations: [anObservation()],
      checks: [ran('role-unused')],
      startedAt: tonight,
    });
    expect(changedIds).toEqual([]);
  });

  it('reopens what is no longer accepted, once', () => {
    const before = aFinding({ firstSeenAt: firstNight, suppression });
    const night = (findings: PreviousAudit['findings'], startedAt: string) =>
      reconcile({
        previous: { startedAt: lastNight, findings },
        observations: [anObservation()],
        checks: [ran('role-unused')],
        startedAt,
      });
    const once = night([before], tonight);
    expect(once.findings).toEqual([aFinding({ firstSeenAt: firstNight, reopenedAt: tonight })]);
    expect(once.reopenedIds).toEqual([before.id]);
    expect(night(once.findings, nightOf(82))).toEqual({ ...once, reopenedIds: [] });
  });

  it('keeps accepted what nobody could look at', () => {
    const before = aFinding({ firstSeenAt: firstNight, suppression });
    const blind = { observations: [], checks: [ran('role-unused', {})], startedAt: tonight };
    const previous = { startedAt: lastNight, findings: [before] };
    expect(reconcile({ previous, ...blind, exceptions: accepted }).findings).toEqual([
      { ...before, lastSeenAt: lastNight },
    ]);
    expect(reconcile({ previous, ...blind }).reopenedIds).toEqual([before.id]);
  });

  it('resolves what was accepted and is gone', () => {
    const before = aFinding({ firstSeenAt: firstNight, suppression });
    const { findings, resolvedIds } = reconcile({
      previous: { startedAt: lastNight, findings: [before] },
      observations: [],
      checks: [ran('role-unused')],
      exceptions: accepted,
      startedAt: tonight,
    });
    expect(findings).toEqual([{ ...before, lastSeenAt: lastNight, resolvedAt: tonight }]);
    expect(resolvedIds).toEqual([before.id]);
  });

  it('calls a finding new that was never seen before', () => {
    const { findings, newIds } = reconcile({
      previous: null,
      observations: [anObservation()],
      checks: [ran('role-unused')],
      startedAt: tonight,
    });
    expect(findings).toEqual([aFinding({ firstSeenAt: tonight })]);
    expect(newIds).toEqual(findings.map(({ id }) => id));
  });

  it('keeps when it was first seen, and takes severity and evidence from tonight', () => {
    const evidence = { lastUsedAt: '2026-05-03T00:00:00Z' };
    const result = reconcile({
      previous: { startedAt: lastNight, findings: [aFinding({ firstSeenAt: firstNight })] },
      observations: [anObservation({ severity: 'high', evidence })],
      checks: [ran('role-unused')],
      startedAt: tonight,
    });
    expect(result).toEqual({
      findings: [aFinding({ severity: 'high', evidence, firstSeenAt: firstNight })],
      newIds: [],
      resolvedIds: [],
      reopenedIds: [],
      changedIds: [aFinding().id],
    });
  });

  it('resolves what its check looked at and did not see', () => {
    const before = aFinding({ firstSeenAt: firstNight });
    const { findings, resolvedIds } = reconcile({
      previous: { startedAt: lastNight, findings: [before] },
      observations: [],
      checks: [ran('role-unused', { resourceArn: 'arn:aws:iam::210987654321:role/another' })],
      startedAt: tonight,
    });
    expect(findings).toEqual([{ ...before, lastSeenAt: lastNight, resolvedAt: tonight }]);
    expect(resolvedIds).toEqual([before.id]);
  });

  it.each([
    ['its check did not run', [ran('user-unused')]],
    ['its check is blind', [ran('role-unused', {})]],
    ['its resource is unknown', [ran('role-unused', { resourceArn: aFinding().resource.arn })]],
  ])('leaves a finding as it was when %s, and says who saw it last', (_, checks) => {
    const before = aFinding({ firstSeenAt: firstNight });
    const once = reconcile({
      previous: { startedAt: lastNight, findings: [before] },
      observations: [],
      checks,
      startedAt: tonight,
    });
    const twice = reconcile({
      previous: { startedAt: tonight, findings: once.findings },
      observations: [],
      checks,
      startedAt: nightOf(82),
    });
    expect(once.findings).toEqual([{ ...before, lastSeenAt: lastNight }]);
    expect(twice.findings).toEqual(once.findings);
    expect([once.resolvedIds, twice.resolvedIds]).toEqual([[], []]);
  });

  it.each([
    [
      'resolves a finding though another one on the resource is unknown',
      'arn:aws:iam::111122223333:policy/other',
      true,
    ],
    ['leaves a finding that is unknown itself as it was', 'arn:aws:iam::111122223333:policy/orders-read', false],
  ])('%s', (_, discriminator, isResolved) => {
    const before = aFinding({
      checkId: 'attachment-unused',
      discriminator: 'arn:aws:iam::111122223333:policy/orders-read',
    });
    const { resolvedIds } = reconcile({
      previous: { startedAt: lastNight, findings: [before] },
      observations: [],
      checks: [ran('attachment-unused', { resourceArn: before.resource.arn, discriminator })],
      startedAt: tonight,
    });
    expect(resolvedIds).toEqual(isResolved ? [before.id] : []);
  });

  it('resolves what is gone in a Region that answered, and leaves what may be there in one that did not', () => {
    const functionIn = (region: string) => {
      const { resource, ...finding } = aFinding({ checkId: 'lambda-not-traced' });
      const arn = `arn:aws:lambda:${region}:210987654321:function:orders`;
      return { ...finding, resource: { ...resource, arn }, id: findingId('lambda-not-traced', arn) };
    };
    const [answered, silent] = [functionIn('eu-west-1'), functionIn('ap-south-1')];
    const { findings, resolvedIds } = reconcile({
      previous: { startedAt: lastNight, findings: [answered, silent] },
      observations: [],
      checks: [ran('lambda-not-traced', { outsideRegions: ['eu-west-1', 'eu-central-1'] })],
      startedAt: tonight,
    });
    expect(resolvedIds).toEqual([answered.id]);
    expect(findings.find(({ id }) => id === silent.id)).toEqual({ ...silent, lastSeenAt: lastNight });
  });

  it('reopens what comes back, with the day on which it was first seen', () => {
    const resolved = aFinding({ firstSeenAt: firstNight, lastSeenAt: nightOf(50), resolvedAt: nightOf(60) });
    const { findings, newIds, reopenedIds } = reconcile({
      previous: { startedAt: lastNight, findings: [resolved] },
      observations: [anObservation()],
      checks: [ran('role-unused')],
      startedAt: tonight,
    });
    expect(findings).toEqual([aFinding({ firstSeenAt: firstNight, reopenedAt: tonight })]);
    expect([newIds, reopenedIds]).toEqual([[], [resolved.id]]);
  });

  it.each([
    ['forgets', 31, []],
    ['remembers', 30, ['resolved']],
  ])('%s what was resolved %i days ago', (_, days, expected) => {
    const resolved = aFinding({ resolvedAt: nightOf(81 - days) });
    const { findings } = reconcile({
      previous: { startedAt: lastNight, findings: [resolved] },
      observations: [],
      checks: [ran('role-unused', {})],
      startedAt: tonight,
    });
    expect(findings.map(() => 'resolved')).toEqual(expected);
  });

  it('keeps the graver of two observations with the same cause', () => {
    const observations = [anObservation({ severity: 'low' }), anObservation({ severity: 'high' })];
    const { findings } = reconcile({ previous: null, observations, checks: [], startedAt: tonight });
    expect(findings.map(({ severity }) => severity)).toEqual(['high']);
  });
});

describe('reconcile, whatever happens in twelve nights', () => {
  const checkIds = ['role-unused', 'policy-unused', 'admin-policy'];
  const roleNames = ['a', 'b', 'c'];
  const subset = <Item>(items: readonly Item[]) => fc.subarray([...items]);
  const observation = fc
    .record({
      checkId: fc.constantFrom(...checkIds),
      roleName: fc.constantFrom(...roleNames),
      severity: fc.constantFrom('high' as const, 'low' as const),
      discriminator: fc.constantFrom('', 'key-1'),
    })
    .map(anObservation);
  const sight = fc
    .record({ ids: subset(checkIds), blind: subset(checkIds), unknownRoles: subset(roleNames) })
    .map(({ ids, blind, unknownRoles }) =>
      ids.map((id) =>
        ran(
          id,
          ...(blind.includes(id) ? [{}] : []),
          ...unknownRoles.map((roleName) => ({ resourceArn: anObservation({ roleName }).resource.arn })),
        ),
      ),
    );
  const nights = fc.array(fc.record({ checks: sight, observations: fc.array(observation, { maxLength: 8 }) }), {
    maxLength: 12,
  });

  const couldSee = (checks: readonly CheckSight[], { checkId, resource }: Observation) =>
    checks.some(
      ({ id, unknown }) =>
        id === checkId && unknown.every(({ resourceArn }) => resourceArn && resourceArn !== resource.arn),
    );

  it('loses nothing, resolves only what could be seen, and never doubts an id', () => {
    fc.assert(
      fc.property(nights, (history) => {
        let previous: PreviousAudit | null = null;
        for (const [index, { checks, observations }] of history.entries()) {
          const before: PreviousAudit | null = previous;
          const startedAt = nightOf(index);
          const result = reconcile({ previous: before, checks, observations, startedAt, resolvedKeptDays: 400 });
          const ids = new Set(result.findings.map(({ id }) => id));

          expect(ids.size).toBe(result.findings.length);
          for (const old of before?.findings ?? []) {
            const now = result.findings.find(({ id }) => id === old.id);
            expect(now?.firstSeenAt).toBe(old.firstSeenAt);
            if (now?.resolvedAt === startedAt) expect(couldSee(checks, old)).toBe(true);
          }
          for (const { checkId, resource } of observations) {
            const shown = result.findings.some(
              (finding) => finding.checkId === checkId && finding.resource.arn === resource.arn && !finding.resolvedAt,
            );
            expect(shown).toBe(true);
          }
          previous = { startedAt, findings: result.findings };
        }
      }),
    );
  });

  it('does not depend on any order', () => {
    fc.assert(
      fc.property(nights, fc.infiniteStream(fc.integer()), (history, seeds) => {
        const shuffled = <Item>(items: readonly Item[]) =>
          items
            .map((item) => ({ item, rank: seeds.next().value }))
            .sort((left, right) => left.rank - right.rank)
            .map(({ item }) => item);
        let inOrder: PreviousAudit | null = null;
        let anyOrder: PreviousAudit | null = null;
        for (const [index, { checks, observations }] of history.entries()) {
          const startedAt = nightOf(index);
          const one = reconcile({ previous: inOrder, checks, observations, startedAt });
          const other = reconcile({
            previous: anyOrder,
            checks: shuffled(checks),
            observations: shuffled(observations),
            startedAt,
          });
          expect(other).toEqual(one);
          inOrder = { startedAt, findings: one.findings };
          anyOrder = { startedAt, findings: shuffled(other.findings) };
        }
      }),
    );
  });

  it('stores the same again on a night on which nothing changes', () => {
    fc.assert(
      fc.property(nights, ([first, ...others]) => {
        let previous: PreviousAudit | null = null;
        for (const [index, { checks, observations }] of [first, ...others].filter((night) => !!night).entries()) {
          const once = reconcile({ previous, checks, observations, startedAt: nightOf(index * 2) });
          const quiet = { startedAt: nightOf(index * 2), findings: once.findings };
          const again = reconcile({ previous: quiet, checks, observations, startedAt: nightOf(index * 2 + 1) });
          expect(again).toEqual({
            findings: once.findings,
            newIds: [],
            resolvedIds: [],
            reopenedIds: [],
            changedIds: [],
          });
          previous = { startedAt: nightOf(index * 2 + 1), findings: again.findings };
        }
      }),
    );
  });
});
