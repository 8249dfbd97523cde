import { describe, expect, it } from 'vitest';
import { type PolicyDocument, parsePolicyDocument, policyOf } from '../../lib/policy/document.ts';

const getObject = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

describe('parsePolicyDocument', () => {
  it('reads every element of a statement', () => {
    const document = parsePolicyDocument({
      Version: '2012-10-17',
      Id: 'exports',
      Statement: [
        {
          Sid: 'ReadExports',
          Effect: 'Allow',
          Principal: { AWS: ['arn:aws:iam::111122223333:root', '444455556666'], Service: 'logs.amazonaws.com' },
          Action: ['s3:GetObject', 's3:ListBucket'],
          Resource: 'arn:aws:s3:::exports/*',
          Condition: {
            Bool: { 'aws:SecureTransport': true },
            NumericLessThan: { 's3:max-keys': 10 },
            'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': ['o-a1b2c3d4e5/*', 'o-f6g7h8i9j0/*'] },
          },
        },
        { Effect: 'Deny', NotPrincipal: { AWS: '*' }, NotAction: 'iam:*', NotResource: ['arn:aws:s3:::exports'] },
      ],
    });
    expect(document).toEqual({
      version: '2012-10-17',
      problems: [],
      statements: [
        {
          index: 0,
          sid: 'ReadExports',
          effect: 'Allow',
          actions: ['s3:GetObject', 's3:ListBucket'],
          notActions: null,
          resources: ['arn:aws:s3:::exports/*'],
          notResources: null,
          principals: {
            any: false,
            aws: ['arn:aws:iam::111122223333:root', '444455556666'],
            service: ['logs.amazonaws.com'],
            federated: [],
            canonicalUser: [],
          },
          notPrincipals: null,
          conditions: [
            { operator: 'Bool', key: 'aws:SecureTransport', values: ['true'] },
            { operator: 'NumericLessThan', key: 's3:max-keys', values: ['10'] },
            {
              operator: 'ForAnyValue:StringLike',
              key: 'aws:PrincipalOrgPaths',
              values: ['o-a1b2c3d4e5/*', 'o-f6g7h8i9j0/*'],
            },
          ],
        },
        {
          index: 1,
          sid: null,
          effect: 'Deny',
          actions: null,
          notActions: ['iam:*'],
          resources: null,
          notResources: ['arn:aws:s3:::exports'],
          principals: null,
          notPrincipals: { any: true, aws: [], service: [], federated: [], canonicalUser: [] },
          conditions: [],
        },
      ],
    } satisfies PolicyDocument);
  });

  it('takes a single statement for a list of one, and no Version for none', () => {
    const document = parsePolicyDocument({ Statement: getObject });
    expect(document).toMatchObject({ version: null, problems: [] });
    expect(document.statements).toHaveLength(1);
  });

  it.each(['*', { AWS: '*' }, { AWS: ['*'] }])('takes Principal %j for anybody', (principal) => {
    const trust = { Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' };
    const document = parsePolicyDocument({ Version: '2012-10-17', Statement: trust });
    expect(document.problems).toEqual([]);
    expect(document.statements[0]?.principals).toMatchObject({ any: true, aws: [] });
  });

  it('keeps the index of the statements behind one that cannot be read', () => {
    const document = parsePolicyDocument({ Statement: [{ ...getObject, Effect: 'allow' }, getObject] });
    expect(document.statements.map(({ index }) => index)).toEqual([1]);
    expect(document.problems).toMatchObject([{ code: 'wrong-value', pointer: '/Statement/0/Effect', unread: true }]);
  });

  it.each([
    ['a string', 'nonsense', 'wrong-type', ''],
    ['null', null, 'wrong-type', ''],
    ['a list', [getObject], 'wrong-type', ''],
    ['no Statement', { Version: '2012-10-17' }, 'missing-element', ''],
    ['statement in lower case', { statement: getObject }, 'missing-element', ''],
    ['a statement that is null', { Statement: null }, 'wrong-type', '/Statement'],
    ['a list in the list', { Statement: [[getObject]] }, 'wrong-type', '/Statement/0'],
    ['no Effect', { Statement: { ...getObject, Effect: undefined } }, 'missing-element', '/Statement/Effect'],
    ['no Action', { Statement: { Effect: 'Allow', Resource: '*' } }, 'missing-element', '/Statement'],
    ['Action and NotAction', { Statement: { ...getObject, NotAction: '*' } }, 'exclusive-elements', '/Statement'],
    ['Resource and NotResource', { Statement: { ...getObject, NotResource: '*' } }, 'exclusive-elements', '/Statement'],
    ['an Action that is a number', { Statement: { ...getObject, Action: 7 } }, 'wrong-type', '/Statement/Action'],
    ['an Action in an object', { Statement: { ...getObject, Action: { a: 'b' } } }, 'wrong-type', '/Statement/Action'],
    [
      'a Resource list with null',
      { Statement: { ...getObject, Resource: [null] } },
      'wrong-type',
      '/Statement/Resource',
    ],
    ['a bare Principal ARN', { Statement: { ...getObject, Principal: 'arn' } }, 'wrong-type', '/Statement/Principal'],
    [
      'an unknown kind of principal',
      { Statement: { ...getObject, Principal: { aws: '*' } } },
      'unknown-element',
      '/Statement/Principal/aws',
    ],
    [
      'a Condition that is a list',
      { Statement: { ...getObject, Condition: [] } },
      'wrong-type',
      '/Statement/Condition',
    ],
    [
      'an operator without keys',
      { Statement: { ...getObject, Condition: { Bool: 'x' } } },
      'wrong-type',
      '/Statement/Condition/Bool',
    ],
    [
      'a value that is null',
      { Statement: { ...getObject, Condition: { Null: { 'a/b~c': null } } } },
      'wrong-type',
      '/Statement/Condition/Null/a~1b~0c',
    ],
    [
      'condition in lower case',
      { Statement: { ...getObject, condition: {} } },
      'unknown-element',
      '/Statement/condition',
    ],
  ])('reads no statement from %s and says where it stopped', (_, json, code, pointer) => {
    const document = parsePolicyDocument(json);
    expect(document.statements).toEqual([]);
    expect(document.problems).toContainEqual(expect.objectContaining({ code, pointer, unread: true }));
  });

  it.each([
    ['a Version that does not exist', { Version: '2012-10-18', Statement: getObject }, 'wrong-value', '/Version'],
    ['a Version that is a number', { Version: 2012, Statement: getObject }, 'wrong-value', '/Version'],
    ['an unknown element of the document', { Comment: 'x', Statement: getObject }, 'unknown-element', '/Comment'],
    ['version in lower case', { version: '2012-10-17', Statement: getObject }, 'unknown-element', '/version'],
    [
      'an unknown element of a statement',
      { Statement: { ...getObject, Comment: 'x' } },
      'unknown-element',
      '/Statement/Comment',
    ],
    ['a Sid that is a number', { Statement: { ...getObject, Sid: 1 } }, 'wrong-type', '/Statement/Sid'],
    ['no Resource', { Statement: { Effect: 'Allow', Action: 's3:*' } }, 'missing-element', '/Statement'],
  ])('reads the statement all the same in spite of %s, and says so', (_, json, code, pointer) => {
    const document = parsePolicyDocument(json);
    expect(document.statements).toHaveLength(1);
    expect(document.problems).toMatchObject([{ code, pointer, unread: false }]);
  });

  it('does not repeat a name of any length', () => {
    const [problem] = parsePolicyDocument({ Statement: [], ['x'.repeat(100_000)]: 1 }).problems;
    expect(problem?.message.length).toBeLessThan(120);
  });
});

describe('policyOf', () => {
  it('parses one stored document once', () => {
    const stored = { json: { Statement: getObject } };
    expect(policyOf(stored).statements).toHaveLength(1);
    expect(policyOf(stored)).toBe(policyOf(stored));
    expect(policyOf({ ...stored })).not.toBe(policyOf(stored));
  });

  it('says of text that was not JSON that nothing of it was read', () => {
    expect(policyOf({ unreadable: 'Unexpected token' })).toMatchObject({
      statements: [],
      problems: [{ code: 'not-json', pointer: '', unread: true }],
    });
  });
});
