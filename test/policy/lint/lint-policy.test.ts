// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lintPolicy, type PolicyKind } from '../../../lib/policy/lint/lint-policy.ts';
import { policyCharacters } from '../../../lib/policy/lint/size.ts';
import { anyDocument } from '../any-document.ts';
import { allow, deny, type WrittenStatement } from '../policies.ts';

const lint = (
  statements: readonly WrittenStatement[],
  kind: PolicyKind = 'managed',
  version: string | null = '2012-10-17',
) => lintPolicy({ ...(version && { Version: version }), Statement: statements }, { kind });
const codes = (...statements: readonly WrittenStatement[]) => lint(statements).map(({ code }) => code);
const when = (operator: string, key: string, value: unknown) => ({ Condition: { [operator]: { [key]: value } } });

describe('lintPolicy', () => {
  it('finds nothing in policies that are as they should be', () => {
    expect(
      codes(
        allow(['s3:GetObject', 's3:PutObject'], { Sid: 'Objects', Resource: 'arn:aws:s3:::reports/${aws:username}/*' }),
        allow('s3:ListBucket', {
          Sid: 'Bucket',
          Resource: 'arn:aws:s3:::reports',
          ...when('StringLike', 's3:prefix', ['', 'home/*']),
        }),
        allow('iam:PassRole', {
          Resource: 'arn:aws:iam::111122223333:role/app-*',
          ...when('StringEquals', 'iam:PassedToService', 'ec2.amazonaws.com'),
        }),
        deny('*', {
          Condition: {
            BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' },
            NotIpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '2001:db8::/32'] },
          },
        }),
        allow('ec2:CreateTags', when('ForAllValues:StringEquals', 'aws:TagKeys', ['team'])),
        allow('logs:*', { Resource: 'arn:aws:logs:*:111122223333:log-group:/aws/lambda/*' }),
        allow('dynamodb:*', {
          Resource: ['arn:aws:dynamodb:eu-west-1:111122223333:table/orders', 'arn:aws:dynamodb:*:*:table/*/index/*'],
        }),
      ),
    ).toEqual([]);
  });

  it('finds nothing in a trust policy that is as it should be', () => {
    const trust = {
      Effect: 'Allow',
      Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
        StringLike: {
          'token.actions.githubusercontent.com:sub': 'repo:acme/shop:*',
          'oidc.eks.eu-west-1.amazonaws.com/id/1:sub': 'x',
        },
      },
    };
    const cognito = 'cognito-identity.amazonaws.com';
    const guests = {
      ...trust,
      Principal: { Federated: cognito },
      Condition: { 'ForAnyValue:StringLike': { [`${cognito}:amr`]: 'unauthenticated' } },
    };
    expect(lint([trust, guests], 'trust')).toEqual([]);
  });

  it.each<[string, WrittenStatement, string, string, string]>([
    [
      'a service that does not exist',
      allow('lamda:*'),
      'unknown-service',
      '/Statement/0/Action',
      'the nearest is lambda',
    ],
    ['a wildcard for the service', allow('s*:Get*'), 'unknown-service', '/Statement/0/Action', 'wildcard'],
    [
      'an action that does not exist',
      allow(['s3:GetObject', 's3:GetObjekt']),
      'unknown-action',
      '/Statement/0/Action/1',
      'the nearest is s3:GetObject',
    ],
    [
      'a pattern of no action',
      { Effect: 'Deny', NotAction: 's3:Gett*', Resource: '*' },
      'unknown-action',
      '/Statement/0/NotAction',
      'matches no action',
    ],
    ['an action without a service', allow('GetObject'), 'unknown-action', '/Statement/0/Action', 'no service prefix'],
    [
      'a resource that is no ARN',
      allow('s3:*', { Resource: ['reports/*'] }),
      'resource-not-arn',
      '/Statement/0/Resource/0',
      'neither an ARN nor *',
    ],
    [
      'a wildcard for the service of an ARN',
      allow('s3:*', { Resource: 'arn:aws:*:::reports' }),
      'resource-not-arn',
      '/Statement/0/Resource',
      'wildcard',
    ],
    [
      'an account of 11 digits',
      allow('sqs:*', { Resource: 'arn:aws:sqs:eu-west-1:11112222333:q' }),
      'resource-not-arn',
      '/Statement/0/Resource',
      '11 digits',
    ],
    [
      'a partition that does not exist',
      allow('sqs:*', { Resource: 'arn:amazon:sqs:eu-west-1:111122223333:q' }),
      'resource-not-arn',
      '/Statement/0/Resource',
      'partition',
    ],
    [
      'objects where the action is on buckets',
      allow(['s3:GetObject', 's3:ListBucket'], { Resource: 'arn:aws:s3:::reports/*' }),
      'resource-mismatch',
      '/Statement/0/Action/1',
      "acts on none of the statement's resources",
    ],
    [
      'a resource for an action that has none',
      allow('ec2:DescribeInstances', { Resource: 'arn:aws:ec2:*:*:instance/i-1' }),
      'resource-mismatch',
      '/Statement/0/Action',
      'needs the resource *',
    ],
    [
      'a resource of another service',
      allow('s3:GetObject', { Resource: ['arn:aws:s3:::a/*', 'arn:aws:sqs:eu-west-1:111122223333:q'] }),
      'resource-mismatch',
      '/Statement/0/Resource/1',
      'no action of the statement',
    ],
    [
      'an operator that does not exist',
      allow('s3:*', when('StringMatches', 'aws:username', 'a')),
      'unknown-operator',
      '/Statement/0/Condition/StringMatches/aws:username',
      'StringMatches',
    ],
    [
      'a global key that does not exist',
      allow('s3:*', when('IpAddress', 'aws:SourceIP4', '10.0.0.0/8')),
      'unknown-condition-key',
      '/Statement/0/Condition/IpAddress/aws:SourceIP4',
      'the nearest is aws:SourceIp',
    ],
    [
      'a key of a service that does not exist',
      allow('s3:*', when('StringEquals', 's3:prefx', 'a')),
      'unknown-condition-key',
      '/Statement/0/Condition/StringEquals/s3:prefx',
      'the nearest is s3:prefix',
    ],
    [
      'a key that no action of the statement has',
      allow('s3:GetObject', when('StringEquals', 's3:prefix', 'a')),
      'condition-key-mismatch',
      '/Statement/0/Condition/StringEquals/s3:prefix',
      's3:prefix',
    ],
    [
      'an operator for another type',
      allow('s3:*', when('StringLike', 'aws:SourceIp', '10.*')),
      'operator-mismatch',
      '/Statement/0/Condition/StringLike/aws:SourceIp',
      'IPAddress',
    ],
    [
      'no set operator for a key of several values',
      allow('ec2:CreateTags', when('StringEquals', 'aws:TagKeys', 'team')),
      'set-operator-mismatch',
      '/Statement/0/Condition/StringEquals/aws:TagKeys',
      'ForAllValues',
    ],
    [
      'a set operator for a key of one value',
      allow('s3:*', when('ForAllValues:StringEquals', 'aws:username', 'a')),
      'set-operator-mismatch',
      '/Statement/0/Condition/ForAllValues:StringEquals/aws:username',
      'without it',
    ],
    [
      'a number that is none',
      allow('s3:ListBucket', when('NumericLessThan', 's3:max-keys', 'few')),
      'condition-value',
      '/Statement/0/Condition/NumericLessThan/s3:max-keys',
      'a number',
    ],
    [
      'a date that is none',
      allow('s3:*', when('DateLessThan', 'aws:CurrentTime', ['2026-01-01', 'tomorrow'])),
      'condition-value',
      '/Statement/0/Condition/DateLessThan/aws:CurrentTime/1',
      'ISO 8601',
    ],
    [
      'a truth that is none',
      allow('s3:*', when('Bool', 'aws:SecureTransport', 'yes')),
      'condition-value',
      '/Statement/0/Condition/Bool/aws:SecureTransport',
      'true or false',
    ],
    [
      'an address that is none',
      allow('s3:*', when('IpAddress', 'aws:SourceIp', '10.0.0.0/33')),
      'condition-value',
      '/Statement/0/Condition/IpAddress/aws:SourceIp',
      'CIDR',
    ],
    [
      'an ARN that is none',
      allow('s3:*', when('ArnLike', 'aws:PrincipalArn', 'role/admin')),
      'condition-value',
      '/Statement/0/Condition/ArnLike/aws:PrincipalArn',
      'ARN',
    ],
    [
      'Null without a truth',
      allow('s3:*', when('Null', 'aws:SourceIp', 'maybe')),
      'condition-value',
      '/Statement/0/Condition/Null/aws:SourceIp',
      'true or false',
    ],
    ['a principal', allow('s3:*', { Principal: '*' }), 'misplaced-element', '/Statement/0', 'names no principal'],
    [
      'a grammar mistake',
      { Effect: 'allow', Action: '*', Resource: '*' },
      'wrong-value',
      '/Statement/0/Effect',
      'Allow or Deny',
    ],
  ])('finds %s', (_, statement, code, pointer, words) => {
    expect(lint([statement])).toEqual([
      { code, pointer, message: expect.stringContaining(words), severity: expect.anything() },
    ]);
  });

  it.each<[string, WrittenStatement]>([
    [
      'a variable for a value',
      allow('s3:ListBucket', when('NumericLessThan', 's3:max-keys', '${aws:PrincipalTag/max}')),
    ],
    [
      'an operator of any kind on a tag',
      allow('s3:*', when('ArnLike', 'aws:PrincipalTag/owner', 'arn:aws:iam::*:user/*')),
    ],
    [
      'a key of a service beside actions that are not known',
      allow('s3:NewAction', when('StringEquals', 's3:prefix', 'a')),
    ],
    [
      'all of a service for an action that has no resource',
      allow('s3:ListAllMyBuckets', { Resource: 'arn:aws:s3:::*' }),
    ],
    ['a resource for every action', allow('*', { Resource: 'arn:aws:s3:::reports' })],
    ['no account and no Region', allow('iam:GetUser', { Resource: 'arn:aws:iam::*:user/*' })],
    ['an ARN with fewer parts', allow('dynamodb:*', { Resource: 'arn:aws:dynamodb:*' })],
  ])('takes no offence at %s', (_, statement) => {
    expect(codes(statement).filter((code) => code !== 'unknown-action')).toEqual([]);
  });

  it.each([null, '2008-10-17'])('finds variables in a policy of version %s', (version) => {
    const statement = allow('s3:GetObject', {
      Resource: 'arn:aws:s3:::${aws:username}/*',
      ...when('StringLike', 's3:prefix', ['a', '${aws:userid}']),
    });
    const issues = lint([{ ...statement, Action: 's3:*' }], 'managed', version).filter(
      ({ code }) => code === 'variable-in-old-version',
    );
    expect(issues.map(({ pointer }) => pointer)).toEqual([
      '/Statement/0/Resource',
      '/Statement/0/Condition/StringLike/s3:prefix/1',
    ]);
  });

  it('finds a Sid that was there before', () => {
    expect(
      lint([allow('s3:*', { Sid: 'A' }), allow('sqs:*', { Sid: 'B' }), allow('sns:*', { Sid: 'A' })]),
    ).toMatchObject([{ code: 'duplicate-sid', pointer: '/Statement/2/Sid' }]);
  });

  it.each<[string, WrittenStatement[], number]>([
    ['an Allow that is denied', [allow('s3:Get*'), deny('s3:*')], 1],
    ['an Allow that is denied by two', [allow(['s3:GetObject', 's3:PutObject']), deny('s3:Get*'), deny('s3:Put*')], 1],
    ['one that is denied in part', [allow('s3:*'), deny('s3:Get*')], 0],
    [
      'one that is denied under a condition',
      [allow('s3:Get*'), deny('s3:*', when('Bool', 'aws:SecureTransport', 'false'))],
      0,
    ],
    ['one that is denied elsewhere', [allow('s3:GetObject'), deny('s3:*', { Resource: 'arn:aws:s3:::a/*' })], 0],
  ])('of reachable statements, says of %s', (_, statements, count) => {
    expect(codes(...statements).filter((code) => code === 'unreachable-statement')).toHaveLength(count);
  });

  it('measures a policy against its quota, together with what is beside it', () => {
    const statement = allow('s3:*', { Resource: `arn:aws:s3:::${'a'.repeat(1_700)}/*` });
    const size = policyCharacters({ Version: '2012-10-17', Statement: [statement] });
    const lintSize = (kind: PolicyKind, charactersBeside: number) =>
      lintPolicy({ Version: '2012-10-17', Statement: [statement] }, { kind, charactersBeside }).map(({ code }) => code);
    expect(lintSize('inline-user', 0)).toEqual([]);
    expect(lintSize('inline-user', Math.ceil(2_048 * 0.9) - size)).toEqual(['size-near-quota']);
    expect(lintSize('managed', 0)).toEqual([]);
    expect(lintSize('resource', 1_000_000)).not.toContain('size-near-quota');
  });

  it.each<[PolicyKind, WrittenStatement, string]>([
    [
      'trust',
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '111122223333' }, Resource: '*' },
      'names no resource',
    ],
    ['trust', { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }, 'in Principal'],
    ['trust', { Effect: 'Deny', Action: 'sts:AssumeRole', NotPrincipal: { AWS: '111122223333' } }, 'NotPrincipal'],
    ['resource', allow('s3:*'), 'in Principal'],
  ])('knows what a policy of kind %s cannot be (%#)', (kind, statement, words) => {
    expect(lint([statement], kind)).toContainEqual(
      expect.objectContaining({ code: 'misplaced-element', message: expect.stringContaining(words) }),
    );
  });

  it('puts the gravest first', () => {
    const severities = lint([allow('s3:*', { Sid: 'A' }), allow('s3:Nothing', { Sid: 'A' }), { Effect: 'x' }]).map(
      ({ severity }) => severity,
    );
    expect(severities).toEqual(
      [...severities].toSorted((a, b) => ['high', 'medium', 'low'].indexOf(a) - ['high', 'medium', 'low'].indexOf(b)),
    );
    expect(severities[0]).toBe('high');
  });

  it('points at what it speaks of, escaped as JSON Pointer wants it', () => {
    const single = { Version: '2012-10-17', Statement: allow('s3:*', when('Bool', 'nosuch:a~b/c', 'true')) };
    expect(lintPolicy(single, { kind: 'managed' })).toMatchObject([
      { pointer: '/Statement/Condition/Bool/nosuch:a~0b~1c' },
    ]);
  });

  it('has an answer for any JSON value, and stays within its bounds', () => {
    fc.assert(
      fc.property(anyDocument, fc.constantFrom<PolicyKind>('managed', 'trust', 'resource'), (json, kind) => {
        const issues = lintPolicy(json, { kind });
        expect(issues.length).toBeLessThanOrEqual(100);
        for (const { message } of issues) expect(message.length).toBeLessThan(400);
      }),
      { numRuns: 3_000 },
    );
  });

  it('takes no time for documents made to take it', () => {
    let deep: unknown = 'x';
    for (let depth = 0; depth < 100_000; depth++) deep = depth % 2 === 0 ? [deep] : { Statement: deep };
    const long = 'a*?${'.repeat(25_000);
    const documents = [
      deep,
      long,
      { Statement: deep },
      { Statement: Array.from({ length: 2_000 }, () => allow(`s3:${'Gett'.repeat(20)}`)) },
      { Statement: allow(Array.from({ length: 20_000 }, (_, index) => `s3:GetObjekt${index}`)) },
      {
        Statement: allow('ec2:*', {
          Resource: Array.from({ length: 500 }, (_, index) => `arn:aws:ec2:*:*:*${index}*/a*b`),
        }),
      },
      {
        Statement: [
          ...Array.from({ length: 150 }, () => allow('*')),
          ...Array.from({ length: 150 }, () => deny('s3:*')),
        ],
      },
      ...['Effect', 'Action', 'NotAction', 'Resource', 'Principal', 'Condition', 'Sid'].flatMap((element) => [
        { Statement: { ...allow('s3:*'), [element]: long } },
        { Statement: { ...allow('s3:*'), [element]: deep } },
      ]),
      { Statement: allow('s3:*', when(long, long, long)) },
      { Statement: allow('s3:*', when('StringLike', long, [long])) },
      { [long]: long },
    ];
    for (const document of documents) {
      const start = performance.now();
      lintPolicy(document, { kind: 'managed' });
      expect(performance.now() - start).toBeLessThan(3_000);
    }
  });
});
