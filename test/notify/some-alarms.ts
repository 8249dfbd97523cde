import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Finding } from '../../lib/findings/finding.ts';
import type { AlarmChange } from '../../lib/notify/alarm.ts';
import type { Places } from '../../lib/notify/notice.ts';
import type { StoredAudit } from '../../lib/notify/stored-audit.ts';

type Event = 'alarm.json' | 'alarm-ok.json' | 'alarm-coverage.json';

/** A sample event, as SNS invokes the function with it. */
export function anEvent(file: Event): unknown {
  return JSON.parse(readFileSync(new URL(`../../events/${file}`, import.meta.url), 'utf8'));
}

const envelope = z.object({ Records: z.tuple([z.object({ Sns: z.object({ Message: z.string() }) })]) });

/** A sample event with some fields of the alarm's message replaced; undefined takes a field away. */
export function anEventWith(fields: Readonly<Record<string, unknown>>, file: Event = 'alarm.json'): unknown {
  const [{ Sns }] = envelope.parse(anEvent(file)).Records;
  return { Records: [{ Sns: { Message: JSON.stringify({ ...JSON.parse(Sns.Message), ...fields }) } }] };
}

export function anAlarm(parts: Partial<AlarmChange> = {}): AlarmChange {
  return {
    alarmName: 'account-auditor-prod-new-critical',
    about: 'new-critical',
    state: 'ALARM',
    previousState: 'OK',
    accountId: '111122223333',
    changedAt: '2026-11-23T02:21:36.871Z',
    reason: 'Threshold Crossed: 1 datapoint [1.0 (23/11/26 02:00:00)] was greater than the threshold (0.0).',
    functionName: null,
    ...parts,
  };
}

type Read = Extract<StoredAudit, { status: 'read' }>;

export function aStoredAudit(
  parts: Partial<Omit<Read, 'summary'>> & { readonly summary?: Partial<Read['summary']> } = {},
): Read {
  return {
    status: 'read',
    stored: parts.stored ?? [],
    findings: parts.findings ?? [],
    lostParameters: parts.lostParameters ?? 0,
    summary: {
      runId: 'b7c0a5de-5c33-4a53-9d8a-52f0d8f2a4f1',
      startedAt: '2026-11-23T02:17:04.000Z',
      finishedAt: '2026-11-23T02:20:51.000Z',
      status: 'complete',
      counts: { critical: 1, high: 2, medium: 30, low: 12, info: 4, new: 1, resolved: 3, suppressed: 0 },
      coveragePercent: 100,
      gaps: [],
      moreGaps: 0,
      ...parts.summary,
    },
  };
}

export const consoleUrl =
  'https://eu-west-1.console.aws.amazon.com/systems-manager/parameters/' +
  '%252Faccount-auditor%252F111122223333%252Fsummary/description?region=eu-west-1';

/** As where there is no archive. */
export const places: Places = {
  links: [{ to: 'summary', label: 'Summary in the console', url: consoleUrl, hint: 'needs a sign-in' }],
  flags: '',
};

/** As long as a link may get, with the token of a role's session. */
export const presignedUrl = [
  'https://archive.s3.eu-west-1.amazonaws.com/pages/x.html?X-Amz-Algorithm=AWS4-HMAC-SHA256',
  'X-Amz-Credential=ASIA%2F20261123%2Feu-west-1%2Fs3%2Faws4_request',
  'X-Amz-Date=20261123T022141Z',
  'X-Amz-Expires=900',
  `X-Amz-Security-Token=${'a%2F'.repeat(580)}`,
  `X-Amz-Signature=${'0f'.repeat(32)}`,
  'X-Amz-SignedHeaders=host',
].join('&');

/** As where the operator asked for links that need no sign-in. */
export const presignedPlaces: Places = {
  links: [
    { to: 'page', label: 'Page of this audit', url: presignedUrl, hint: 'opens for whoever has it until 02:36 UTC' },
    ...places.links,
  ],
  flags: '',
};

export function aFinding(parts: Partial<Finding> = {}): Finding {
  return {
    id: '0c239fe613a87d87',
    checkId: 'role-unused',
    severity: 'critical',
    status: 'new',
    resource: {
      arn: 'arn:aws:iam::111122223333:role/deploy-pipeline',
      type: 'AWS::IAM::Role',
      name: 'deploy-pipeline',
      accountId: '111122223333',
    },
    title: 'Role that nobody uses',
    detail: 'Role deploy-pipeline was last used 2026-05-02.',
    evidence: { policyDocument: { Statement: [{ Effect: 'Allow', Action: 'secret:Sauce' }] } },
    remediation: {
      text: 'Deny it first, delete it later.',
      commands: ["aws iam delete-role --role-name 'deploy-pipeline'"],
    },
    firstSeenAt: '2026-11-23T02:17:04.000Z',
    lastSeenAt: '2026-11-23T02:17:04.000Z',
    ...parts,
  };
}
