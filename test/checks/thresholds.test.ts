import { describe, expect, it } from 'vitest';
import { limitsFor } from '../../lib/checks/thresholds.ts';
import { accessKeyUnused } from '../../lib/checks/unused/access-key-unused.ts';
import { actionsUnused } from '../../lib/checks/unused/actions-unused.ts';
import { attachmentUnused } from '../../lib/checks/unused/attachment-unused.ts';
import { passwordUnused } from '../../lib/checks/unused/password-unused.ts';
import { permissionSetUnused } from '../../lib/checks/unused/permission-set-unused.ts';
import { policyUnused } from '../../lib/checks/unused/policy-unused.ts';
import { roleUnused } from '../../lib/checks/unused/role-unused.ts';
import { serviceCredentialUnused } from '../../lib/checks/unused/service-credential-unused.ts';
import { servicesUnused } from '../../lib/checks/unused/services-unused.ts';
import { userUnused } from '../../lib/checks/unused/user-unused.ts';
import { type Configuration, defaultConfiguration } from '../../lib/config/configuration.ts';
import { anAccount } from '../builders/an-account.ts';
import { daysAgo } from '../builders/time.ts';
import { runCheck } from './run-check.ts';

type Thresholds = Configuration['thresholds'];

const arn = 'arn:aws:iam::111122223333:role/jobs/nightly/close';
const limits = (thresholds: Thresholds, tags: Readonly<Record<string, string>> = {}) =>
  limitsFor({ ...defaultConfiguration, thresholds }, { arn, tags });

describe('limitsFor', () => {
  it.each<[string, Thresholds[number]['match'], boolean]>([
    ['a path', { path: '/jobs/*' }, true],
    ['the path of another', { path: '/jobs/' }, false],
    ['an ARN', { arn: 'arn:aws:iam::*:role/*/close' }, true],
    ['the ARN of another', { arn: 'arn:aws:iam::*:user/*' }, false],
    ['a tag, whatever its value', { tag: { key: 'schedule' } }, true],
    ['a tag and its value', { tag: { key: 'schedule', value: 'quarterly' } }, true],
    ['a tag of another value', { tag: { key: 'schedule', value: 'Quarterly' } }, false],
    ['a tag that it does not have', { tag: { key: 'toString' } }, false],
    ['all that it names', { path: '/jobs/*', tag: { key: 'schedule' } }, true],
    ['one thing and not the other', { path: '/jobs/*', tag: { key: 'team' } }, false],
  ])('goes by %s', (_, match, isFitting) => {
    const { unusedAfterDays } = limits([{ match, unusedAfterDays: 120 }], { schedule: 'quarterly' });
    expect(unusedAfterDays).toBe(isFitting ? 120 : 90);
  });

  it('takes the first that fits alone, and the days of everybody for what it leaves out', () => {
    const match = { path: '/jobs/*' };
    expect(
      limits([
        { match: { path: '/people/*' }, graceDays: 1 },
        { match, unusedAfterDays: 120, reason: 'Runs once a quarter' },
        { match, unusedAfterDays: 30, graceDays: 3 },
      ]),
    ).toEqual({ unusedAfterDays: 120, credentialUnusedAfterDays: 45, graceDays: 14, reason: 'Runs once a quarter' });
  });
});

const allow = (action: string | string[]) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
});
const path = '/quarterly/';
const busy = { s3: daysAgo(1), 's3:GetBucketTagging': daysAgo(1) };
const s3 = allow(['s3:GetBucketTagging', 's3:PutBucketTagging']);
const idle = { ...busy, sqs: daysAgo(100) };

describe('checks of what is not used', () => {
  it.each([
    ['role-unused', roleUnused, anAccount().withRole('r', { path, inline: { it: s3 }, lastUsed: daysAgo(100) })],
    [
      'services-unused',
      servicesUnused,
      anAccount().withRole('r', { path, inline: { it: allow(['s3:*', 'sqs:*']) }, used: idle }),
    ],
    [
      'actions-unused',
      actionsUnused,
      anAccount().withRole('r', { path, inline: { it: s3 }, used: { ...busy, 's3:PutBucketTagging': daysAgo(100) } }),
    ],
    [
      'attachment-unused',
      attachmentUnused,
      anAccount().withRole('r', { path, inline: { it: s3, more: allow('sqs:*') }, used: idle }),
    ],
    [
      'permission-set-unused',
      permissionSetUnused,
      anAccount().withRole('AWSReservedSSO_It_1', {
        path: '/aws-reserved/quarterly/',
        inline: { it: s3 },
        lastUsed: daysAgo(100),
      }),
    ],
    ['user-unused', userUnused, anAccount().withUser('u', { path, keys: [{ lastUsed: daysAgo(100) }] })],
    ['access-key-unused', accessKeyUnused, anAccount().withUser('u', { path, keys: [{ lastUsed: daysAgo(100) }] })],
    ['password-unused', passwordUnused, anAccount().withUser('u', { path, password: { lastUsed: daysAgo(100) } })],
    [
      'service-credential-unused',
      serviceCredentialUnused,
      anAccount().withUser('u', {
        path,
        inline: { it: allow('codecommit:GitPull') },
        serviceCredentials: [{ service: 'codecommit.amazonaws.com', created: daysAgo(200) }],
        used: { codecommit: daysAgo(100) },
      }),
    ],
  ])('%s goes by the days of the principal, and says so', (_, check, account) => {
    const match = { path: '*/quarterly/' };
    const over = (days: number) =>
      runCheck(check, account, {
        thresholds: [{ match, unusedAfterDays: days, credentialUnusedAfterDays: days, reason: 'Runs once a quarter' }],
      });
    expect(runCheck(check, account).findings[0]?.evidence).not.toHaveProperty('limits');
    expect(over(100).findings).toEqual([]);
    expect(over(99).findings).toMatchObject([
      { evidence: { limits: { unusedAfterDays: 99, credentialUnusedAfterDays: 99, reason: 'Runs once a quarter' } } },
    ]);
    expect(over(99).window).toEqual(runCheck(check, account).window);
  });

  it('judge a policy by the days of each principal that it reaches', () => {
    const account = anAccount()
      .withPolicy('queues', allow('sqs:*'))
      .withRole('close', { path, policies: ['queues'], lastUsed: daysAgo(1), used: { sqs: daysAgo(100) } })
      .withRole('other', { policies: ['queues'], lastUsed: daysAgo(1), used: { sqs: daysAgo(100) } });
    const thresholds = [{ match: { path }, unusedAfterDays: 120 }];
    expect(runCheck(policyUnused, account).status).toBe('fail');
    expect(runCheck(policyUnused, account, { thresholds }).status).toBe('pass');
    expect(runCheck(attachmentUnused, account, { thresholds }).findings).toMatchObject([
      { resource: { name: 'other' } },
    ]);
  });

  it('give the time that the principal is given', () => {
    const account = anAccount().withRole('r', { path, created: daysAgo(20), inline: { it: s3 }, lastUsed: null });
    const thresholds = [{ match: { path }, graceDays: 21 }];
    expect(runCheck(roleUnused, account).status).toBe('fail');
    expect(runCheck(roleUnused, account, { thresholds }).unknown).toMatchObject([{ code: 'young' }]);
  });
});
