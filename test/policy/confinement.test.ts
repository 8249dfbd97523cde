import { describe, expect, it } from 'vitest';
import { regionsConfinedTo } from '../../lib/policy/confinement.ts';
import { allow, deny, policy } from './policies.ts';

const when = (operator: string, value: string | readonly string[], key = 'aws:RequestedRegion') => ({
  Condition: { [operator]: { [key]: value } },
});
const regionsOf = (...documents: Parameters<typeof regionsConfinedTo>[0]) => {
  const regions = regionsConfinedTo(documents);
  return regions === null ? null : [...regions];
};

describe('regionsConfinedTo', () => {
  it.each([
    ['StringEquals', allow('*', when('StringEquals', 'ca-west-1')), ['ca-west-1']],
    ['a list', allow('*', when('StringEquals', ['ca-west-1', 'mx-central-1'])), ['ca-west-1', 'mx-central-1']],
    ['StringLike without wildcards', allow('*', when('StringLike', 'ca-west-1')), ['ca-west-1']],
    ['StringEqualsIgnoreCase', allow('*', when('StringEqualsIgnoreCase', 'CA-WEST-1')), ['ca-west-1']],
    ['ForAnyValue', allow('*', when('ForAnyValue:StringEquals', 'ca-west-1')), ['ca-west-1']],
    ['the key in another case', allow('*', when('StringEquals', 'ca-west-1', 'AWS:requestedRegion')), ['ca-west-1']],
    ['resources of one Region', allow('sqs:*', { Resource: 'arn:aws:sqs:ca-west-1:111122223333:*' }), ['ca-west-1']],
    [
      'resources of two Regions',
      allow('sqs:*', { Resource: ['arn:aws:sqs:ca-west-1:111122223333:a', 'arn:aws:sqs:ap-east-2:111122223333:b'] }),
      ['ca-west-1', 'ap-east-2'],
    ],
    [
      'a condition and resources, which must both hold',
      allow('sqs:*', { Resource: 'arn:aws:sqs:ca-west-1:*:*', ...when('StringEquals', ['ca-west-1', 'us-east-1']) }),
      ['ca-west-1'],
    ],
  ])('sees the confinement by %s', (_, statement, expected) => {
    expect(regionsOf(policy(statement))).toEqual(expected);
  });

  it.each([
    ['no condition', allow('*')],
    ['IfExists, which holds without the key', allow('*', when('StringEqualsIfExists', 'ca-west-1'))],
    ['ForAllValues, which holds without the key', allow('*', when('ForAllValues:StringEquals', 'ca-west-1'))],
    ['a pattern', allow('*', when('StringLike', 'ca-*'))],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
    ['a variable', allow('*', when('StringEquals', '${aws:PrincipalTag/region}'))],
    ['a negation', allow('*', when('StringNotEquals', 'us-east-1'))],
    ['another key', allow('*', when('StringEquals', 'ca-west-1', 'aws:PrincipalTag/region'))],
    ['an ARN without Region', allow('s3:*', { Resource: 'arn:aws:s3:::reports/*' })],
    ['an ARN of any Region', allow('sqs:*', { Resource: 'arn:aws:sqs:*:111122223333:orders' })],
    [
      'an ARN whose wildcard swallows the Region',
      allow('sqs:*', { Resource: 'arn:aws:*:ca-west-1:111122223333:orders' }),
    ],
    ['one resource too many', allow('sqs:*', { Resource: ['arn:aws:sqs:ca-west-1:111122223333:a', '*'] })],
    ['NotResource', { Effect: 'Allow', Action: '*', NotResource: 'arn:aws:sqs:ca-west-1:111122223333:a' }],
    ['a Deny outside the Region', deny('*', when('StringNotEquals', 'ca-west-1'))],
  ])('sees no confinement in %s', (_, statement) => {
    expect(regionsOf(policy(statement))).toBeNull();
  });

  it('needs it of every Allow statement of every policy', () => {
    const west = policy(allow('sqs:*', when('StringEquals', 'ca-west-1')), deny('iam:*'));
    const mexico = policy(allow('sns:*', when('StringEquals', 'mx-central-1')));
    expect(regionsOf(west, mexico)).toEqual(['ca-west-1', 'mx-central-1']);
    expect(regionsOf(west, mexico, policy(allow('sts:GetCallerIdentity')))).toBeNull();
  });

  it('says nothing of policies that allow nothing or were not read whole', () => {
    const west = allow('sqs:*', when('StringEquals', 'ca-west-1'));
    expect(regionsOf()).toBeNull();
    expect(regionsOf(policy(deny('*')))).toBeNull();
    expect(regionsOf(policy(west, { ...west, Effect: 'allow' }))).toBeNull();
  });
});
