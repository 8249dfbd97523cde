import { describe, expect, it } from 'vitest';
import { dataExfiltration } from '../../../lib/checks/policy/data-exfiltration.ts';
import { anAccount } from '../../builders/an-account.ts';
import type { DocumentSpec } from '../../builders/specs.ts';
import { runCheck } from '../run-check.ts';
import {
  allow,
  deny,
  POLICY_ARN,
  policyOf,
  ROLE_ARN,
  severitiesOf,
  withinBoundary,
  withMfa,
  withoutMfa,
  withPolicy,
} from './a-policy.ts';

const reading = policyOf(allow(['s3:Get*', 's3:PutObject', 'secretsmanager:*']));
const run = (account: Parameters<typeof runCheck>[1]) => runCheck(dataExfiltration, account);
const actionsIn = (document: DocumentSpec) =>
  run(withPolicy(document)).findings.flatMap(({ evidence }) => evidence.actions);

describe('data-exfiltration', () => {
  it('reports a policy that reads stored data anywhere, with all of those actions and their services', () => {
    const { findings } = run(withPolicy(reading));
    expect(findings).toMatchObject([
      {
        severity: 'high',
        resource: { arn: POLICY_ARN, type: 'AWS::IAM::ManagedPolicy' },
        evidence: {
          actions: ['s3:GetObject', 'secretsmanager:GetSecretValue'],
          services: ['s3', 'secretsmanager'],
          attached: true,
          effectiveFor: [ROLE_ARN],
          effectiveCount: 1,
        },
      },
    ]);
    expect(findings.map((finding) => dataExfiltration.describe(finding))).toEqual([
      `Policy platform allows reading what is stored, wherever it is: s3:GetObject, secretsmanager:GetSecretValue. It takes effect for ${ROLE_ARN}.`,
    ]);
    expect(findings.flatMap((finding) => dataExfiltration.remediate(finding).commands)).toEqual([
      `aws iam get-policy-version --policy-arn '${POLICY_ARN}' --version-id 'v1'`,
      `aws iam create-policy-version --policy-arn '${POLICY_ARN}' --policy-document 'file://policy.json' --set-as-default`,
    ]);
  });

  it.each([
    ['every object by its ARN', allow('s3:GetObject', { Resource: 'arn:aws:s3:::*/*' })],
    ['every bucket by its ARN', allow('s3:*', { Resource: ['arn:aws:s3:::*'] })],
    ['an ARN that leaves out its last parts', allow('S3:getobject', { Resource: 'arn:aws:s3' })],
    ['everything but one bucket', { Effect: 'Allow', Action: 's3:*', NotResource: 'arn:aws:s3:::payroll/*' }],
    ['everything but some actions', { Effect: 'Allow', NotAction: ['secretsmanager:*', 'ssm:*'], Resource: '*' }],
  ])('takes %s for everything', (_, statement) => {
    expect(actionsIn(policyOf(statement))).toEqual(['s3:GetObject']);
  });

  it('takes the account and every Region for everything, and one Region not', () => {
    const parameters = (region: string) =>
      policyOf(allow('ssm:GetParameter', { Resource: `arn:aws:ssm:${region}:111122223333:parameter/*` }));
    expect(actionsIn(parameters('*'))).toEqual(['ssm:GetParameter']);
    expect(actionsIn(parameters('eu-west-1'))).toEqual([]);
  });

  it('lets a Deny of some, or under a condition, not stand for one of all', () => {
    const payroll = { Resource: 'arn:aws:s3:::payroll/*' };
    expect(severitiesOf(dataExfiltration, allow('s3:*'), deny('s3:*', payroll))).toEqual(['high']);
    expect(severitiesOf(dataExfiltration, allow('s3:*'), deny('s3:*', withoutMfa))).toEqual(['high']);
  });

  it.each([
    ['one bucket', [allow('s3:*', { Resource: ['arn:aws:s3:::reports', 'arn:aws:s3:::reports/*'] })]],
    ['one folder of every bucket', [allow('s3:GetObject', { Resource: 'arn:aws:s3:::*/public/*' })]],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
    ['the folder of each user', [allow('s3:GetObject', { Resource: 'arn:aws:s3:::home/${aws:username}/*' })]],
    ['resources of another service', [allow('*', { Resource: 'arn:aws:sqs:*:*:*' })]],
    ['everything, with a condition', [allow('s3:*', withMfa)]],
    ['everything but all buckets', [{ Effect: 'Allow', Action: 's3:*', NotResource: 'arn:aws:s3:::*' }]],
    ['everything, which it denies', [allow('s3:*'), deny('s3:GetObject')]],
    ['everything, which it denies by ARN', [allow('s3:*'), deny('s3:Get*', { Resource: 'arn:aws:s3:::*' })]],
    [
      'everything, of which it denies all but one bucket',
      [allow('s3:*'), { Effect: 'Deny', Action: '*', NotResource: 'arn:aws:s3:::reports/*' }],
    ],
    ['what is no such action', [allow(['s3:ListBucket', 's3:PutObject', 'ssm:GetParameterHistory'])]],
  ])('passes a policy that allows %s', (_, statements) => {
    expect(run(withPolicy(policyOf(...statements))).status).toBe('pass');
  });

  describe('for whom it takes effect', () => {
    it('says who is denied it by another policy, and is medium where that is everybody', () => {
      const account = withPolicy(reading, { inline: { no: policyOf(deny(['s3:*', 'secretsmanager:*'])) } });
      const { findings } = run(account);
      expect(findings).toMatchObject([
        {
          severity: 'medium',
          evidence: {
            effectiveCount: 0,
            stoppedFor: [ROLE_ARN],
            stoppedBy: [{ layer: 'identity', inlinePolicy: { entityArn: ROLE_ARN, name: 'no' } }],
          },
        },
      ]);
      expect(findings.map((finding) => dataExfiltration.describe(finding))).toEqual([
        expect.stringContaining(`It is kept from ${ROLE_ARN} by no.`),
      ]);
      expect(run(account.withRole('audit', { policies: ['platform'] })).findings).toMatchObject([
        { severity: 'high', evidence: { effectiveFor: [expect.stringContaining('role/audit')], stoppedCount: 1 } },
      ]);
    });

    it('says which actions a holder lacks', () => {
      const { findings } = run(
        withPolicy(reading, { inline: { no: policyOf(deny('s3:*', { Resource: 'arn:aws:s3:::*' })) } }),
      );
      expect(findings).toMatchObject([
        {
          severity: 'high',
          evidence: {
            effectiveFor: [ROLE_ARN],
            partlyFor: [{ arn: ROLE_ARN, actionCount: 1, lacks: ['s3:GetObject'] }],
          },
        },
      ]);
    });

    it.each([
      ['does not allow it', policyOf(allow('logs:*'))],
      ['confines it to a bucket', policyOf(allow('s3:*', { Resource: 'arn:aws:s3:::reports/*' }))],
      ['confines it by a condition', policyOf(allow('*', withMfa))],
      ['denies it', policyOf(allow('*'), deny(['s3:*', 'secretsmanager:*']))],
    ])('counts a boundary that %s', (_, boundary) => {
      expect(run(withinBoundary(reading, boundary)).findings).toMatchObject([
        { severity: 'medium', evidence: { stoppedFor: [ROLE_ARN], stoppedBy: [{ layer: 'boundary' }] } },
      ]);
    });

    it('counts a boundary that lets it through for none', () => {
      expect(run(withinBoundary(reading, policyOf(allow(['s3:*', 'iam:*'])))).findings).toMatchObject([
        { severity: 'high', evidence: { partlyFor: [{ lacks: ['secretsmanager:GetSecretValue'] }] } },
      ]);
    });

    it('leaves it open for whoever holds something that could not be read', () => {
      expect(run(withPolicy(reading, { inline: { broken: 'not json' } })).findings).toMatchObject([
        { severity: 'high', evidence: { effectiveCount: 0, unknownFor: [ROLE_ARN] } },
      ]);
      expect(run(withinBoundary(reading, 'not json')).findings).toMatchObject([
        { severity: 'high', evidence: { unknownFor: [ROLE_ARN] } },
      ]);
    });

    it('reaches the members of groups', () => {
      const group = anAccount()
        .withPolicy('platform', reading)
        .withGroup('readers', { policies: ['platform'] });
      expect(run(group).findings).toMatchObject([
        { severity: 'medium', evidence: { attached: true, effectiveCount: 0 } },
      ]);
      expect(run(group.withUser('ada', { groups: ['readers'] })).findings).toMatchObject([
        { severity: 'high', evidence: { effectiveFor: ['arn:aws:iam::111122223333:user/ada'] } },
      ]);
    });

    it('is not called nobody where the file was cut off', () => {
      const partial = { status: 'partial', reason: 'the file was cut off', dataAsOf: null } as const;
      const group = anAccount()
        .withPolicy('platform', reading)
        .withGroup('readers', { policies: ['platform'] });
      expect(run(group.withCoverage('authorization-details', partial)).findings).toMatchObject([{ severity: 'high' }]);
    });
  });

  it('is medium for a customer policy that nobody has', () => {
    const { findings } = run(anAccount().withPolicy('platform', reading));
    expect(findings).toMatchObject([{ severity: 'medium', evidence: { attached: false } }]);
    expect(findings.map((finding) => dataExfiltration.describe(finding))).toEqual([
      expect.stringContaining('Nobody holds it.'),
    ]);
  });

  it('leaves policies alone that cannot be read', () => {
    expect(run(withPolicy('not json')).unknown).toMatchObject([
      { resourceArn: POLICY_ARN, code: 'unreadable-document' },
    ]);
    const half = policyOf(allow('s3:*'), { Effect: 'deny', Action: '*', Resource: '*' });
    expect(run(withPolicy(half)).unknown).toMatchObject([{ resourceArn: POLICY_ARN, code: 'unreadable-document' }]);
    expect(run(anAccount().withRole('deploy', { inline: { broken: 'not json' } })).unknown).toMatchObject([
      { resourceArn: ROLE_ARN, detail: 'broken', discriminator: 'broken' },
    ]);
  });
});
