import { describe, expect, it } from 'vitest';
import { writeWithoutCondition } from '../../../lib/checks/policy/write-without-condition.ts';
import { anAccount } from '../../builders/an-account.ts';
import { runCheck } from '../run-check.ts';
import { allow, deny, POLICY_ARN, policyOf, ROLE_ARN, withinBoundary, withMfa, withPolicy } from './a-policy.ts';

const run = (account: Parameters<typeof runCheck>[1]) => runCheck(writeWithoutCondition, account);

describe('write-without-condition', () => {
  it('reports the statements that write anywhere, and what could be named in each', () => {
    const { findings } = run(
      withPolicy(
        policyOf(
          allow('dynamodb:PutItem', { Sid: 'Orders' }),
          allow('s3:PutObject', { Resource: 'arn:aws:s3:::reports/*' }),
          allow(['s3:DeleteObject', 's3:GetObject', 's3:DeleteBucket']),
        ),
      ),
    );
    expect(findings).toMatchObject([
      {
        severity: 'medium',
        resource: { arn: POLICY_ARN },
        evidence: {
          statements: [
            {
              statement: 0,
              sid: 'Orders',
              actions: ['dynamodb:PutItem'],
              actionCount: 1,
              // biome-ignore lint/suspicious/noTemplateCurlyInString: as AWS writes it
              resources: ['arn:aws:dynamodb:${Region}:111122223333:table/${TableName}'],
              resourceCount: 1,
            },
            {
              statement: 2,
              sid: null,
              actions: ['s3:DeleteBucket', 's3:DeleteObject'],
              // biome-ignore lint/suspicious/noTemplateCurlyInString: as AWS writes it
              resources: ['arn:aws:s3:::${BucketName}', 'arn:aws:s3:::${BucketName}/${ObjectName}'],
            },
          ],
          effectiveFor: [ROLE_ARN],
        },
      },
    ]);
    expect(findings.map((finding) => writeWithoutCondition.describe(finding))).toEqual([
      expect.stringMatching(
        /^Policy platform allows 3 writing actions on any resource in statements 0 \(Orders\) and 2\. arn:aws:dynamodb:.* could be named there\./,
      ),
    ]);
    expect(findings.map((finding) => writeWithoutCondition.remediate(finding).text)).toEqual([
      expect.stringContaining('`resources` in the evidence'),
    ]);
  });

  it('names a few of what a wide statement could name, and how many there are', () => {
    const { findings } = run(withPolicy(policyOf(allow('ec2:*'))));
    const [statement] = findings.flatMap(({ evidence }) => evidence.statements as Record<string, unknown>[]);
    expect(statement).toMatchObject({ actions: { length: 20 }, resources: { length: 20 } });
    expect(statement?.resourceCount).toBeGreaterThan(50);
  });

  it('is low for a policy of AWS, which can only be replaced', () => {
    const account = anAccount()
      .withAwsManagedPolicy('AmazonSQSFullAccess', policyOf(allow('sqs:*')))
      .withRole('deploy', { policies: ['AmazonSQSFullAccess'] });
    expect(run(account).findings).toMatchObject([{ severity: 'low', resource: { name: 'AmazonSQSFullAccess' } }]);
  });

  it('is low where nobody has it, or everybody is kept from it', () => {
    expect(run(anAccount().withPolicy('loose', policyOf(allow('sqs:*')))).findings).toMatchObject([
      { severity: 'low' },
    ]);
    expect(run(withinBoundary(policyOf(allow('sqs:*')), policyOf(allow('logs:*')))).findings).toMatchObject([
      { severity: 'low', evidence: { stoppedFor: [ROLE_ARN] } },
    ]);
  });

  it.each([
    ['on named resources', [allow('sqs:*', { Resource: 'arn:aws:sqs:eu-west-1:111122223333:orders' })]],
    ['under a condition', [allow('sqs:*', withMfa)]],
    ['and denies it', [allow('sqs:*'), deny('sqs:*')]],
    ['by tags alone', [allow('sqs:TagQueue')]],
    ['for which no resource can be named', [allow('ec2:CreateDefaultVpc')]],
    ['as an administrator', [allow('*')]],
  ])('passes a policy that writes %s', (_, statements) => {
    expect(run(withPolicy(policyOf(...statements))).status).toBe('pass');
  });

  it('leaves policies alone that cannot be read', () => {
    expect(run(withPolicy('not json')).unknown).toMatchObject([{ resourceArn: POLICY_ARN }]);
  });
});
