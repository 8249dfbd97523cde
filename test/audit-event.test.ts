import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAuditEvent } from '../lib/audit-event.ts';
import { UsageError } from '../lib/errors.ts';

const sample = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../events/${name}.json`, import.meta.url), 'utf8'));

describe('parseAuditEvent', () => {
  it('takes the sample event of the schedule', () => {
    expect(parseAuditEvent(sample('scheduled'))).toEqual({ trigger: 'schedule', dryRun: false });
  });

  it('takes the sample events of a manual invoke', () => {
    expect(parseAuditEvent(sample('manual'))).toEqual({ trigger: 'manual', dryRun: false });
    expect(parseAuditEvent(sample('manual-checks'))).toEqual({
      trigger: 'manual',
      dryRun: true,
      checkIds: ['role-unused', 'access-key-unused'],
    });
  });

  it('takes an invoke without a payload for a manual one', () => {
    expect(parseAuditEvent(null)).toEqual({ trigger: 'manual', dryRun: false });
  });

  it.each([
    ['a role to assume', { roleArn: 'arn:aws:iam::111122223333:role/other' }, 'roleArn'],
    ['an endpoint', { endpoint: 'https://evil.example' }, 'endpoint'],
    ['a prefix', { prefix: '/other' }, 'prefix'],
    ['checks that are not a list', { checks: 'role-unused' }, 'checks'],
    ['an empty list of checks', { checks: [] }, 'checks'],
    ['a dryRun that is not true or false', { dryRun: 'yes' }, 'dryRun'],
    [
      'a scheduled event that brings a role',
      { source: 'aws.scheduler', 'detail-type': 'Scheduled Event', roleArn: 'arn:aws:iam::111122223333:role/other' },
      'roleArn',
    ],
    ['an event of another service', { source: 'aws.s3', 'detail-type': 'Object Created' }, 'source'],
    ['a list', [], 'array'],
    ['text', 'audit', 'string'],
  ])('refuses %s, in one line that names it', (_, event, named) => {
    const refusal = () => parseAuditEvent(event);
    expect(refusal).toThrow(UsageError);
    expect(refusal).toThrow(new RegExp(`^event: [^\\n]*${named}[^\\n]*; accepted are [^\\n]*$`));
  });
});
