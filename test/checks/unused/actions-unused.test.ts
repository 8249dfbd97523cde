import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../lib/checks/account-view.ts';
import { evaluateChecks } from '../../../lib/checks/evaluate.ts';
import { actionsUnused } from '../../../lib/checks/unused/actions-unused.ts';
import { defaultConfiguration } from '../../../lib/config/configuration.ts';
import { readTrackedActions } from '../../../lib/policy/catalogue/tracked-actions.ts';
import { anAccount } from '../../builders/an-account.ts';
import { daysAgo, NOW } from '../../builders/time.ts';
import { foundNames, runCheck } from '../run-check.ts';

const allow = (action: string | string[], more = {}) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: '*', ...more }],
});

const statement = (action: string) => ({ Effect: 'Allow', Action: action, Resource: '*' });
const sqs = ['sqs:CreateQueue', 'sqs:DeleteQueue', 'sqs:SendMessage'];

/** Uses a queue, and makes some: it deletes none, and AWS does not track what it sends. */
const sender = {
  inline: { queues: allow(sqs) },
  used: { sqs: daysAgo(1), 'sqs:CreateQueue': daysAgo(1), 'sqs:DeleteQueue': null },
};

describe('actions-unused', () => {
  it('reports the tracked actions without use, and names those that AWS does not track', () => {
    const run = runCheck(actionsUnused, anAccount().withRole('sender', sender));
    expect(run.findings).toMatchObject([
      {
        severity: 'low',
        resource: { name: 'sender', type: 'AWS::IAM::Role' },
        evidence: {
          actions: ['sqs:DeleteQueue'],
          untracked: ['sqs:SendMessage'],
          usedBefore: [],
          services: [
            {
              service: 'sqs',
              grantedBy: [
                {
                  inlinePolicy: { entityArn: 'arn:aws:iam::111122223333:role/sender', name: 'queues' },
                  statement: 0,
                },
              ],
            },
          ],
        },
      },
    ]);
    expect(run.unknown).toEqual([]);
    expect(run.findings.map(actionsUnused.describe)).toEqual([
      'sender uses sqs, but made no attempt at one action that it is granted there: sqs:DeleteQueue. ' +
        'AWS does not track the use of 1 more that it is granted there.',
    ]);
  });

  it.each([
    ['passes', 90, []],
    ['reports', 90.001, ['worker']],
  ])('%s an action used %d days ago', (_, days, found) => {
    const used = { sqs: daysAgo(1), 'sqs:CreateQueue': daysAgo(days) };
    const run = runCheck(
      actionsUnused,
      anAccount().withRole('worker', { inline: { it: allow('sqs:CreateQueue') }, used }),
    );
    expect(foundNames(run)).toEqual(found);
    if (found.length === 0) return;
    const usedBefore = [{ action: 'sqs:CreateQueue', lastUsedAt: daysAgo(days) }];
    expect(run.findings).toMatchObject([{ evidence: { actions: ['sqs:CreateQueue'], usedBefore } }]);
  });

  it('names the statements of all policies that grant an unused action, and of those alone', () => {
    const account = anAccount()
      .withPolicy('making', allow(['sqs:CreateQueue', 'sqs:Get*']))
      .withPolicy('tidying', {
        Version: '2012-10-17',
        Statement: [statement('s3:*'), statement('SQS:Delete*')],
      })
      .withGroup('staff', { policies: ['tidying'], inline: { all: allow('sqs:*', { Condition: {} }) } })
      .withUser('ada', {
        groups: ['staff'],
        policies: ['making'],
        password: { lastUsed: daysAgo(1) },
        used: sender.used,
      });
    expect(runCheck(actionsUnused, account).findings).toMatchObject([
      {
        evidence: {
          services: [
            {
              service: 'sqs',
              grantedBy: [
                { policyArn: 'arn:aws:iam::111122223333:policy/tidying', statement: 1 },
                { inlinePolicy: { entityArn: 'arn:aws:iam::111122223333:group/staff', name: 'all' }, statement: 0 },
              ],
            },
          ],
        },
      },
    ]);
  });

  it('says only that the use is not tracked where nothing else is unused', () => {
    const run = runCheck(
      actionsUnused,
      anAccount().withRole('r', { ...sender, used: { ...sender.used, 'sqs:DeleteQueue': daysAgo(3) } }),
    );
    expect(run.findings).toEqual([]);
    expect(run.unknown).toMatchObject([{ code: 'untracked', detail: 'sqs:SendMessage' }]);
  });

  it('does not know of a service in use of which the report lists no action', () => {
    const used = { ...sender.used, s3: daysAgo(1) };
    const account = anAccount().withRole('r', { inline: { it: allow([...sqs, 's3:*']) }, used });
    const run = runCheck(actionsUnused, account);
    expect(run.findings).toMatchObject([
      { evidence: { actions: ['sqs:DeleteQueue'], untracked: ['sqs:SendMessage'] } },
    ]);
    expect(run.unknown).toMatchObject([{ code: 'untracked', detail: 's3' }]);
  });

  it('leaves services that are not used to services-unused, and unused principals to their own checks', () => {
    const idle = { sqs: daysAgo(91), 'sqs:CreateQueue': daysAgo(91), 'sqs:DeleteQueue': null };
    const account = anAccount()
      .withRole('dead', { inline: { it: allow(sqs) }, used: idle })
      .withRole('elsewhere', {
        inline: { it: allow([...sqs, 'sns:*']) },
        used: { ...idle, sns: daysAgo(1), 'sns:CreateTopic': daysAgo(1) },
      })
      .withUser('gone', { inline: { it: allow(sqs) }, keys: [{ lastUsed: null }], used: idle });
    const run = runCheck(actionsUnused, account.with({ enabledRegions: [] }));
    expect(run.findings.flatMap(({ evidence }) => evidence.actions)).toEqual([]);
  });

  it('never counts iam:PassRole, whatever a report lists', () => {
    const account = anAccount().withRole('ci', {
      inline: { it: allow(['iam:GetRole', 'iam:PassRole']) },
      used: { iam: daysAgo(1), 'iam:GetRole': daysAgo(1), 'iam:PassRole': null },
    });
    expect(runCheck(actionsUnused, account)).toMatchObject({
      findings: [],
      unknown: [{ code: 'untracked', detail: 'iam:PassRole' }],
    });
  });

  it('leaves out what is denied, and what the policies do not grant any more', () => {
    const account = anAccount().withRole('r', {
      inline: {
        it: allow('sqs:*'),
        fence: {
          Version: '2012-10-17',
          Statement: { Effect: 'Deny', NotAction: ['sqs:CreateQueue', 'sqs:Purge*', 'sqs:Future'], Resource: '*' },
        },
      },
      used: { ...sender.used, 'sqs:PurgeQueue': null, 'sqs:Future': null, 'sqs:Later': null },
    });
    const [finding] = runCheck(actionsUnused, account).findings;
    expect(finding?.evidence).toMatchObject({ actions: ['sqs:Future', 'sqs:PurgeQueue'], untracked: [] });
  });

  it('reads NotAction, single statements and any case', () => {
    const account = anAccount().withRole('r', {
      inline: {
        it: { Version: '2012-10-17', Statement: { Effect: 'Allow', NotAction: ['sqs:s*', 'SQS:D*'], Resource: '*' } },
      },
      used: { sqs: daysAgo(1), 'sqs:createqueue': daysAgo(1), 'sqs:DeleteQueue': null, 'sqs:PURGEQUEUE': null },
    });
    const [finding] = runCheck(actionsUnused, account).findings;
    expect(finding?.evidence).toMatchObject({ actions: ['sqs:PurgeQueue'] });
  });

  it('names the permission set, and leaves service-linked roles alone', () => {
    const account = anAccount()
      .withRole('AWSReservedSSO_Queues_0123456789abcdef', { ...sender, path: '/aws-reserved/sso.amazonaws.com/' })
      .withRole('AWSServiceRoleForQueues', { ...sender, path: '/aws-service-role/sqs.amazonaws.com/' });
    const run = runCheck(actionsUnused, account);
    expect(run.findings).toMatchObject([{ resource: { type: 'AWS::SSO::PermissionSet', name: 'Queues' } }]);
    const [finding] = run.findings;
    if (finding) expect(actionsUnused.remediate(finding).text).toMatch(/^In Identity Center/);
  });

  it('gives time to what is young: the principal, and the only policy that grants an action', () => {
    const account = anAccount()
      .withPolicy('fresh', allow(sqs), { updated: daysAgo(3) })
      .withRole('new', { ...sender, created: daysAgo(13) })
      .withRole('changed', { policies: ['fresh'], used: sender.used });
    const run = runCheck(actionsUnused, account);
    expect(run.findings).toEqual([]);
    expect(run.unknown.map(({ code, resourceArn }) => [code, resourceArn?.split('/')[1]])).toEqual([
      ['young', 'new'],
      ['young', 'changed'],
      ['untracked', 'changed'],
    ]);
  });

  it('does not call an action unused that can be in use where AWS does not look', () => {
    const abroad = anAccount()
      .withRole('r', sender)
      .with({ enabledRegions: [{ region: 'ca-west-1', optIn: 'opted-in' }] });
    expect(runCheck(actionsUnused, abroad)).toMatchObject({
      findings: [],
      unknown: [{ code: 'untracked-region' }, { code: 'untracked', detail: 'sqs:SendMessage' }],
    });
    const home = anAccount()
      .withRole('r', {
        ...sender,
        inline: { it: allow(sqs, { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }) },
      })
      .with({ enabledRegions: [{ region: 'ca-west-1', optIn: 'opted-in' }] });
    expect(runCheck(actionsUnused, home).status).toBe('fail');
  });

  it('says why it knows nothing: a lost report, one without actions, a policy that nobody can read', () => {
    const account = anAccount()
      .withRole('lost', {
        ...sender,
        lastUsed: daysAgo(1),
        lastAccessed: { status: 'failed', reason: 'the job failed' },
      })
      .withRole('coarse', { inline: sender.inline, used: { sqs: daysAgo(1) } })
      .withRole('odd', {
        inline: { ...sender.inline, odd: '{' },
        used: {
          sqs: daysAgo(1),
          'sqs:CreateQueue': daysAgo(1),
          'sqs:SendMessage': daysAgo(1),
          'sqs:DeleteQueue': daysAgo(1),
        },
      });
    const run = runCheck(actionsUnused, account);
    expect(run.findings).toEqual([]);
    expect(run.unknown.map(({ code, detail }) => [code, detail])).toEqual([
      ['job-failed', undefined],
      ['not-collected', undefined],
      ['unreadable-document', 'odd'],
    ]);
  });

  it('looks at no boundary, as AWS does not: what is granted and not used can go, whether or not it could be used', () => {
    const account = anAccount()
      .withPolicy('making', allow('sqs:CreateQueue'))
      .withRole('sender', { ...sender, boundary: 'making' });
    expect(foundNames(runCheck(actionsUnused, account))).toEqual(['sender']);
  });

  it('says nothing of who was deleted while the audit ran', () => {
    const lastAccessed = { status: 'gone', reason: 'it was deleted' } as const;
    const run = runCheck(actionsUnused, anAccount().withRole('r', { ...sender, lastUsed: daysAgo(1), lastAccessed }));
    expect(run).toMatchObject({ findings: [], unknown: [{ code: 'gone', reason: 'it was deleted' }] });
  });

  it('passes who may do nothing', () => {
    expect(runCheck(actionsUnused, anAccount().withRole('shell', { lastUsed: daysAgo(1) })).status).toBe('pass');
  });

  describe('of a service in use of which the report lists no action, where a table of tracked actions is at hand', () => {
    const account = anAccount().withRole('worker', {
      inline: { queues: allow(sqs) },
      lastUsed: daysAgo(1),
      lastAccessed: {
        status: 'complete',
        granularity: 'ACTION_LEVEL',
        completedAt: NOW.toISOString(),
        services: [{ service: 'sqs', lastAccessedAt: daysAgo(1), region: 'eu-west-1', trackedActions: null }],
      },
    });
    const runWith = (asOf: string, services: Readonly<Record<string, string>>) => {
      const { outcomes, observations } = evaluateChecks(
        {
          account: viewOf(account.build()),
          configuration: defaultConfiguration,
          now: NOW,
          trackedActions: readTrackedActions({ asOf, services }),
        },
        [actionsUnused],
      );
      return { unknown: outcomes.flatMap(({ unknown }) => unknown), findings: observations };
    };

    it('reports those that were tracked throughout the window: none of them was used', () => {
      const { findings, unknown } = runWith(daysAgo(91).slice(0, 10), { sqs: 'CreateQueue DeleteQueue ListQueues' });
      expect(findings).toMatchObject([
        { evidence: { actions: ['sqs:CreateQueue', 'sqs:DeleteQueue'], untracked: ['sqs:SendMessage'] } },
      ]);
      expect(unknown).toEqual([]);
    });

    it('knows nothing of those that may not have been tracked for so long', () => {
      const { findings, unknown } = runWith(daysAgo(30).slice(0, 10), { sqs: 'CreateQueue DeleteQueue' });
      expect(findings).toEqual([]);
      expect(unknown).toMatchObject([{ code: 'untracked', detail: 'sqs', reason: expect.stringMatching(/younger/) }]);
    });

    it('names them all when none is tracked, however young the table', () => {
      const { findings, unknown } = runWith(daysAgo(1).slice(0, 10), { sqs: '' });
      expect(findings).toEqual([]);
      expect(unknown).toMatchObject([
        { code: 'untracked', detail: 'sqs:CreateQueue, sqs:DeleteQueue, sqs:SendMessage' },
      ]);
    });

    it('is no wiser by a table that lacks the service', () => {
      expect(runWith(daysAgo(300).slice(0, 10), { s3: '' }).unknown).toMatchObject([
        { code: 'untracked', detail: 'sqs', reason: expect.stringContaining('it tracks none, or none that it tracks') },
      ]);
    });
  });
});
