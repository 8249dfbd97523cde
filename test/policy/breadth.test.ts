// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BroaderBy, isBroader } from '../../lib/policy/breadth.ts';
import { catalogue } from '../../lib/policy/catalogue/catalogue.ts';
import type { PolicyDocument } from '../../lib/policy/document.ts';
import { anyStatement } from './any-document.ts';
import { allow, deny, policy } from './policies.ts';

const reports = { Resource: 'arn:aws:s3:::reports/*' };
const withMfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const from = (...regions: readonly string[]) => ({ Condition: { StringEquals: { 'aws:RequestedRegion': regions } } });
const notFrom = (...vpcs: readonly string[]) => ({ Condition: { StringNotEquals: { 'aws:SourceVpc': vpcs } } });

function broader(dormant: PolicyDocument, current: PolicyDocument) {
  const breadth = isBroader(dormant, current);
  if (breadth === null) return null;
  return { ...breadth, actions: [...breadth.actions].map((actionNumber) => catalogue.actionName(actionNumber)) };
}

describe('isBroader', () => {
  it('is never broader than itself', () => {
    fc.assert(
      fc.property(fc.array(anyStatement, { maxLength: 4 }), (statements) => {
        expect(isBroader(policy(...statements), policy(...statements))).toBeNull();
      }),
      { numRuns: 2_000 },
    );
  });

  it('is broader by what a further statement allows that nothing denies', () => {
    fc.assert(
      fc.property(fc.array(anyStatement, { maxLength: 3 }), (statements) => {
        const denials = statements.filter(({ Effect }) => Effect === 'Deny');
        fc.pre(denials.length === statements.length);
        expect(isBroader(policy(allow('sqs:SendMessage')), policy(...statements))).not.toBeNull();
      }),
    );
  });

  it('names the actions and the statement, and in what they are broader', () => {
    const dormant = policy(allow('s3:GetObject'), allow(['sqs:SendMessage', 's3:GetObject', 'brandnew:Do']));
    expect(broader(dormant, policy(allow('s3:Get*')))).toEqual({
      actions: ['sqs:SendMessage'],
      unknown: ['brandnew:Do'],
      statements: [{ index: 1, by: ['action'] }],
    });
  });

  it('is broader by unknown actions that the other denies', () => {
    const current = policy(allow('brandnew:*'), deny('brandnew:Do*'));
    expect(broader(policy(allow('brandnew:DoThis')), current)).toMatchObject({
      actions: [],
      unknown: ['brandnew:DoThis'],
    });
  });

  it.each<[string, PolicyDocument, PolicyDocument, BroaderBy]>([
    [
      '* against a list of resources',
      policy(allow('s3:GetObject')),
      policy(allow('s3:GetObject', reports)),
      'resource',
    ],
    [
      'a resource more',
      policy(allow('s3:GetObject', { Resource: ['arn:aws:s3:::reports/*', 'arn:aws:s3:::payroll/*'] })),
      policy(allow('s3:GetObject', reports)),
      'resource',
    ],
    [
      'everything but a bucket against everything but two',
      policy({ Effect: 'Allow', Action: 's3:GetObject', NotResource: 'arn:aws:s3:::a/*' }),
      policy({ Effect: 'Allow', Action: 's3:GetObject', NotResource: ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'] }),
      'resource',
    ],
    [
      'any user for the user itself',
      policy(allow('iam:CreateAccessKey', { Resource: 'arn:aws:iam::*:user/*' })),
      policy(allow('iam:CreateAccessKey', { Resource: 'arn:aws:iam::*:user/${aws:username}' })),
      'resource',
    ],
    [
      'a name that can be empty',
      policy(allow('s3:GetObject', { Resource: 'arn:aws:s3:::home/${aws:username}' })),
      policy(allow('s3:GetObject', { Resource: 'arn:aws:s3:::home/?*' })),
      'resource',
    ],
    [
      'the home of another variable',
      policy(allow('s3:GetObject', { Resource: 'arn:aws:s3:::home/${aws:userid}/*' })),
      policy(allow('s3:GetObject', { Resource: 'arn:aws:s3:::home/${aws:username}/*' })),
      'resource',
    ],
    ['no condition', policy(allow('s3:GetObject')), policy(allow('s3:GetObject', withMfa)), 'condition'],
    [
      'a Region more',
      policy(allow('s3:*', from('eu-west-1', 'us-east-1'))),
      policy(allow('s3:*', from('eu-west-1'))),
      'condition',
    ],
    ['another condition', policy(allow('s3:*', from('eu-west-1'))), policy(allow('s3:*', withMfa)), 'condition'],
    [
      'an exclusion less',
      policy(allow('s3:*', notFrom('vpc-1'))),
      policy(allow('s3:*', notFrom('vpc-1', 'vpc-2'))),
      'condition',
    ],
    [
      'no Deny of what an incomplete ARN names',
      policy(allow('sqs:*', { Resource: 'arn:aws:sqs:eu-west-1:111122223333:orders' })),
      policy(allow('sqs:*'), deny('sqs:PurgeQueue', { Resource: 'arn:aws:sqs' })),
      'deny',
    ],
    ['no Deny', policy(allow('s3:*')), policy(allow('s3:*'), deny('s3:DeleteBucket')), 'action'],
    ['no Deny of some resources', policy(allow('s3:*')), policy(allow('s3:*'), deny('s3:*', reports)), 'deny'],
    ['no Deny under a condition', policy(allow('s3:*')), policy(allow('s3:*'), deny('s3:*', withMfa)), 'deny'],
    [
      'a narrower Deny',
      policy(allow('s3:*'), deny('s3:Delete*', reports)),
      policy(allow('s3:*'), deny('s3:*', reports)),
      'deny',
    ],
  ])('is broader by %s', (_, dormant, current, by) => {
    expect(broader(dormant, current)?.statements).toEqual([{ index: 0, by: [by] }]);
    expect(broader(dormant, current)?.actions).not.toEqual([]);
  });

  it.each<[string, PolicyDocument, PolicyDocument]>([
    ['the same in fewer words', policy(allow(['s3:GetObject', 's3:GetObjectAcl'])), policy(allow('s3:Get*'))],
    [
      'fewer resources',
      policy(allow('s3:Get*', { Resource: 'arn:aws:s3:::reports/2026/*' })),
      policy(allow('s3:Get*', reports)),
    ],
    [
      'what an incomplete ARN names',
      policy(allow('sqs:*', { Resource: 'arn:aws:sqs:eu-west-1:111122223333:orders' })),
      policy(allow('sqs:*', { Resource: 'arn:aws:sqs' })),
    ],
    [
      'its resources in two statements',
      policy(allow('s3:GetObject', { Resource: ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'] })),
      policy(allow('s3:*', { Resource: 'arn:aws:s3:::a/*' }), allow('s3:GetObject', { Resource: 'arn:aws:s3:::b/*' })),
    ],
    [
      'the user itself for any user',
      policy(allow('iam:CreateAccessKey', { Resource: 'arn:aws:iam::*:user/${aws:username}' })),
      policy(allow('iam:CreateAccessKey', { Resource: 'arn:aws:iam::*:user/*' })),
    ],
    [
      'a part of the same home',
      policy(allow('s3:GetObject', { Resource: 'arn:aws:s3:::home/${aws:username}/docs/*' })),
      policy(allow('s3:GetObject', { Resource: 'arn:aws:s3:::home/${aws:username}/*' })),
    ],
    [
      'a bucket outside those left out',
      policy(allow('s3:GetObject', reports)),
      policy({ Effect: 'Allow', Action: 's3:*', NotResource: 'arn:aws:s3:::payroll/*' }),
    ],
    ['a condition more', policy(allow('s3:*', withMfa)), policy(allow('s3:*'))],
    ['a Region less', policy(allow('s3:*', from('eu-west-1'))), policy(allow('s3:*', from('eu-west-1', 'us-east-1')))],
    ['an exclusion more', policy(allow('s3:*', notFrom('vpc-1', 'vpc-2'))), policy(allow('s3:*', notFrom('vpc-1')))],
    ['a wider Deny', policy(allow('s3:*'), deny('s3:*', reports)), policy(allow('s3:*'), deny('s3:Delete*', reports))],
    ['its own Deny', policy(allow(['s3:*', 'sqs:*']), deny('sqs:*')), policy(allow('s3:*'))],
    [
      'a Deny elsewhere',
      policy(allow('s3:*', reports)),
      policy(allow('s3:*'), deny('s3:*', { Resource: 'arn:aws:s3:::payroll/*' })),
    ],
    ['unknown actions that both allow', policy(allow('brandnew:Do')), policy(allow('brandnew:*', reports))],
    ['only denies', policy(deny('*')), policy(allow('s3:*'))],
  ])('is not broader with %s', (_, dormant, current) => {
    expect(isBroader(dormant, current)).toBeNull();
  });
});
