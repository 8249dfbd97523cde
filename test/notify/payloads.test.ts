import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Finding } from '../../lib/findings/finding.ts';
import { composeNotice, type Notice } from '../../lib/notify/notice.ts';
import { slackOf, slackText } from '../../lib/notify/slack.ts';
import { teamsOf } from '../../lib/notify/teams.ts';
import { signatureOf, webhookOf } from '../../lib/notify/webhook.ts';
import { aFinding, anAlarm, aStoredAudit, consoleUrl, places, presignedPlaces, presignedUrl } from './some-alarms.ts';

function aNotice(findings: readonly Finding[] = [aFinding()]): Notice {
  return composeNotice(anAlarm(), aStoredAudit({ findings }), places);
}

/** What somebody who may create a role can make of its name, its tags and its documents. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 3000 }),
  fc.constantFrom(
    '<!channel> <@U012AB3CD> <https://evil.example|Sign in>',
    '&lt;!everyone&gt; & "quotes" \\ `code`',
    '<at>Everyone</at> [Sign in](https://evil.example) **bold** ![](https://evil.example/x.png)',
    ':rotating_light: @here http://www.evil.example',
    `\u202e\u0000\u001b[2J\n\n${'&'.repeat(5000)}`,
    '\ud800 lone',
  ),
);

function hostileNotice(name: string, detail: string): Notice {
  const resource = { ...aFinding().resource, name, arn: `${aFinding().resource.arn}${name}` };
  const findings = Array.from({ length: 8 }, (_, index) =>
    aFinding({ id: `finding-${index}`, resource, detail, remediation: { text: detail, commands: [detail] } }),
  );
  const summary = { coveragePercent: 50, gaps: [name, detail], moreGaps: 1 };
  const change = anAlarm({ alarmName: name, reason: detail, changedAt: name });
  return composeNotice(change, aStoredAudit({ findings, summary }), presignedPlaces);
}

/** All strings in a value. */
function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

const unprintable = /[\p{Cc}\u2028\u2029\u202a-\u202e]/u;

const slackMessage = z.object({
  text: z.string(),
  blocks: z.array(z.object({ type: z.string(), text: z.object({ type: z.string(), text: z.string() }) })),
});

describe('slackOf', () => {
  it('says the same as the mail, in blocks', () => {
    const { text, blocks } = slackMessage.parse(slackOf(aNotice()));
    expect(text).toBe('111122223333: 1 new critical finding');
    expect(blocks.map((block) => block.type)).toEqual(['header', 'section', 'section', 'section']);
    expect(blocks[1]?.text.text.split('\n')).toEqual([
      'Role that nobody uses: deploy-pipeline',
      'where: arn:aws:iam::111122223333:role/deploy-pipeline',
      'what: Role deploy-pipeline was last used 2026-05-02.',
      'since: 2026-11-23T02:17:04.000Z',
      'fix: Deny it first, delete it later.',
      'more: account-auditor findings show 0c239fe613a87d87',
    ]);
    expect(blocks[3]?.text.text).toBe(`<${consoleUrl}|Summary in the console> (needs a sign-in)`);
  });

  it('leads nowhere where nobody wants it', () => {
    const notice = composeNotice(anAlarm(), aStoredAudit(), { links: [], flags: '' });
    expect([slackOf, teamsOf].map((channel) => JSON.stringify(channel(notice))).join()).not.toMatch(
      /https:\/\/(?!adaptive)/,
    );
  });

  it('lets nothing be unfurled, mentioned or linked', () => {
    expect(slackOf(aNotice())).toMatchObject({
      mrkdwn: false,
      parse: 'none',
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
    });
  });

  it('names five findings and counts the others', () => {
    const text = JSON.stringify(slackOf(aNotice(Array.from({ length: 8 }, (_, id) => aFinding({ id: `${id}` })))));
    expect(text.match(/findings show/g)).toHaveLength(5);
    expect(text).toContain('... and 3 more: account-auditor findings list --min-severity high');
  });

  it('stays plain text within the limits of Slack, whatever things are called', () => {
    fc.assert(
      fc.property(hostile, hostile, (name, detail) => {
        const payload = slackOf(hostileNotice(name, detail));
        const { text, blocks } = slackMessage.parse(payload);
        const markup = blocks.filter((block) => block.text.type === 'mrkdwn');
        // The links, whole.
        expect(markup.map((block) => block.text.text)).toEqual([
          `<${presignedUrl.replaceAll('&', '&amp;')}|Page of this audit> (opens for whoever has it until 02:36 UTC)`,
          `<${consoleUrl}|Summary in the console> (needs a sign-in)`,
        ]);
        for (const block of markup) expect(block.text.text.length).toBeLessThanOrEqual(3000);
        for (const block of blocks.filter((each) => !markup.includes(each))) {
          expect(block.text.text).not.toMatch(/[<>]|&(?!(amp|lt|gt);)|:\/\/|www\./);
          expect(block.text.text.replaceAll('\n', '')).not.toMatch(unprintable);
          expect(block.text.text.length).toBeLessThanOrEqual(block.type === 'header' ? 150 : 3000);
        }
        expect(text).not.toMatch(/[<>]/);
        expect(blocks.length).toBeLessThanOrEqual(50);
        // Slack refuses messages whose blocks are longer together than about 13,200 characters.
        expect(blocks.reduce((sum, block) => sum + block.text.text.length, 0)).toBeLessThan(13_000);
      }),
    );
  });
});

