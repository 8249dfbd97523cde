import { describe, expect, it } from 'vitest';
import { serviceWildcard } from '../../../lib/checks/policy/service-wildcard.ts';
import { anAccount } from '../../builders/an-account.ts';
import { runCheck } from '../run-check.ts';
import {
  allow,
  deny,
  POLICY_ARN,
  policyOf,
  ROLE_ARN,
  severitiesIn,
  severitiesOf,
  withinBoundary,
  withMfa,
  withoutMfa,
  withPolicy,
} from './a-policy.ts';

describe('service-wildcard', () => {
  it('reports a policy that allows all of a service, with its services and actions', () => {
    const { findings } = runCheck(serviceWildcard, withPolicy(policyOf(allow(['S3:*', 'sqs:*', 'logs:Get*']))));
    expect(findings).toMatchObject([
      {
        severity: 'high',
        resource: { arn: POLICY_ARN },
        evidence: {
          services: ['s3', 'sqs'],
          actions: ['S3:*', 'sqs:*'],
          sensitive: [{ service: 's3' }],
          effectiveFor: [ROLE_ARN],
        },
      },
    ]);
    expect(findings.map((finding) => serviceWildcard.describe(finding))).toEqual([
      `Policy platform allows all of s3, sqs on every resource, by statement 0. Whoever has s3 reads and deletes all objects, and can make them public. It takes effect for ${ROLE_ARN}.`,
    ]);
  });

  it.each([
    ['a sensitive service', [allow('kms:*')], ['high']],
    ['another service', [allow('sqs:*')], ['medium']],
    ['a sensitive service under conditions', [allow('iam:*', withMfa)], ['medium']],
    ['another service under conditions', [allow('sqs:*', withMfa)], ['low']],
    ['one under conditions and the other not', [allow('iam:*', withMfa), allow('sqs:*')], ['medium']],
    ['everything but IAM', [allow('*'), deny('iam:*')], ['high']],
    ['a service that the catalogue does not know', [allow('newservice:*')], ['medium']],
    ['a service in which nothing changes anything', [allow('pricing:*')], ['medium']],
    ['what its Deny leaves something of', [allow('s3:*'), deny('s3:Delete*')], ['high']],
    ['what is denied without MFA', [allow('s3:*'), deny('s3:*', withoutMfa)], ['high']],
  ])('grades %s', (_, statements, severities) => {
    expect(severitiesOf(serviceWildcard, ...statements)).toEqual(severities);
  });

  it.each([
    ['everything', [allow('*')]],
    ['a part of a service', [allow('ec2:Describe*')]],
    ['a service on some resources', [allow('s3:*', { Resource: 'arn:aws:s3:::shop/*' })]],
    ['a service on what has a tag', [allow('ec2:*', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'a' } } })]],
    ['a service that it denies', [allow('sqs:*'), deny('sqs:*')]],
    [
      'a service of which its Deny leaves lists',
      [allow('sqs:*'), { Effect: 'Deny', NotAction: 'sqs:List*', Resource: '*' }],
    ],
    ['an unknown service that it denies', [allow('newservice:*'), deny('newservice:*')]],
    ['AWS Support', [allow('support:*')]],
    ['CloudShell, which is reported elsewhere', [allow('cloudshell:*')]],
  ])('passes a policy that allows %s', (_, statements) => {
    expect(severitiesOf(serviceWildcard, ...statements)).toEqual([]);
  });

  it('has the service * for everything but what it denies', () => {
    const { findings } = runCheck(serviceWildcard, withPolicy(policyOf(allow('*'), deny('iam:*'))));
    expect(findings).toMatchObject([{ evidence: { services: ['*'], actions: ['*'] } }]);
    expect(findings.map((finding) => serviceWildcard.describe(finding))).toEqual([
      expect.stringContaining('allows every service but for what it denies on every resource'),
    ]);
  });

  it('is low where a boundary or the denies of other policies take it away', () => {
    const document = policyOf(allow('dynamodb:*'));
    const within = (...statements: Parameters<typeof policyOf>) =>
      severitiesIn(runCheck(serviceWildcard, withinBoundary(document, policyOf(...statements))));
    expect(within(allow('s3:*'))).toEqual(['low']);
    expect(within(allow(['dynamodb:ListTables', 'dynamodb:ListBackups']))).toEqual(['low']);
    expect(within(allow('dynamodb:*', { Resource: 'arn:aws:dynamodb:*:*:table/orders' }))).toEqual(['low']);
    expect(within(allow('dynamodb:*', withMfa))).toEqual(['high']);
    expect(within(allow('dynamodb:DeleteTable'))).toEqual(['high']);
    const denied = withPolicy(document, { inline: { stop: policyOf(deny('dynamodb:*')) } });
    expect(severitiesIn(runCheck(serviceWildcard, denied))).toEqual(['low']);
  });

  it('settles conditions by what is known of the holder', () => {
    const document = policyOf(allow('s3:*', { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'data' } } }));
    const held = (tags: Record<string, string>) =>
      severitiesIn(runCheck(serviceWildcard, withPolicy(document, { tags })));
    expect(held({ team: 'data' })).toEqual(['medium']);
    expect(held({ team: 'web' })).toEqual(['low']);
  });

  it('has the inline policy in the evidence', () => {
    const account = anAccount().withGroup('g', { inline: { all: policyOf(allow('s3:*')) } });
    expect(runCheck(serviceWildcard, account).findings).toMatchObject([
      { resource: { type: 'AWS::IAM::Group' }, discriminator: 'all', evidence: { inlinePolicy: { name: 'all' } } },
    ]);
  });

  it('cannot judge a policy that cannot be read, but what it can read of it', () => {
    expect(runCheck(serviceWildcard, withPolicy('no')).unknown).toMatchObject([{ resourceArn: POLICY_ARN }]);
    const inPart = runCheck(serviceWildcard, withPolicy(policyOf({ Effect: 'allow' }, allow('s3:*'))));
    expect(inPart).toMatchObject({ status: 'fail', unknown: [], findings: [{ evidence: { unknownCount: 1 } }] });
  });
});
