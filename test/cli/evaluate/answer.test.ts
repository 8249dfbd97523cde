import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerLine } from '../../../lib/cli/evaluate/answer.ts';
import { anyDocument } from '../../policy/any-document.ts';

const readReport = {
  id: 'q1',
  principal: 'arn:aws:iam::111122223333:user/alice',
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::reports/2026/q3.csv',
  identityPolicies: [policyOf({ Sid: 'Read', Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::reports/*' })],
};
const everything = policyOf({ Effect: 'Allow', Action: '*', Resource: '*' });
const withMfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };

function policyOf(...statements: object[]) {
  return { Version: '2012-10-17', Statement: statements };
}

const answer = (question: unknown): Record<string, unknown> => JSON.parse(answerLine(JSON.stringify(question)));

describe('answerLine', () => {
  it('answers with the decision and the statements that made it', () => {
    expect(answer(readReport)).toEqual({
      id: 'q1',
      decision: 'allowed',
      because: [{ layer: 'identity', effect: 'Allow', policy: 'identityPolicies[0]', statement: 0, sid: 'Read' }],
    });
  });

  it('names the layer that does not allow', () => {
    expect(answer({ ...readReport, boundary: policyOf() })).toEqual({
      id: 'q1',
      decision: 'implicitDeny',
      because: [{ layer: 'boundary', effect: 'none' }],
    });
  });

  it.each([
    ['sessionPolicies', { sessionPolicies: [policyOf()] }, 'implicitDeny'],
    ['endpointPolicies', { endpointPolicies: [policyOf()] }, 'implicitDeny'],
    ['every level of scps', { scps: [[everything], [policyOf()]] }, 'implicitDeny'],
    ['rcps', { rcps: [[policyOf({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' })]] }, 'explicitDeny'],
    ['resourcePolicy', { identityPolicies: [], resourcePolicy: publicRead() }, 'allowed'],
    ['resourceAccountId', { resourceAccountId: '444455556666' }, 'implicitDeny'],
    ['optional fields that are null', { boundary: null, scps: null, context: null, resourcePolicy: null }, 'allowed'],
  ])('takes %s into account', (_, fields, expected) => {
    expect(answer({ ...readReport, ...fields }).decision).toBe(expected);
  });

  function publicRead() {
    return policyOf({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' });
  }

  it('takes a whole context for all there is, and a partial one for a part', () => {
    const identityPolicies = [policyOf({ Effect: 'Allow', Action: '*', Resource: '*', ...withMfa })];
    expect(answer({ ...readReport, identityPolicies }).decision).toBe('implicitDeny');
    expect(answer({ ...readReport, identityPolicies, context: { 'aws:MultiFactorAuthPresent': true } }).decision).toBe(
      'allowed',
    );
    expect(answer({ ...readReport, identityPolicies, partialContext: true })).toEqual({
      id: 'q1',
      decision: 'conditional',
      because: [
        {
          layer: 'identity',
          effect: 'Allow',
          policy: 'identityPolicies[0]',
          statement: 0,
          unknownKeys: ['aws:MultiFactorAuthPresent'],
        },
      ],
      unknownKeys: ['aws:MultiFactorAuthPresent'],
    });
  });

  it('takes null in the context for a key that the request does not have', () => {
    const identityPolicies = [policyOf({ Effect: 'Allow', Action: '*', Resource: '*', ...withMfa })];
    const context = { 'aws:MultiFactorAuthPresent': null };
    expect(answer({ ...readReport, identityPolicies, context, partialContext: true }).decision).toBe('implicitDeny');
  });

  it.each([
    ['anonymous', 'anonymous', '*'],
    ['a service', { service: 'cloudtrail.amazonaws.com' }, { Service: 'cloudtrail.amazonaws.com' }],
    ['an identity provider', { federated: 'accounts.google.com' }, { Federated: 'accounts.google.com' }],
    ['a canonical user', { canonicalUser: '79a59df9' }, { CanonicalUser: '79a59df9' }],
    [
      'a session',
      'arn:aws:sts::111122223333:assumed-role/app/i-1',
      { AWS: 'arn:aws:sts::111122223333:assumed-role/app/i-1' },
    ],
  ])('knows %s', (_, principal, Principal) => {
    const resourcePolicy = policyOf({ Effect: 'Allow', Principal, Action: 's3:*', Resource: '*' });
    expect(answer({ ...readReport, principal, identityPolicies: undefined, resourcePolicy }).decision).toBe('allowed');
  });

  it.each([
    ['', 'not JSON'],
    ['{"id":1', 'not JSON'],
    ['[]', 'a question is a JSON object'],
    ['null', 'a question is a JSON object'],
  ])('answers the line %j with an error', (line, error) => {
    expect(JSON.parse(answerLine(line))).toEqual({ error: expect.stringContaining(error) });
  });

  it.each<[string, Record<string, unknown>]>([
    ['principal', { principal: 'alice' }],
    ['principal', { principal: { service: 'a', federated: 'b' } }],
    ['principal', { principal: undefined }],
    ['action', { action: 's3:*' }],
    ['action', { action: 'GetObject' }],
    ['resource', { resource: 'reports/q3' }],
    ['resource', { resource: undefined }],
    ['context', { context: [] }],
    ['context["aws:SourceIp"]', { context: { 'aws:SourceIp': {} } }],
    ['partialContext', { partialContext: 'yes' }],
    ['identityPolicies', { identityPolicies: everything }],
    ['scps[0]', { scps: [everything] }],
    ['resourceAccountId', { resourceAccountId: 444455556666 }],
    ['boundary', { boundary: [] }],
    [
      'identityPolicies[1] at /Statement/0/Effect',
      { identityPolicies: [everything, policyOf({ Effect: 'allow', Action: '*', Resource: '*' })] },
    ],
    ['"identitypolicies": the field is written identityPolicies', { identitypolicies: [] }],
  ])('says that %s is not accepted, and keeps the id', (field, others) => {
    const found = answer({ ...readReport, ...others });
    expect(found).toEqual({ id: 'q1', error: expect.stringContaining(field) });
    expect(found).not.toHaveProperty('decision');
  });

  it('passes over fields of somebody else', () => {
    expect(answer({ ...readReport, comment: 'from the ticket' }).decision).toBe('allowed');
  });

  it('does not repeat an id that is no name, nor one that is missing', () => {
    expect(answer({ ...readReport, id: { deep: [] } })).toEqual({ error: expect.stringContaining('id') });
    expect(answer({ ...readReport, id: undefined })).not.toHaveProperty('id');
    expect(answer({ ...readReport, id: 7 }).id).toBe(7);
  });

  it('escapes what some readers take for the end of a line, and terminals for a command', () => {
    const line = answerLine(JSON.stringify({ ...readReport, id: 'a\u2028b\u009b31mc\nd' }));
    expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    expect(JSON.parse(line).id).toBe('a\u2028b\u009b31mc\nd');
  });

  it('has an answer for any policy, however deep', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const { decision, error } = answer({ ...readReport, identityPolicies: [document], resourcePolicy: document });
        expect(decision === undefined).toBe(typeof error === 'string');
      }),
      { numRuns: 1_000 },
    );
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const line = JSON.stringify({ ...readReport, boundary: 'DEEP' }).replace('"DEEP"', deep);
    expect(JSON.parse(answerLine(line))).toMatchObject({ id: 'q1', error: expect.stringContaining('boundary') });
  });
});
