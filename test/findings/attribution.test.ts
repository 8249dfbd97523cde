import { describe, expect, it } from 'vitest';
import {
  type AskHistory,
  attribute,
  type HistoryAnswer,
  type HistoryEvent,
  type Window,
} from '../../lib/findings/attribution.ts';
import { aFinding } from './some-findings.ts';

const startedAt = '2026-11-23T02:17:00.000Z';
const previousStartedAt = '2026-11-22T02:17:00.000Z';

const anEvent = (more: Partial<HistoryEvent> = {}): HistoryEvent => ({
  eventId: 'e-1',
  name: 'UpdateAssumeRolePolicy',
  source: 'iam.amazonaws.com',
  at: '2026-11-22T16:40:00.000Z',
  parameters: { roleName: 'deploy-pipeline' },
  hasFailed: false,
  isRoot: false,
  actor: 'arn:aws:sts::210987654321:assumed-role/Admin/ada',
  sourceIdentity: 'ada@example.com',
  sessionIssuer: 'arn:aws:iam::210987654321:role/Admin',
  sourceIp: '203.0.113.7',
  ...more,
});
const read = (...events: readonly HistoryEvent[]): HistoryAnswer => ({ status: 'read', events, isWhole: true });

/** A history that gives these answers in turn, the last one again and again, and remembers what it was asked. */
function aHistory(...answers: readonly HistoryAnswer[]) {
  const asked: { readonly value: string; readonly window: Window }[] = [];
  const ask: AskHistory = async ({ value }, window) => {
    asked.push({ value, window });
    return answers[asked.length - 1] ?? answers.at(-1) ?? read();
  };
  return { asked, night: { startedAt, previousStartedAt, ask } };
}

const fresh = aFinding({ checkId: 'trust-anyone', firstSeenAt: startedAt });

describe('attribute', () => {
  it('names who made the newest call that can have caused a finding', async () => {
    const { asked, night } = aHistory(
      read(
        anEvent({ eventId: 'older', at: '2026-11-22T09:00:00Z' }),
        anEvent(),
        anEvent({ eventId: 'failed', at: '2026-11-22T18:00:00Z', hasFailed: true }),
        anEvent({ eventId: 'another', at: '2026-11-22T18:00:00Z', name: 'TagRole' }),
      ),
    );
    expect((await attribute([fresh], night)).get(fresh.id)).toEqual({
      actor: 'arn:aws:sts::210987654321:assumed-role/Admin/ada',
      sourceIdentity: 'ada@example.com',
      sessionIssuer: 'arn:aws:iam::210987654321:role/Admin',
      event: 'UpdateAssumeRolePolicy',
      at: '2026-11-22T16:40:00.000Z',
      eventId: 'e-1',
      sourceIp: '203.0.113.7',
    });
    expect(asked).toEqual([{ value: 'deploy-pipeline', window: { after: previousStartedAt, until: startedAt } }]);
  });

  it('leaves out what the event does not tell', async () => {
    const { night } = aHistory(read(anEvent({ sourceIdentity: null, sessionIssuer: null, sourceIp: null })));
    const found = (await attribute([fresh], night)).get(fresh.id);
    expect(Object.keys(found ?? {})).toEqual(['actor', 'event', 'at', 'eventId']);
  });

  it.each([
    ['open since an earlier night', aFinding({ checkId: 'trust-anyone' })],
    ['resolved', aFinding({ checkId: 'trust-anyone', resolvedAt: startedAt })],
    ['accepted', { ...fresh, suppression: { exception: 'a', reason: 'b', owner: 'c', expires: '2027-01-01' } }],
    ['of low severity', aFinding({ checkId: 'trust-anyone', severity: 'low', firstSeenAt: startedAt })],
    ['of what nobody did', aFinding({ checkId: 'role-unused', firstSeenAt: startedAt })],
    ['answered on an earlier night', { ...aFinding({ checkId: 'trust-anyone' }), introducedBy: { unknown: 'gone' } }],
  ])('asks nothing about a finding that is %s', async (_, finding) => {
    const { asked, night } = aHistory();
    expect(await attribute([finding], night)).toEqual(new Map());
    expect(asked).toEqual([]);
  });

  it('asks about one that is back', async () => {
    const back = aFinding({ checkId: 'trust-anyone', reopenedAt: startedAt });
    const { night } = aHistory(read(anEvent()));
    expect((await attribute([back], night)).get(back.id)).toMatchObject({ eventId: 'e-1' });
  });

  it('asks about the gravest first', async () => {
    const { asked, night } = aHistory();
    const findings = (['medium', 'critical', 'high'] as const).map((severity) =>
      aFinding({ checkId: 'trust-anyone', severity, roleName: severity, firstSeenAt: startedAt }),
    );
    await attribute(findings, night);
    expect(asked.map(({ value }) => value)).toEqual(['critical', 'high', 'medium']);
  });

  it('asks who deleted settings before anything else, though that is not grave', async () => {
    const { asked, night } = aHistory();
    const deleted = aFinding({
      checkId: 'configuration-changed',
      severity: 'low',
      evidence: { parameter: '/account-auditor/config', deletedAfter: previousStartedAt },
      firstSeenAt: startedAt,
    });
    await attribute(
      [aFinding({ checkId: 'trust-anyone', severity: 'critical', firstSeenAt: startedAt }), deleted],
      night,
    );
    expect(asked.map(({ value }) => value)).toEqual(['DeleteParameter', 'DeleteParameters', 'deploy-pipeline']);
  });

  it.each([
    ['there is no such event', read(), /no event between 2026-11-22T02:17:00.000Z and 2026-11-23T02:17:00.000Z/],
    ['there is more than was read', { status: 'read', events: [], isWhole: false } as const, /not among the newest/],
    ['the event does not say who', read(anEvent({ actor: null })), /e-1 .* does not say who/],
    ['graver ones took all lookups', { status: 'bound' } as const, /^not looked up: /],
  ])('says why nobody knows, for good, when %s', async (_, answer, reason) => {
    const found = (await attribute([fresh], aHistory(answer).night)).get(fresh.id);
    expect(found).toEqual({ unknown: expect.stringMatching(reason) });
  });

  it.each(['denied', 'failed', 'out-of-time'] as const)(
    'asks again for a week when the answer is %s',
    async (status) => {
      const found = (await attribute([fresh], aHistory({ status }).night)).get(fresh.id);
      expect(found).toEqual({
        unknown: expect.any(String),
        askedUntil: '2026-11-30T02:17:00.000Z',
        after: previousStartedAt,
      });
      if (found === undefined) return;
      const later = { ...fresh, introducedBy: found };
      const { asked, night } = aHistory(read(anEvent()));
      const onNight = (at: string) => attribute([later], { ...night, startedAt: at, previousStartedAt: at });
      expect((await onNight('2026-11-30T02:17:00.000Z')).get(fresh.id)).toMatchObject({ eventId: 'e-1' });
      expect(asked[0]?.window).toEqual({ after: previousStartedAt, until: startedAt });
      expect(await onNight('2026-11-30T02:17:00.001Z')).toEqual(new Map());
    },
  );

  it('says the same as before when it gets no answer again', async () => {
    const { night } = aHistory({ status: 'denied' });
    const before = (await attribute([fresh], night)).get(fresh.id);
    const later = { ...fresh, ...(before && { introducedBy: before }) };
    const again = await attribute([later], { ...night, startedAt: '2026-11-24T02:17:00.000Z' });
    expect(again.get(fresh.id)).toEqual(before);
  });
});
