import { describe, expect, it } from 'vitest';
import { trustCognitoUnauthenticated } from '../../../lib/checks/trust/trust-cognito-unauthenticated.ts';
import { runCheck } from '../run-check.ts';
import { ROLE_ARN, type StatementSpec, takingTokens, trustOf, withTrust } from './a-trust.ts';

const COGNITO = 'cognito-identity.amazonaws.com';
const pool = { [`${COGNITO}:aud`]: 'eu-west-1:3f0c7e1a-2b4d-4c6e-8f90-a1b2c3d4e5f6' };
const amr = (value: string | string[]) => ({ [`${COGNITO}:amr`]: value });
const run = (...statements: StatementSpec[]) =>
  runCheck(trustCognitoUnauthenticated, withTrust(trustOf(...statements)));

describe('trust-cognito-unauthenticated', () => {
  it('reports a role for guests', () => {
    const { findings } = run(
      takingTokens(COGNITO, { StringEquals: pool, 'ForAnyValue:StringLike': amr('unauthenticated') }),
    );
    expect(findings).toMatchObject([
      {
        severity: 'high',
        resource: { arn: ROLE_ARN },
        evidence: { statements: [{ statement: 0, principals: [COGNITO], conditions: [{}, {}] }] },
      },
    ]);
    expect(findings.map((finding) => trustCognitoUnauthenticated.describe(finding))).toEqual([
      'Guests of a Cognito identity pool, who have not signed in, can assume role deploy, by statement 0 of its trust policy.',
    ]);
    expect(findings.map((finding) => trustCognitoUnauthenticated.remediate(finding).text)).toEqual([
      expect.stringContaining(`{"ForAnyValue:StringLike":{"${COGNITO}:amr":"authenticated"}}`),
    ]);
  });

  it.each([
    ['do not ask how the person signed in', { StringEquals: pool }],
    ['take both', { StringEquals: pool, 'ForAnyValue:StringEquals': amr(['authenticated', 'unauthenticated']) }],
    ['match both by a pattern', { 'ForAnyValue:StringLike': amr('*authenticated') }],
  ])('reports a role whose conditions %s', (_, Condition) => {
    expect(run(takingTokens(COGNITO, Condition)).status).toBe('fail');
  });

  it.each([
    ['have signed in', { 'ForAnyValue:StringLike': amr('authenticated') }],
    ['have signed in at one provider', { 'ForAnyValue:StringEquals': amr('graph.facebook.com') }],
    ['are no guests', { 'ForAllValues:StringNotEquals': amr('unauthenticated') }],
  ])('passes a role for people who %s', (_, Condition) => {
    expect(run(takingTokens(COGNITO, { StringEquals: pool, ...Condition })).status).toBe('pass');
  });

  it('passes a role that denies guests', () => {
    const guests = {
      Effect: 'Deny',
      Principal: { Federated: COGNITO },
      NotAction: 's3:*',
      Condition: { 'ForAnyValue:StringEquals': amr('unauthenticated') },
    };
    expect(run(takingTokens(COGNITO, { StringEquals: pool }), guests).status).toBe('pass');
  });

  it('says nothing of other principals, and cannot judge what cannot be read', () => {
    expect(run(takingTokens('accounts.google.com')).status).toBe('not-applicable');
    expect(
      run(takingTokens(COGNITO, { StringEquals: { [`${COGNITO}:aud`]: { not: 'a text' } } })).unknown,
    ).toMatchObject([{ resourceArn: ROLE_ARN, code: 'unreadable-document' }]);
  });
});