describe('slackText', () => {
  it.each([
    ['a & b <c>', 100, 'a &amp; b &lt;c&gt;'],
    ['&&&&', 11, '&amp;&amp;…'],
    ['line\nbreak', 100, 'line\\u{a}break'],
  ])('makes of %j, in %d characters, %j', (text, length, expected) => {
    expect(slackText(text, length)).toBe(expected);
  });
});

describe('teamsOf', () => {
  it('is a message with an Adaptive Card', () => {
    expect(teamsOf(aNotice())).toMatchObject({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: {
            type: 'AdaptiveCard',
            version: '1.4',
            actions: [{ type: 'Action.OpenUrl', url: consoleUrl }],
          },
        },
      ],
    });
    expect(strings(teamsOf(aNotice()))).toContain('arn:aws:iam::111122223333:role/deploy-pipeline');
  });

  it('has text in text runs alone, within the limits of Teams, whatever things are called', () => {
    fc.assert(
      fc.property(hostile, hostile, (name, detail) => {
        const payload = teamsOf(hostileNotice(name, detail));
        expect(Buffer.byteLength(JSON.stringify(payload))).toBeLessThan(28 * 1024);
        const content = z.object({ attachments: z.tuple([z.object({ content: z.record(z.string(), z.unknown()) })]) });
        const { body, actions } = content.parse(payload).attachments[0].content;
        const block = z.strictObject({
          type: z.literal('RichTextBlock'),
          spacing: z.string(),
          inlines: z.array(z.looseObject({ type: z.literal('TextRun'), text: z.string() })),
        });
        z.array(block).parse(body);
        expect(actions).toMatchObject([{ url: presignedUrl }, { url: consoleUrl }]);
        expect(JSON.stringify(payload)).not.toMatch(/"(entities|selectAction)":/);
        for (const text of strings(body)) expect(text).not.toMatch(/:\/\/|www\./);
        for (const text of strings(body)) expect(text).not.toMatch(unprintable);
      }),
    );
  });
});

describe('webhookOf', () => {
  it('is the documented JSON', () => {
    const finding = aFinding();
    expect(webhookOf(aNotice([finding]))).toEqual({
      schemaVersion: 1,
      id: 'news_b7c0a5de-5c33-4a53-9d8a-52f0d8f2a4f1',
      about: 'findings',
      isOver: false,
      accountId: '111122223333',
      headline: '1 new critical finding',
      lines: [],
      audit: {
        runId: 'b7c0a5de-5c33-4a53-9d8a-52f0d8f2a4f1',
        startedAt: '2026-11-23T02:17:04.000Z',
        status: 'complete',
        coveragePercent: 100,
        counts: { critical: 1, high: 2, medium: 30, low: 12, info: 4, new: 1, resolved: 3, suppressed: 0 },
      },
      findings: [
        {
          id: finding.id,
          checkId: 'role-unused',
          severity: 'critical',
          status: 'new',
          resource: finding.resource,
          title: finding.title,
          detail: finding.detail,
          remediation: finding.remediation,
          firstSeenAt: finding.firstSeenAt,
        },
      ],
      moreFindings: 0,
      consoleUrl,
      pageUrl: null,
    });
  });

  it('has the links apart, and none where nobody wants any', () => {
    const payload = (where: typeof places) => webhookOf(composeNotice(anAlarm(), aStoredAudit(), where));
    expect(payload(presignedPlaces)).toMatchObject({ consoleUrl, pageUrl: presignedUrl });
    expect(payload({ links: [], flags: '' })).toMatchObject({ consoleUrl: null, pageUrl: null });
  });

  it('counts what it does not name', () => {
    const payload = webhookOf(aNotice(Array.from({ length: 53 }, (_, id) => aFinding({ id: `${id}` }))));
    expect(payload).toMatchObject({ moreFindings: 3, findings: expect.objectContaining({ length: 50 }) });
  });

  it('says of news about no audit that there is none', () => {
    const failed = anAlarm({ about: 'failed', alarmName: 'the audit/failed' });
    expect(webhookOf(composeNotice(failed, { status: 'none' }, places))).toMatchObject({
      id: 'ALARM_the-audit-failed_2026-11-23T02-21-36.871Z',
      about: 'failed',
      audit: null,
    });
  });

  it('is JSON with sentences of one line, whatever things are called', () => {
    fc.assert(
      fc.property(hostile, hostile, (name, detail) => {
        const read = JSON.parse(JSON.stringify(webhookOf(hostileNotice(name, detail))));
        expect(read.id).toMatch(/^[\w.-]{1,320}$/);
        for (const text of [read.headline, ...read.lines, read.findings[0].detail])
          expect(text).not.toMatch(unprintable);
      }),
    );
  });
});

describe('signatureOf', () => {
  it('signs the time and the body', () => {
    const now = new Date('2026-11-23T02:22:00.500Z');
    const hex = createHmac('sha256', 'k3y')
      .update(`${now.getTime() / 1000 - 0.5}.{"a":1}`)
      .digest('hex');
    expect(signatureOf('{"a":1}', 'k3y', now)).toEqual({ 'x-account-auditor-signature': `t=1795400520,v1=${hex}` });
  });
});
