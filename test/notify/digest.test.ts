import { describe, expect, it } from 'vitest';
import type { Exception } from '../../lib/config/exception.ts';
import { CannotRunError } from '../../lib/errors.ts';
import type { StoredFinding } from '../../lib/findings/finding.ts';
import { composeDigest } from '../../lib/notify/digest.ts';
import { mailOf } from '../../lib/notify/mail.ts';
import { slackOf } from '../../lib/notify/slack.ts';
import { teamsOf } from '../../lib/notify/teams.ts';
import { readWeek, type Week } from '../../lib/notify/week.ts';
import type { NightSummary } from '../../lib/publish/store/summary.ts';
import { aFinding, aStoredAudit, places } from './some-alarms.ts';

const accountId = '111122223333';
const now = new Date('2026-11-23T07:00:00Z');

function aWeek(parts: Partial<Week> = {}): Week {
  return {
    stored: aStoredAudit(),
    nights: { value: [] },
    exceptions: { value: { exceptions: [], unreadable: [] } },
    ...parts,
  };
}

function mailAbout(week: Week) {
  return mailOf(composeDigest(week, { key: 'digest_1', accountId, now, places }));
}

function aStored(parts: Partial<StoredFinding>): StoredFinding {
  const { id, checkId, severity, resource, evidence, firstSeenAt } = aFinding();
  return { id, checkId, severity, resource, evidence, firstSeenAt, ...parts };
}

function aNight(startedAt: string): NightSummary {
  const { summary } = aStoredAudit({ summary: { startedAt } });
  return { ...summary, schemaVersion: 1, worst: [], moreWorst: 0, configHash: 'c', manifest: ['m'] };
}

function anException(parts: Partial<Exception>): Exception {
  return {
    id: 'break-glass',
    parameter: '/account-auditor/exceptions/break-glass',
    accepts: { finding: '0c239fe613a87d87' },
    reason: 'Drilled each quarter',
    owner: 'security@example.com',
    expires: '2027-03-31',
    ...parts,
  };
}

