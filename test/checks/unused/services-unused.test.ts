import { describe, expect, it } from 'vitest';
import { servicesUnused } from '../../../lib/checks/unused/services-unused.ts';
import { anAccount } from '../../builders/an-account.ts';
import { daysAgo } from '../../builders/time.ts';
import { runCheck } from '../run-check.ts';

const allow = (action: string | string[]) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
});

describe('services-unused', () => {
  it('reports the services, each with every statement that grants it', () => {
    const run = runCheck(
      servicesUnused,
      anAccount()
        .withPolicy('app', {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' },
            { Effect: 'Allow', Action: ['sns:Publish', 'sqs:ReceiveMessage'], Resource: '*' },
          ],
        })
        .withRole('worker', {
          policies: ['app'],
          inline: { more: allow('SQS:*') },
          used: { sns: daysAgo(2), sqs: daysAgo(91) },
        }),
    );
    const policyArn = 'arn:aws:iam::111122223333:policy/app';
    const inlinePolicy = { entityArn: 'arn:aws:iam::111122223333:role/worker', name: 'more' };
    expect(run.findings).toMatchObject([
      {
        severity: 'medium',
        resource: { name: 'worker' },
        evidence: {
          services: [
            {
              service: 'sqs',
              lastUsedAt: daysAgo(91),
              grantedBy: [
                { policyArn, statement: 0 },
                { policyArn, statement: 1 },
                { inlinePolicy, statement: 0 },
              ],
            },
          ],
        },
      },
    ]);
  });

  it('names the policies of the group that grant a service to a member', () => {
    const run = runCheck(
      servicesUnused,
      anAccount()
        .withGroup('staff', { inline: { queues: allow('sqs:*') } })
        .withUser('ada', { groups: ['staff'], password: { lastUsed: daysAgo(1) }, used: { sqs: null } }),
    );
    expect(run.findings).toMatchObject([
      {
        evidence: {
          services: [
            {
              grantedBy: [
                { inlinePolicy: { entityArn: 'arn:aws:iam::111122223333:group/staff', name: 'queues' }, statement: 0 },
              ],
            },
          ],
        },
      },
    ]);
  });

  it.each([
    ['reads', 'ec2:Describe*', 'low'],
    ['tags', 'ec2:CreateTags', 'low'],
    ['writes', 'ec2:RunInstances', 'medium'],
    ['permissions', 'lambda:AddPermission', 'medium'],
  ])('grades services granted for %s', (_, action, severity) => {
    const service = action.slice(0, action.indexOf(':'));
    const run = runCheck(
      servicesUnused,
      anAccount().withRole('r', { inline: { it: allow(action) }, lastUsed: daysAgo(1), used: { [service]: null } }),
    );
    expect(run.findings).toMatchObject([{ severity }]);
  });

  it('passes use exactly 90 days ago', () => {
    const run = runCheck(
      servicesUnused,
      anAccount().withRole('r', { inline: { it: allow('s3:*') }, used: { s3: daysAgo(90) } }),
    );
    expect(run.status).toBe('pass');
  });

  it('does not repeat an unused role, user or shell', () => {
    const run = runCheck(
      servicesUnused,
      anAccount()
        .withRole('dead', { inline: { it: allow('s3:*') }, used: { s3: null } })
        .withUser('gone', { keys: [{ lastUsed: null }], inline: { it: allow('s3:*') }, used: { s3: null } })
        .withUser('shell', { inline: { it: allow('s3:*') }, used: { s3: null } }),
    );
    expect(run.status).toBe('pass');
  });

  it('takes away what is denied, and counts what a single statement object with NotAction grants', () => {
    const run = runCheck(
      servicesUnused,
      anAccount().withRole('r', {
        inline: {
          most: { Version: '2012-10-17', Statement: { Effect: 'Allow', NotAction: ['iam:*'], Resource: '*' } },
          fence: { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 'sqs:*', Resource: '*' } },
        },
        used: { s3: daysAgo(1), sns: null, iam: null, sqs: null },
      }),
    );
    expect(run.findings).toMatchObject([{ evidence: { services: [{ service: 'sns' }] } }]);
    expect(run.unknown).toEqual([]);
  });

  it('names each service that a policy names and the report does not', () => {
    const run = runCheck(
      servicesUnused,
      anAccount().withRole('r', { inline: { it: allow(['s3:*', 'sqs:*', 'sns:*']) }, used: { s3: daysAgo(1) } }),
    );
    expect(run).toMatchObject({ status: 'unknown', findings: [] });
    expect(run.unknown.map(({ code, detail }) => [code, detail])).toEqual([
      ['untracked', 'sns'],
      ['untracked', 'sqs'],
    ]);
  });

  it('does not judge iam where PassRole alone is granted of it, whose use AWS never records', () => {
    const account = (action: string | string[]) =>
      anAccount().withRole('ci', { inline: { it: allow(action) }, used: { ecs: daysAgo(1), iam: null } });
    expect(runCheck(servicesUnused, account(['ecs:*', 'iam:passrole']))).toMatchObject({
      findings: [],
      unknown: [{ code: 'untracked', detail: 'iam' }],
    });
    expect(runCheck(servicesUnused, account(['ecs:*', 'iam:PassRole', 'iam:GetRole'])).status).toBe('fail');
  });

  it('says once what is unknown of all services of a principal', () => {
    const run = runCheck(
      servicesUnused,
      anAccount().withRole('r', {
        inline: { it: allow(['s3:*', 'sqs:*', 'sns:*']) },
        lastUsed: daysAgo(1),
        lastAccessed: { status: 'failed', reason: 'the job failed' },
      }),
    );
    expect(run.unknown).toEqual([
      { resourceArn: 'arn:aws:iam::111122223333:role/r', code: 'job-failed', reason: 'the job failed' },
    ]);
  });

  it('says once that a report is empty, however much a wildcard grants', () => {
    const role = { inline: { it: allow('*') }, lastUsed: daysAgo(1), used: {} };
    const run = runCheck(servicesUnused, anAccount().withRole('r', role));
    expect(run.unknown).toMatchObject([{ resourceArn: 'arn:aws:iam::111122223333:role/r', code: 'not-collected' }]);
  });

  it('counts the grace period of a permission from the oldest policy that grants it', () => {
    const account = anAccount()
      .withPolicy('fresh', allow(['sqs:*', 'sns:*']), { updated: daysAgo(3) })
      .withPolicy('old', allow('sqs:*'))
      .withRole('r', { policies: ['fresh', 'old'], lastUsed: daysAgo(1), used: { sqs: null, sns: null } });
    const run = runCheck(servicesUnused, account);
    expect(run.findings).toMatchObject([{ evidence: { services: [{ service: 'sqs' }] } }]);
    expect(run.unknown).toMatchObject([{ code: 'young' }]);
  });

  it('does not call a service unused that can be in use where AWS does not look', () => {
    const account = anAccount().withRole('r', {
      inline: { it: allow(['s3:*', 'sqs:*']) },
      used: { s3: daysAgo(1), sqs: null },
    });
    const abroad = account.with({ enabledRegions: [{ region: 'ap-southeast-7', optIn: 'opted-in' }] });
    expect(runCheck(servicesUnused, abroad)).toMatchObject({ findings: [], unknown: [{ code: 'untracked-region' }] });
    expect(runCheck(servicesUnused, abroad, { regions: ['eu-west-1'] }).status).toBe('fail');
    expect(runCheck(servicesUnused, abroad, { regions: 'all' }).status).toBe('unknown');
    expect(runCheck(servicesUnused, account, { regions: ['eu-west-1', 'ca-west-1'] }).status).toBe('unknown');
  });

  it('says what is granted and not used', () => {
    const run = runCheck(
      servicesUnused,
      anAccount().withRole('r', { inline: { it: allow(['s3:*', 'sqs:*']) }, used: { s3: daysAgo(1), sqs: null } }),
    );
    expect(run.findings.map(servicesUnused.describe)).toEqual(['r is granted one service that it does not use: sqs.']);
  });
});
