import { describe, expect, it } from 'vitest';
import { infrastructureModification } from '../../../lib/checks/policy/infrastructure-modification.ts';
import { anAccount } from '../../builders/an-account.ts';
import { runCheck } from '../run-check.ts';
import { allow, deny, policyOf, ROLE_ARN, withMfa, withPolicy } from './a-policy.ts';

const run = (account: Parameters<typeof runCheck>[1]) => runCheck(infrastructureModification, account);

describe('infrastructure-modification', () => {
  it('reports actions that write, tag or manage permissions and for which resources can be named', () => {
    const { findings } = run(
      withPolicy(
        policyOf(allow(['sqs:DeleteQueue', 'sqs:TagQueue', 'sqs:AddPermission', 'sqs:ListQueues', 'ecr:Get*'])),
      ),
    );
    expect(findings).toMatchObject([
      {
        severity: 'medium',
        evidence: { actions: ['sqs:AddPermission', 'sqs:DeleteQueue', 'sqs:TagQueue'], services: ['sqs'] },
      },
    ]);
  });

  it('names every action of an administrator, in one list for all who hold the same document', () => {
    const { findings } = run(
      anAccount()
        .withPolicy('all', policyOf(allow('*')))
        .withPolicy('most', policyOf({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }))
        .withRole('deploy', { policies: ['all', 'most'] }),
    );
    const [all = [], most = []] = findings.map(({ evidence }) =>
      Array.isArray(evidence.actions) ? evidence.actions : [],
    );
    expect(all.length).toBeGreaterThan(9_000);
    expect(all).toContain('iam:CreateUser');
    expect(most.length).toBeLessThan(all.length);
    expect(most).not.toContain('iam:CreateUser');
  });

  it('says where an inline policy is', () => {
    const { findings } = run(anAccount().withRole('deploy', { inline: { queues: policyOf(allow('sqs:PurgeQueue')) } }));
    expect(findings).toMatchObject([
      {
        resource: { arn: ROLE_ARN, type: 'AWS::IAM::Role' },
        discriminator: 'queues',
        evidence: { inlinePolicy: { entityArn: ROLE_ARN, name: 'queues' }, effectiveFor: [ROLE_ARN] },
      },
    ]);
    expect(findings.map((finding) => infrastructureModification.describe(finding))).toEqual([
      `Inline policy queues of role deploy allows changing any resource of its kind: sqs:PurgeQueue. It takes effect for ${ROLE_ARN}.`,
    ]);
  });

  it('is low where it takes effect for nobody', () => {
    expect(run(anAccount().withPolicy('loose', policyOf(allow('sqs:*')))).findings).toMatchObject([
      { severity: 'low' },
    ]);
  });

  it.each([
    ['one queue', [allow('sqs:*', { Resource: 'arn:aws:sqs:eu-west-1:111122223333:orders' })]],
    ['one type of what an action tags', [allow('ec2:CreateTags', { Resource: 'arn:aws:ec2:*:*:volume/*' })]],
    ['some of the types that an action needs', [allow('ec2:RunInstances', { Resource: 'arn:aws:ec2:*:*:instance/*' })]],
    ['actions for which no resource can be named', [allow(['ecr:PutRegistryPolicy', 'ec2:CreateDefaultVpc'])]],
    ['actions under a condition', [allow('sqs:*', withMfa)]],
    ['actions that it denies', [allow('sqs:*'), deny('*', { Resource: 'arn:aws:sqs:*:*:*' })]],
  ])('passes a policy that allows %s', (_, statements) => {
    expect(run(withPolicy(policyOf(...statements))).status).toBe('pass');
  });
});
