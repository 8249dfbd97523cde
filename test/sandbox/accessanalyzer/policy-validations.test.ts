import { describe, expect, it } from 'vitest';
import { validatePolicy } from '../../../lib/sandbox/accessanalyzer/policy-validations.ts';
import type { AccountSpecInput } from '../../../lib/sandbox/account-file.ts';
import { callsTo, embeddedAccount, expectAwsError } from '../calling.ts';

const passesAnyRole = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' }],
};
const trustsEc2 = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const star: NonNullable<AccountSpecInput['policyValidations']>[string][number] = {
  type: 'SECURITY_WARNING',
  code: 'PASS_ROLE_WITH_STAR_IN_RESOURCE',
  details: 'Using a wildcard (*) in the resource can be overly permissive.',
  path: ['Statement', 0, 'Resource'],
};
const spec: Partial<AccountSpecInput> = {
  policies: [{ name: 'deploy', created: '-90d', document: passesAnyRole }],
  roles: [{ name: 'worker', created: '-90d', trust: trustsEc2, inline: { extra: { Statement: [] } } }],
  policyValidations: {
    deploy: [star, { type: 'SUGGESTION', code: 'EMPTY_SID_VALUE', details: 'Add a value to the empty string.' }],
    worker: [{ ...star, code: 'OF_THE_TRUST_POLICY' }],
    extra: [{ ...star, code: 'OF_THE_INLINE_POLICY' }],
  },
};

const identity = { policyType: 'IDENTITY_POLICY' } as const;
const trust = {
  policyType: 'RESOURCE_POLICY',
  validatePolicyResourceType: 'AWS::IAM::AssumeRolePolicyDocument',
} as const;
const call = callsTo(embeddedAccount(spec));
const codes = (input: Parameters<typeof validatePolicy>[0]['input']) =>
  call(validatePolicy, input).findings?.map(({ issueCode }) => issueCode);

describe('validatePolicy', () => {
  it('says what the account file says of the document, however it is written', () => {
    const policyDocument = JSON.stringify(passesAnyRole, null, 2);
    const { findings = [] } = call(validatePolicy, { ...identity, policyDocument });
    expect(findings).toMatchObject([
      {
        findingType: 'SECURITY_WARNING',
        issueCode: 'PASS_ROLE_WITH_STAR_IN_RESOURCE',
        locations: [{ path: [{ value: 'Statement' }, { index: 0 }, { value: 'Resource' }] }],
      },
      { findingType: 'SUGGESTION' },
    ]);
  });

  it('knows inline and trust policies, and has nothing to say of others', () => {
    expect(codes({ ...trust, policyDocument: JSON.stringify(trustsEc2) })).toEqual(['OF_THE_TRUST_POLICY']);
    expect(codes({ ...identity, policyDocument: '{"Statement":[]}' })).toEqual(['OF_THE_INLINE_POLICY']);
    expect(codes({ ...identity, policyDocument: '{"Statement":[{}]}' })).toEqual([]);
  });

  it('finds an error in what is no JSON', () => {
    expect(codes({ ...identity, policyDocument: '{' })).toEqual(['JSON_SYNTAX_ERROR']);
  });

  it('pages', () => {
    const input = { ...identity, policyDocument: JSON.stringify(passesAnyRole), maxResults: 1 };
    const first = call(validatePolicy, input);
    const second = call(validatePolicy, { ...input, nextToken: first.nextToken });
    expect([...(first.findings ?? []), ...(second.findings ?? [])]).toHaveLength(2);
    expect(second.nextToken).toBeUndefined();
  });

  it('refuses a type that there is not, and a kind of resource for an identity policy', () => {
    expectAwsError('ValidationException', () => codes({ policyDocument: '{}', policyType: 'MANAGED' as never }));
    expectAwsError('ValidationException', () => codes({ ...trust, ...identity, policyDocument: '{}' }));
  });

  it('is not loaded for a policy that nobody has', () => {
    expect(() => embeddedAccount({ policyValidations: { ghost: [star] } })).toThrow(
      'policyValidations: there is no policy or role "ghost" in this account',
    );
  });
});
