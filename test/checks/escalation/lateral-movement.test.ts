import { describe, expect, it } from 'vitest';
import { lateralMovement } from '../../../lib/checks/escalation/lateral-movement.ts';
import { anAccount } from '../../builders/an-account.ts';
import { ACCOUNT_ROOT, allowing, denying, EVERYTHING, roleArn, trusting, userArn } from '../../escalation/documents.ts';
import { foundNames, runCheck } from '../run-check.ts';

const toAccount = trusting({ AWS: ACCOUNT_ROOT });
const reports = { inline: { read: allowing('s3:GetObject') } };
const account = anAccount().withUser('reporter', reports);
const keysOf = (name: string) => allowing('iam:CreateAccessKey', userArn(name));
const run = (story: Parameters<typeof runCheck>[1]) => runCheck(lateralMovement, story);

describe('lateral-movement', () => {
  it('reports who can take over another with more permissions', () => {
    const { findings } = run(account.withUser('eve', { inline: { own: keysOf('reporter') } }));
    expect(findings).toMatchObject([
      {
        severity: 'medium',
        resource: { arn: userArn('eve') },
        evidence: {
          takeovers: [
            {
              technique: 'iam-002',
              conditional: false,
              targets: [userArn('reporter')],
              targetCount: 1,
              gains: ['s3:GetObject'],
              gainCount: 1,
              grants: [{ inlinePolicy: { entityArn: userArn('eve'), name: 'own' }, statement: 0 }],
            },
          ],
        },
      },
    ]);
    expect(findings.map((finding) => lateralMovement.describe(finding))).toEqual([
      'User eve can take over user reporter and so do what it may not do itself, such as s3:GetObject: iam-002 (Make an access key of another user).',
    ]);
    expect(findings.map((finding) => lateralMovement.remediate(finding).commands)).toEqual([
      [
        "aws iam get-user-policy --user-name 'eve' --policy-name 'own'",
        "aws iam put-user-policy --user-name 'eve' --policy-name 'own' --policy-document 'file://policy-1.json'",
      ],
    ]);
  });

  it('names a few of many targets, and counts them all', () => {
    const many = Array.from({ length: 8 }, (_, index) => `reporter-${index}`).reduce(
      (story, name) => story.withUser(name, reports),
      anAccount().withUser('eve', { inline: { own: allowing('iam:CreateAccessKey') } }),
    );
    const [finding] = run(many).findings;
    expect(finding?.evidence.takeovers).toMatchObject([{ targetCount: 8, targets: { length: 5 } }]);
  });

  it.each([
    ['may do all that itself', { inline: { own: keysOf('reporter'), read: allowing('s3:*') } }],
    ['is denied', { inline: { own: keysOf('reporter'), no: denying('iam:*') } }],
    ['may make keys of others', { inline: { own: keysOf('nobody') } }],
    ['has a boundary without it', { inline: { own: keysOf('reporter') }, boundary: 'bounds' }],
  ])('passes who %s', (_, spec) => {
    const story = account.withPolicy('bounds', allowing('s3:List*')).withUser('eve', spec);
    expect(run(story)).toMatchObject({ status: 'pass', findings: [], unknown: [] });
  });

  it('is low where it depends on what no inventory says', () => {
    const story = anAccount()
      .withRole('worker', { trust: trusting({ Service: 'lambda.amazonaws.com' }), ...reports })
      .withUser('eve', { inline: { own: allowing('lambda:UpdateFunctionCode') } });
    expect(run(story).findings).toMatchObject([
      { severity: 'low', evidence: { takeovers: [{ technique: 'lambda-003', conditional: true }] } },
    ]);
  });

  it('counts a role that is assumed only where nobody meant it', () => {
    const worker = (trust: ReturnType<typeof trusting>) => anAccount().withRole('worker', { trust, ...reports });
    const eve = (resource: string) => ({ inline: { own: allowing('sts:AssumeRole', resource) } });
    expect(foundNames(run(worker(toAccount).withUser('eve', eve('*'))))).toEqual(['eve']);
    expect(foundNames(run(worker(toAccount).withUser('eve', eve('arn:aws:iam::*:role/work*'))))).toEqual(['eve']);
    expect(foundNames(run(worker(toAccount).withUser('eve', eve(roleArn('worker')))))).toEqual([]);
    expect(foundNames(run(worker(toAccount).withUser('eve', eve('arn:aws:iam::*:role/worker'))))).toEqual([]);
    expect(foundNames(run(worker(trusting({ AWS: userArn('eve') })).withUser('eve', eve('*'))))).toEqual([]);
    expect(foundNames(run(worker(trusting({ AWS: '*' })).withUser('eve')))).toEqual([]);
  });

  it('leaves to privilege-escalation who can become an administrator anyway, and by which technique others perhaps can', () => {
    const admin = { trust: trusting({ Service: 'lambda.amazonaws.com' }), inline: { all: EVERYTHING } };
    const worker = { trust: trusting({ Service: 'lambda.amazonaws.com' }), ...reports };
    const story = account.withRole('admin', admin).withRole('worker', worker);
    const changing = allowing('lambda:UpdateFunctionCode');
    expect(foundNames(run(story.withUser('eve', { inline: { own: changing } })))).toEqual([]);
    expect(run(story.withUser('eve', { inline: { own: changing, keys: keysOf('reporter') } })).findings).toMatchObject([
      { evidence: { takeovers: [{ technique: 'iam-002' }] } },
    ]);
    expect(
      foundNames(
        run(story.withUser('eve', { inline: { own: allowing('iam:PutUserPolicy'), keys: keysOf('reporter') } })),
      ),
    ).toEqual([]);
  });

  it('does not know of whoever has policies that cannot be read', () => {
    expect(run(account.withUser('eve', { inline: { odd: '{' } })).unknown).toMatchObject([
      { resourceArn: userArn('eve'), code: 'unreadable-document', detail: 'odd' },
    ]);
  });
});
