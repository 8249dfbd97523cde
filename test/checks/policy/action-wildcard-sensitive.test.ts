import { describe, expect, it } from 'vitest';
import { actionWildcardSensitive } from '../../../lib/checks/policy/action-wildcard-sensitive.ts';
import { runCheck } from '../run-check.ts';
import {
  allow,
  deny,
  POLICY_ARN,
  policyOf,
  severitiesIn,
  severitiesOf,
  withinBoundary,
  withMfa,
  withPolicy,
} from './a-policy.ts';

const on = (Resource: string | string[]) => ({ Resource });
// biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
const onItself = on('arn:aws:iam::*:user/${aws:username}');
const tagged = { Condition: { StringEquals: { 'aws:ResourceTag/team': 'web' } } };

describe('action-wildcard-sensitive', () => {
  it('reports wildcards by their patterns', () => {
    const { findings } = runCheck(
      actionWildcardSensitive,
      withPolicy(policyOf(allow(['iam:Put*', 'iam:Get*', 'KMS:*Grant']))),
    );
    expect(findings).toMatchObject([
      {
        severity: 'high',
        resource: { arn: POLICY_ARN },
        evidence: { actions: ['iam:Put*', 'KMS:*Grant'], services: ['iam', 'kms'] },
      },
    ]);
    expect(findings.map((finding) => actionWildcardSensitive.describe(finding))).toEqual([
      expect.stringMatching(/^Policy platform allows iam:Put\*, KMS:\*Grant, by statement 0\. It takes effect for /),
    ]);
  });

  it.each([
    ['permissions of IAM', allow('iam:Put*'), ['high']],
    ['those of one role', allow('iam:Put*', on('arn:aws:iam::111122223333:role/app')), ['medium']],
    ['those of all roles', allow('iam:*', on('arn:aws:iam::111122223333:role/*')), ['high']],
    ['all of S3 on every bucket', allow('s3:*', on('arn:aws:s3:::*')), ['high']],
    ['all of S3 on one bucket', allow('s3:*', on(['arn:aws:s3:::shop', 'arn:aws:s3:::shop/*'])), ['medium']],
    ['everything on one bucket', allow('*', on('arn:aws:s3:::shop/*')), ['medium']],
    ['that under conditions', allow('s3:*', { ...on('arn:aws:s3:::shop/*'), ...withMfa }), ['low']],
    ['the records of CloudTrail', allow('cloudtrail:Stop*'), ['high']],
    ['the organisation', allow('organizations:Leave*'), ['high']],
    ['CloudShell', allow('cloudshell:*'), ['high']],
    ['AWS Marketplace', allow('aws-marketplace:Subscribe'), ['high']],
  ])('grades wildcards over %s', (_, statement, severities) => {
    expect(severitiesOf(actionWildcardSensitive, statement)).toEqual(severities);
  });

  it.each([
    ['a whole service on every resource, which is reported elsewhere', [allow('iam:*')]],
    ['reading', [allow(['iam:Get*', 'iam:List*', 'kms:Describe*', 'organizations:Describe*', 'cloudtrail:Lookup*'])]],
    ['actions by their names', [allow(['iam:PutRolePolicy', 'kms:PutKeyPolicy'])]],
    ['use of keys', [allow(['kms:ReEncrypt*', 'kms:GenerateDataKey*'])]],
    ['access keys, which credentials-exposure reports', [allow('iam:*AccessKey*', on('arn:aws:iam::*:user/*'))]],
    ['parts of S3', [allow('s3:Put*', on('arn:aws:s3:::shop/*'))]],
    ['what a user may do to itself', [allow('iam:*', onItself)]],
    ['what has a tag', [allow('iam:Put*', tagged)]],
    ['what it denies', [allow('iam:Put*'), deny('iam:*')]],
    [
      'what it denies on those resources',
      [allow('iam:Put*', on('arn:aws:iam::1:role/a')), deny('iam:*', on('arn:aws:iam::1:role/*'))],
    ],
    ['everything on other resources', [allow('*', on('arn:aws:sqs:eu-west-1:111122223333:orders'))]],
  ])('passes a policy that allows %s', (_, statements) => {
    expect(severitiesOf(actionWildcardSensitive, ...statements)).toEqual([]);
  });

  it('is low where a boundary or another policy takes it away', () => {
    const document = policyOf(allow('iam:Put*'));
    const boundary = policyOf({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' });
    expect(severitiesIn(runCheck(actionWildcardSensitive, withinBoundary(document, boundary)))).toEqual(['low']);
    const denied = withPolicy(document, { inline: { stop: policyOf(deny('iam:Put*')) } });
    expect(severitiesIn(runCheck(actionWildcardSensitive, denied))).toEqual(['low']);
  });

  it('cannot judge a policy that cannot be read', () => {
    expect(runCheck(actionWildcardSensitive, withPolicy('not json')).status).toBe('unknown');
  });
});
