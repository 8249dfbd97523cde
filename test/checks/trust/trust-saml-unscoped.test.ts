import { describe, expect, it } from 'vitest';
import { trustSamlUnscoped } from '../../../lib/checks/trust/trust-saml-unscoped.ts';
import { anAccount } from '../../builders/an-account.ts';
import { runCheck } from '../run-check.ts';
import { letting, ROLE_ARN, type StatementSpec, trustOf, withTrust } from './a-trust.ts';

const ADFS = 'arn:aws:iam::111122223333:saml-provider/corp-adfs';
const SIGN_IN = 'https://signin.aws.amazon.com/saml';
const taking = (Condition = {}, Federated: string | string[] = ADFS) =>
  letting({ Federated }, { Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'], Condition });
const run = (...statements: StatementSpec[]) => runCheck(trustSamlUnscoped, withTrust(trustOf(...statements)));

describe('trust-saml-unscoped', () => {
  it('reports a role that asks for no audience', () => {
    const { findings } = run(taking());
    expect(findings).toMatchObject([
      {
        severity: 'high',
        resource: { arn: ROLE_ARN },
        discriminator: ADFS,
        evidence: { provider: ADFS, statements: [{ statement: 0, principals: [ADFS] }] },
      },
    ]);
    expect(findings.map((finding) => trustSamlUnscoped.describe(finding))).toEqual([
      `Role deploy takes assertions of ${ADFS} whatever application they were made for, by statement 0 of its trust policy.`,
    ]);
    expect(findings.map((finding) => trustSamlUnscoped.remediate(finding).text)).toEqual([
      expect.stringContaining(`{"StringEquals":{"SAML:aud":"${SIGN_IN}"}}`),
    ]);
  });

  it.each([
    ['the address', { StringEquals: { 'SAML:aud': SIGN_IN } }],
    ['addresses of Regions', { StringLike: { 'saml:AUD': 'https://*.signin.aws.amazon.com/saml' } }],
  ])('passes a role that asks for %s to sign in at AWS', (_, Condition) => {
    expect(run(taking(Condition)).status).toBe('pass');
  });

  it.each([
    ['any audience', { StringLike: { 'SAML:aud': '*' } }],
    ['an audience if there is one', { StringEqualsIfExists: { 'SAML:aud': SIGN_IN } }],
    ['an issuer', { StringEquals: { 'SAML:iss': 'https://adfs.northwind.example/' } }],
  ])('reports a role that asks for %s', (_, Condition) => {
    expect(run(taking(Condition)).status).toBe('fail');
  });

  it('passes a role that denies other audiences', () => {
    const others = {
      Effect: 'Deny',
      Principal: { Federated: ADFS },
      Action: 'sts:AssumeRoleWithSAML',
      Condition: { StringNotEquals: { 'SAML:aud': SIGN_IN } },
    };
    expect(run(taking(), others).status).toBe('pass');
  });

  it('reports each provider, and nothing of other principals and of Identity Center', () => {
    const okta = 'arn:aws:iam::111122223333:saml-provider/okta';
    expect(run(taking({}, [ADFS, okta])).findings).toHaveLength(2);
    expect(run(letting({ Service: 'lambda.amazonaws.com' })).status).toBe('not-applicable');
    const sso = anAccount().withRole('AWSReservedSSO_Admin_0123456789abcdef', {
      path: '/aws-reserved/sso.amazonaws.com/',
      trust: trustOf(taking()),
    });
    expect(runCheck(trustSamlUnscoped, sso).status).toBe('not-applicable');
  });

  it('sees through NotAction, and cannot judge what cannot be read', () => {
    const Principal = { Federated: ADFS };
    expect(run({ Effect: 'Allow', Principal, NotAction: 'sts:TagSession' }).status).toBe('fail');
    expect(run({ Effect: 'Allow', Principal, Action: 'sts:*', NotAction: 's3:*' }).status).toBe('unknown');
  });
});
