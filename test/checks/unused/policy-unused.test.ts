import { describe, expect, it } from 'vitest';
import { policyUnused } from '../../../lib/checks/unused/policy-unused.ts';
import { anAccount } from '../../builders/an-account.ts';
import { daysAgo } from '../../builders/time.ts';
import { foundNames, runCheck } from '../run-check.ts';

const allow = (action: string | string[]) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
});
const readsBuckets = allow(['s3:Get*', 's3:List*']);
const denyOnly = { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' } };

describe('policy-unused', () => {
  it('reports a policy whose services none of its principals used, group members included', () => {
    const run = runCheck(
      policyUnused,
      anAccount()
        .withPolicy('bucket-reader', readsBuckets, { updated: daysAgo(300) })
        .withGroup('staff', { policies: ['bucket-reader'] })
        .withUser('ada', { groups: ['staff'], used: { s3: daysAgo(200) } })
        .withRole('exporter', { policies: ['bucket-reader'], lastUsed: daysAgo(1), used: { s3: daysAgo(120) } }),
    );
    expect(run.findings).toMatchObject([
      {
        severity: 'medium',
        resource: { type: 'AWS::IAM::ManagedPolicy', name: 'bucket-reader' },
        evidence: {
          lastUsedAt: daysAgo(120),
          principals: ['arn:aws:iam::111122223333:user/ada', 'arn:aws:iam::111122223333:role/exporter'],
          principalCount: 2,
          services: ['s3'],
          attachedTo: ['arn:aws:iam::111122223333:group/staff', 'arn:aws:iam::111122223333:role/exporter'],
        },
      },
    ]);
  });

  it('passes when a single member of a group used a single service of it', () => {
    const run = runCheck(
      policyUnused,
      anAccount()
        .withPolicy('two-services', allow(['s3:*', 'sqs:*']))
        .withGroup('staff', { policies: ['two-services'] })
        .withUser('ada', { groups: ['staff'], used: { s3: null, sqs: null } })
        .withUser('bob', { groups: ['staff'], used: { s3: null, sqs: daysAgo(90) } }),
    );
    expect(run.status).toBe('pass');
  });

  it.each([
    ['reading', 's3:GetObject', 'medium'],
    ['writing', 's3:PutObject', 'high'],
    ['permissions', 'iam:AttachRolePolicy', 'high'],
    ['everything, in an odd case', 'S3:*', 'high'],
  ])('grades a policy for %s', (_, action, severity) => {
    const service = action.slice(0, action.indexOf(':')).toLowerCase();
    const run = runCheck(
      policyUnused,
      anAccount()
        .withPolicy('p', allow(action))
        .withRole('r', { policies: ['p'], lastUsed: daysAgo(1), used: { [service]: null } }),
    );
    expect(run.findings).toMatchObject([{ severity }]);
  });

  it('reports a policy of AWS like one of the account', () => {
    const run = runCheck(
      policyUnused,
      anAccount()
        .withAwsManagedPolicy('AmazonS3ReadOnlyAccess', readsBuckets)
        .withRole('r', { policies: ['AmazonS3ReadOnlyAccess'], used: { s3: null } }),
    );
    expect(foundNames(run)).toEqual(['AmazonS3ReadOnlyAccess']);
  });

  it('takes a role that was not used at all for one that used nothing', () => {
    const run = runCheck(
      policyUnused,
      anAccount()
        .withPolicy('p', readsBuckets)
        .withRole('r', {
          policies: ['p'],
          lastUsed: daysAgo(150),
          lastAccessed: { status: 'skipped', reason: 'role-unused' },
        }),
    );
    expect(run.findings).toMatchObject([{ evidence: { lastUsedAt: daysAgo(150) } }]);
  });

  it('never flags what has nothing to use: denies, boundaries, groups without members', () => {
    const run = runCheck(
      policyUnused,
      anAccount()
        .withPolicy('deny-only', denyOnly)
        .withPolicy('bounds', readsBuckets)
        .withPolicy('for-nobody', readsBuckets)
        .withGroup('empty', { policies: ['for-nobody'] })
        .withRole('r', { policies: ['deny-only', 'bounds'], boundary: 'bounds', lastUsed: null, used: { s3: null } }),
    );
    expect(run).toMatchObject({ status: 'pass', findings: [] });
  });

  it('leaves policies of permission sets and of service-linked roles alone', () => {
    const run = runCheck(
      policyUnused,
      anAccount()
        .withPolicy('p', readsBuckets)
        .withAwsManagedPolicy('SupportServiceRolePolicy', readsBuckets, { path: '/aws-service-role/' })
        .withRole('AWSReservedSSO_Read_0123456789abcdef', {
          path: '/aws-reserved/sso.amazonaws.com/',
          policies: ['p'],
          used: { s3: null },
        })
        .withRole('AWSServiceRoleForSupport', {
          path: '/aws-service-role/support.amazonaws.com/',
          policies: ['SupportServiceRolePolicy'],
        }),
    );
    expect(run.findings).toEqual([]);
  });

  it('does not judge while one of its principals cannot be judged, unless another used it', () => {
    const account = anAccount()
      .withPolicy('p', readsBuckets)
      .withRole('idle', { policies: ['p'], used: { s3: null } })
      .withRole('lost', {
        policies: ['p'],
        lastUsed: daysAgo(1),
        lastAccessed: { status: 'denied', reason: 'AccessDenied' },
      });
    expect(runCheck(policyUnused, account)).toMatchObject({
      status: 'unknown',
      unknown: [{ code: 'denied', reason: expect.stringContaining('1 of the 2 principals') }],
    });
    expect(runCheck(policyUnused, account.withRole('busy', { policies: ['p'], used: { s3: daysAgo(1) } })).status).toBe(
      'pass',
    );
  });

  it('does not judge a policy changed inside the grace period, nor one in young hands', () => {
    const run = runCheck(
      policyUnused,
      anAccount()
        .withPolicy('fresh', readsBuckets, { updated: daysAgo(13) })
        .withPolicy('old', readsBuckets)
        .withRole('a', { policies: ['fresh'], used: { s3: null } })
        .withRole('b', { policies: ['old'], created: daysAgo(13), used: { s3: null } }),
    );
    expect(run.findings).toEqual([]);
    expect(run.unknown.map(({ code }) => code)).toEqual(['young', 'young']);
  });

  it('does not judge a policy for a Region where AWS does not look', () => {
    const local = {
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: 'sqs:*', Resource: 'arn:aws:sqs:mx-central-1:*:*' },
    };
    const run = runCheck(
      policyUnused,
      anAccount()
        .withPolicy('local', local)
        .withPolicy('everywhere', readsBuckets)
        .withRole('r', { policies: ['local', 'everywhere'], lastUsed: daysAgo(1), used: { sqs: null, s3: null } }),
    );
    expect(foundNames(run)).toEqual(['everywhere']);
    expect(run.unknown).toMatchObject([{ code: 'untracked-region' }]);
  });

  it('does not judge a service that the report does not mention, but leaves out what only a wildcard reaches', () => {
    const notAction = { Version: '2012-10-17', Statement: { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' } };
    const run = runCheck(
      policyUnused,
      anAccount()
        .withPolicy('by-name', allow('s3:*'))
        .withPolicy('all-but', notAction)
        .withRole('r', { policies: ['by-name'], lastUsed: daysAgo(1), used: { sqs: null } })
        .withRole('q', { policies: ['all-but'], lastUsed: daysAgo(1), used: { sqs: daysAgo(100) } }),
    );
    expect(foundNames(run)).toEqual(['all-but']);
    expect(run.unknown).toMatchObject([{ resourceArn: 'arn:aws:iam::111122223333:policy/by-name', code: 'untracked' }]);
  });

  it('leaves out services that another policy of the principal denies', () => {
    const run = runCheck(
      policyUnused,
      anAccount()
        .withPolicy('two-services', allow(['s3:*', 'sqs:*']))
        .withRole('r', {
          policies: ['two-services'],
          inline: { no: { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 'sqs:*', Resource: '*' } } },
          lastUsed: daysAgo(1),
          used: { s3: null },
        }),
    );
    expect(foundNames(run)).toEqual(['two-services']);
  });

  it('does not judge a document that cannot be read', () => {
    const run = runCheck(
      policyUnused,
      anAccount()
        .withPolicy('broken', '{"Version":')
        .withRole('r', { policies: ['broken'], used: {} }),
    );
    expect(run).toMatchObject({ status: 'unknown', unknown: [{ code: 'unreadable-document' }] });
  });

  it('names few of many principals, and lists the rest by command', () => {
    let account = anAccount().withPolicy('wide', readsBuckets);
    for (let index = 0; index < 30; index += 1)
      account = account.withRole(`role-${index}`, { policies: ['wide'], used: { s3: null } });
    const [finding] = runCheck(policyUnused, account).findings;
    expect(finding?.evidence).toMatchObject({ principalCount: 30, attachmentCount: 30 });
    const commands = finding && policyUnused.remediate(finding).commands;
    expect(commands?.slice(0, 2)).toEqual([
      "aws iam list-entities-for-policy --policy-arn 'arn:aws:iam::111122223333:policy/wide'",
      "aws iam detach-role-policy --role-name 'role-0' --policy-arn 'arn:aws:iam::111122223333:policy/wide'",
    ]);
    expect(finding && policyUnused.describe(finding)).toContain('and 27 more');
  });

  it('is unknown without last-accessed data', () => {
    const run = runCheck(
      policyUnused,
      anAccount()
        .withPolicy('p', readsBuckets)
        .withRole('r', { policies: ['p'] })
        .without('last-accessed'),
    );
    expect(run.status).toBe('unknown');
  });
});
