import { describe, expect, it } from 'vitest';
import { attachmentUnused } from '../../../lib/checks/unused/attachment-unused.ts';
import { anAccount } from '../../builders/an-account.ts';
import { daysAgo } from '../../builders/time.ts';
import { runCheck } from '../run-check.ts';

const allow = (action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
});
const reader = 'arn:aws:iam::111122223333:policy/bucket-reader';

const shared = anAccount()
  .withPolicy('bucket-reader', allow('s3:Get*'))
  .withRole('exporter', { policies: ['bucket-reader'], used: { s3: daysAgo(3) } });

describe('attachment-unused', () => {
  it('reports the principal that does not use what others use', () => {
    const run = runCheck(
      attachmentUnused,
      shared.withRole('mailer', {
        policies: ['bucket-reader'],
        inline: { mail: allow('ses:*') },
        used: { s3: daysAgo(91), ses: daysAgo(1) },
      }),
    );
    expect(run.findings).toMatchObject([
      {
        resource: { name: 'mailer', type: 'AWS::IAM::Role' },
        evidence: {
          policyArn: reader,
          lastUsedAt: daysAgo(91),
          services: ['s3'],
          usedBy: 'arn:aws:iam::111122223333:role/exporter',
        },
        discriminator: reader,
      },
    ]);
    expect(run.findings.map((finding) => attachmentUnused.remediate(finding).commands)).toEqual([
      [`aws iam detach-role-policy --role-name 'mailer' --policy-arn '${reader}'`],
    ]);
  });

  it('passes use exactly 90 days ago', () => {
    const run = runCheck(
      attachmentUnused,
      shared.withRole('mailer', { policies: ['bucket-reader'], used: { s3: daysAgo(90) } }),
    );
    expect(run.status).toBe('pass');
  });

  it('reports an inline policy that its principal does not use', () => {
    const run = runCheck(
      attachmentUnused,
      shared.withUser('ada', {
        password: { lastUsed: daysAgo(1) },
        inline: { leftover: allow('SQS:*'), daily: allow('sns:*') },
        used: { sqs: null, sns: daysAgo(1) },
      }),
    );
    expect(run.findings).toMatchObject([
      {
        resource: { name: 'ada', type: 'AWS::IAM::User' },
        evidence: {
          inlinePolicy: { entityArn: 'arn:aws:iam::111122223333:user/ada', name: 'leftover' },
          lastUsedAt: null,
        },
        discriminator: 'leftover',
      },
    ]);
    expect(run.findings.map((finding) => attachmentUnused.remediate(finding).commands)).toEqual([
      [
        "aws iam get-user-policy --user-name 'ada' --policy-name 'leftover'",
        "aws iam delete-user-policy --user-name 'ada' --policy-name 'leftover'",
      ],
    ]);
  });

  it('leaves a policy that nobody uses to policy-unused, and an unused role to role-unused', () => {
    const run = runCheck(
      attachmentUnused,
      shared
        .withPolicy('queues', allow('sqs:*'))
        .withRole('a', { policies: ['queues'], lastUsed: daysAgo(1), used: { sqs: null } })
        .withRole('b', { policies: ['queues'], lastUsed: daysAgo(1), used: { sqs: null } })
        .withRole('dead', { policies: ['bucket-reader'], lastUsed: daysAgo(300), used: { s3: null } }),
    );
    expect(run.status).toBe('pass');
  });

  it('does not hold policies of a group against its members, nor denies against anybody', () => {
    const run = runCheck(
      attachmentUnused,
      shared.withGroup('staff', { policies: ['bucket-reader'], inline: { more: allow('sqs:*') } }).withUser('ada', {
        groups: ['staff'],
        password: { lastUsed: daysAgo(1) },
        inline: { fence: { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 'iam:*', Resource: '*' } } },
        used: { s3: null, sqs: null },
      }),
    );
    expect(run.status).toBe('pass');
  });

  it('does not judge a policy changed inside the grace period, nor what others may have used', () => {
    const run = runCheck(
      attachmentUnused,
      shared
        .withPolicy('fresh', allow('sqs:*'), { updated: daysAgo(5) })
        .withPolicy('unsure', allow('sns:*'))
        .withRole('busy', { policies: ['fresh'], used: { sqs: daysAgo(1) } })
        .withRole('idle', { policies: ['fresh', 'unsure'], lastUsed: daysAgo(1), used: { sqs: null, sns: null } })
        .withRole('lost', {
          policies: ['unsure'],
          lastUsed: daysAgo(1),
          lastAccessed: { status: 'gone', reason: 'deleted' },
        }),
    );
    expect(run.findings).toEqual([]);
    expect(run.unknown).toMatchObject([
      {
        resourceArn: 'arn:aws:iam::111122223333:role/idle',
        detail: 'arn:aws:iam::111122223333:policy/fresh',
        code: 'young',
      },
      {
        resourceArn: 'arn:aws:iam::111122223333:role/idle',
        detail: 'arn:aws:iam::111122223333:policy/unsure',
        code: 'gone',
      },
      { resourceArn: 'arn:aws:iam::111122223333:role/lost', code: 'gone' },
    ]);
  });

  it('does not call a policy of a user unused while the user may be unused as a whole', () => {
    const run = runCheck(
      attachmentUnused,
      shared
        .withUser('ada', { keys: [{ lastUsed: null }], policies: ['bucket-reader'], used: { s3: null } })
        .without('credential-report'),
    );
    expect(run).toMatchObject({ findings: [], unknown: [{ code: 'not-collected' }] });
  });

  it('does not take what a wildcard grants for denied when the report is empty', () => {
    const run = runCheck(
      attachmentUnused,
      shared.withRole('odd', { inline: { all: allow('*') }, lastUsed: daysAgo(1), used: {} }),
    );
    expect(run).toMatchObject({ findings: [], unknown: [{ detail: 'all', code: 'not-collected' }] });
  });

  it('does not judge a document that cannot be read', () => {
    const run = runCheck(
      attachmentUnused,
      shared.withRole('odd', { inline: { broken: 'not json' }, lastUsed: daysAgo(1), used: {} }),
    );
    expect(run.unknown).toMatchObject([{ detail: 'broken', code: 'unreadable-document' }]);
  });
});