describe('composeDigest', () => {
  it('says what stands, what came and went, and what stands longest', () => {
    const suppression = { exception: 'x', reason: 'x', owner: 'x', expires: '2027-01-01' };
    const stored = aStoredAudit({
      stored: [
        aStored({ id: 'a', firstSeenAt: '2026-11-16T07:00:00.000Z' }),
        aStored({ id: 'b', firstSeenAt: '2026-11-16T06:59:59.999Z' }),
        aStored({ id: 'c', firstSeenAt: '2026-01-01T00:00:00.000Z', reopenedAt: '2026-11-20T02:17:00.000Z' }),
        aStored({ id: 'd', firstSeenAt: '2026-11-18T02:17:00.000Z', resolvedAt: '2026-11-20T02:17:00.000Z' }),
        aStored({ id: 'e', firstSeenAt: '2026-11-20T02:17:00.000Z', suppression }),
      ],
      findings: [
        aFinding({ id: 'a', status: 'open', firstSeenAt: '2026-11-16T07:00:00.000Z' }),
        aFinding({ id: 'c', status: 'open', severity: 'high', firstSeenAt: '2026-01-01T00:00:00.000Z' }),
        aFinding({ id: 'd', status: 'resolved', firstSeenAt: '2025-01-01T00:00:00.000Z' }),
        aFinding({ id: 'e', status: 'suppressed', firstSeenAt: '2025-01-01T00:00:00.000Z' }),
        aFinding({ id: 'f', status: 'open', severity: 'medium', firstSeenAt: '2025-01-01T00:00:00.000Z' }),
      ],
    });
    const { subject, body } = mailAbout(aWeek({ stored }));
    expect(subject).toBe('[account-auditor] 111122223333: the week: 1 critical and 2 high findings stand');
    expect(body).toContain('Stands: 1 critical, 2 high, 30 medium, 12 low, 4 info; 0 more are accepted.\n');
    expect(body).toContain('In the week: 1 came, 1 came back, 1 went.\n');
    expect(body.match(/^ {3}id {5}\w/gm)).toEqual(['   id     c', '   id     a']);
  });

  it('names five findings and exactly these', () => {
    const findings = Array.from({ length: 9 }, (_, index) => aFinding({ id: `finding-${index}`, status: 'open' }));
    const { body } = mailAbout(aWeek({ stored: aStoredAudit({ findings }) }));
    expect(body.match(/^ {3}id/gm)).toHaveLength(5);
    expect(body).not.toContain('... and');
  });

  it('tells of exceptions that expired or will within two weeks', () => {
    const exceptions = [
      anException({ id: 'last-day', expires: '2026-11-23' }),
      anException({ id: 'in-two-weeks', expires: '2026-12-07' }),
      anException({ id: 'later', expires: '2026-12-08' }),
      anException({ id: 'over', expires: '2026-11-22', reason: 'See https://evil.example' }),
    ];
    const unreadable = [{ id: 'odd', parameter: '/account-auditor/exceptions/odd', problem: 'odd: not JSON' }];
    const { body } = mailAbout(aWeek({ exceptions: { value: { exceptions, unreadable } } }));
    expect(body.match(/^- .*$/gm)).toEqual([
      '- over (security@example.com) expired 2026-11-22: See https[:]//evil.example',
      '- last-day (security@example.com) expires 2026-11-23: Drilled each quarter',
      '- in-two-weeks (security@example.com) expires 2026-12-07: Drilled each quarter',
      '- cannot be read, and hides nothing: odd: not JSON',
    ]);
  });

  it('shows the last audit of each night of the week', () => {
    const nights = ['2026-11-10T02:17:00Z', '2026-11-17T02:17:00Z', '2026-11-17T09:00:00Z', '2026-11-23T02:17:00Z'].map(
      aNight,
    );
    const { body } = mailAbout(aWeek({ nights: { value: nights } }));
    expect(body).toContain('Nights with an audit: 2 of 7.\n');
    expect(body.match(/^- 2026.*$/gm)).toEqual([
      '- 2026-11-17: 1 critical, 2 high, 30 medium; 1 new, 3 resolved; coverage 100 %',
      '- 2026-11-23: 1 critical, 2 high, 30 medium; 1 new, 3 resolved; coverage 100 %',
    ]);
  });

  it('says what could not be read, of the account and of the store', () => {
    const stored = aStoredAudit({ summary: { coveragePercent: 80, gaps: ['trails: denied'] }, lostParameters: 2 });
    const problem = 'Parameter Store: Access denied';
    const { body } = mailAbout(aWeek({ stored, nights: { problem }, exceptions: { problem } }));
    expect(body).toContain('It saw 80 %');
    expect(body).toContain('- trails: denied');
    expect(body).toContain('Earlier nights could not be read: Parameter Store: Access denied');
    expect(body).toContain('Exceptions could not be read: Parameter Store: Access denied');
    expect(body).toContain('2 of the parameters');
  });

  it('says that there is nothing to sum up', () => {
    const { subject, body } = mailAbout(aWeek({ stored: { status: 'none' } }));
    expect(subject).toMatch(/the week: there is no audit to sum up$/);
    expect(body).toContain('No audit has been stored yet');
    expect(body).toContain('No audit was stored in the week.');
  });
});

describe('a digest in the chats', () => {
  it('fits, however much there is to say', () => {
    const long = '\u6f22'.repeat(500);
    const findings = Array.from({ length: 5 }, (_, index) =>
      aFinding({ id: `${index}`, status: 'open', detail: long, remediation: { text: long } }),
    );
    const exceptions = Array.from({ length: 30 }, (_, index) =>
      anException({ id: `exception-${index}`, expires: '2026-11-22', reason: long, owner: long }),
    );
    const summary = { coveragePercent: 1, gaps: Array.from({ length: 10 }, () => long), moreGaps: 5 };
    const week = aWeek({
      stored: aStoredAudit({ findings, summary }),
      exceptions: { value: { exceptions, unreadable: [] } },
    });
    const notice = composeDigest(week, { key: 'digest_1', accountId, now, places });
    const card = JSON.stringify(teamsOf(notice));
    expect(Buffer.byteLength(card)).toBeLessThan(28 * 1024);
    expect(card).toContain('In the week: 0 came');
    expect(card).toContain('account-auditor findings show 0');
    const blocks = JSON.stringify(slackOf(notice));
    expect(blocks.length).toBeLessThan(13_000);
    expect(blocks).toContain('account-auditor findings show 4');
  });
});

describe('readWeek', () => {
  it('says of each part why it could not be read, and waits for none for ever', async () => {
    const store = {
      readNight: async () => null,
      history: () => new Promise<never>(() => {}),
      readExceptions: () => Promise.reject(new CannotRunError('Parameter Store: Access denied')),
    };
    expect(await readWeek(store, accountId, { now, timeoutMs: 20 })).toEqual({
      stored: { status: 'none' },
      nights: { problem: 'Parameter Store did not give them within 0.02 s' },
      exceptions: { problem: 'Parameter Store: Access denied' },
    });
  });
});
