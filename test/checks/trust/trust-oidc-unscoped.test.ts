import { describe, expect, it } from 'vitest';
import { trustOidcUnscoped } from '../../../lib/checks/trust/trust-oidc-unscoped.ts';
import { runCheck } from '../run-check.ts';
import { ROLE_ARN, type StatementSpec, takingTokens, trustOf, withTrust } from './a-trust.ts';

const provider = (issuer: string) => `arn:aws:iam::111122223333:oidc-provider/${issuer}`;
const GITHUB = 'token.actions.githubusercontent.com';
const aud = { [`${GITHUB}:aud`]: 'sts.amazonaws.com' };
const sub = (value: string | string[]) => ({ [`${GITHUB}:sub`]: value });
const run = (...statements: StatementSpec[]) => runCheck(trustOidcUnscoped, withTrust(trustOf(...statements)));
const github = (Condition: StatementSpec) => run(takingTokens(provider(GITHUB), Condition));

describe('trust-oidc-unscoped', () => {
  it('reports a role that asks GitHub for the audience alone', () => {
    const { findings } = github({ StringEquals: aud });
    expect(findings).toMatchObject([
      {
        severity: 'critical',
        resource: { arn: ROLE_ARN },
        discriminator: provider(GITHUB),
        evidence: {
          issuer: GITHUB,
          key: `${GITHUB}:sub`,
          gap: 'missing',
          statements: [{ statement: 0, conditions: [{ operator: 'StringEquals', key: `${GITHUB}:aud` }] }],
        },
      },
    ]);
    expect(findings.map((finding) => trustOidcUnscoped.describe(finding))).toEqual([
      `Role deploy takes tokens of ${GITHUB} that belong to strangers: no condition asks for ${GITHUB}:sub.`,
    ]);
    expect(findings.map((finding) => trustOidcUnscoped.remediate(finding).text)).toEqual([
      expect.stringContaining(
        `{"StringLike":{"${GITHUB}:sub":"repo:<organisation>/<repository>:ref:refs/heads/<branch>"}}`,
      ),
    ]);
  });

  it.each([
    ['repo:*'],
    ['repo:northwind*'],
    ['repo:northwind-example*'],
    ['*'],
    ['*northwind-example/shop:*'],
    ['repo:?orthwind-example/shop:*'],
    ['repo:*/shop:ref:refs/heads/main'],
    ['repo:*:environment:production'],
  ])('reports %s, which matches repositories of strangers', (pattern) => {
    const { findings } = github({ StringEquals: aud, StringLike: sub(pattern) });
    expect(findings).toMatchObject([{ severity: 'critical', evidence: { gap: 'pattern' } }]);
  });

  it.each([
    ['repo:northwind-example/*'],
    ['repo:northwind-example/shop:*'],
    ['repo:northwind-example@123/shop@456:*'],
    ['repository_owner_id:1234:*'],
  ])('passes %s, which is of one organisation', (pattern) => {
    expect(github({ StringLike: sub(pattern) }).status).toBe('pass');
  });

  it('passes an exact subject, and wildcards where they are only characters', () => {
    expect(github({ StringEquals: sub('repo:northwind-example/shop:ref:refs/heads/main') }).status).toBe('pass');
    expect(github({ StringEquals: sub('repo:*') }).status).toBe('pass');
  });

  it('reports a list of which one pattern is open', () => {
    expect(github({ StringLike: sub(['repo:northwind-example/*', 'repo:northwind*']) }).status).toBe('fail');
  });

  it('passes when another condition closes what one leaves open', () => {
    expect(
      github({ StringLike: sub('repo:*'), 'ForAnyValue:StringLike': sub('repo:northwind-example/*') }).status,
    ).toBe('pass');
    expect(
      github({ StringLike: sub('repo:*'), StringEquals: { [`${GITHUB}:repository_owner_id`]: '1234' } }).status,
    ).toBe('pass');
    const strangers = {
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringNotLike: sub('repo:northwind-example/*') },
    };
    expect(run(takingTokens(provider(GITHUB), { StringEquals: aud }), strangers).status).toBe('pass');
  });

  it('does not take the actor or the workflow for the owner of the repository', () => {
    expect(github({ StringEquals: { [`${GITHUB}:actor`]: 'm-okafor' } }).status).toBe('fail');
    expect(
      github({ StringLike: { [`${GITHUB}:job_workflow_ref`]: 'northwind-example/ci/.github/workflows/*' } }).status,
    ).toBe('fail');
  });

  it.each([
    ['IfExists', { StringLikeIfExists: sub('repo:northwind-example/*') }],
    ['ForAllValues', { 'ForAllValues:StringLike': sub('repo:northwind-example/*') }],
  ])('reports a condition with %s, which holds without the claim', (_, Condition) => {
    const { findings } = github(Condition);
    expect(findings).toMatchObject([{ severity: 'critical', evidence: { gap: 'absent' } }]);
  });

  it('reports a condition that keeps out one organisation alone', () => {
    expect(github({ StringNotLike: sub('repo:fork-farm/*') }).status).toBe('fail');
  });

  it('is high when the network is limited, and names the condition', () => {
    const { findings } = github({ StringEquals: aud, IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } });
    expect(findings).toMatchObject([
      { severity: 'high', evidence: { narrowedBy: [{ conditions: [{ key: 'aws:SourceIp' }] }] } },
    ]);
    expect(findings.map((finding) => trustOidcUnscoped.describe(finding))).toEqual([
      expect.stringMatching(/ It is narrowed by conditions: aws:SourceIp is in "192\.0\.2\.0\/24"\.$/),
    ]);
  });

  it.each([
    ['gitlab.com', 'sub', 'project_path:northwind/*', 'project_path:northwind*'],
    ['app.terraform.io', 'sub', 'organization:northwind:project:*', 'organization:*:project:shop:*'],
    ['agent.buildkite.com', 'sub', 'organization:northwind:*', 'organization:northwind*'],
    [
      'oidc-configuration.audit-log.githubusercontent.com',
      'sub',
      'https://github.com/northwind',
      'https://github.com/*',
    ],
    [
      'oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb',
      'sub',
      'system:serviceaccount:nw-8a1f:*',
      'system:serviceaccount:*:t8c-operator',
    ],
    ['api.pulumi.com/oidc', 'aud', 'aws:northwind', 'aws:*'],
    ['oidc.vercel.com', 'aud', 'https://vercel.com/northwind', 'https://vercel.com/*'],
  ])('knows what fixes the tenant of %s', (issuer, claim, ofOne, ofMany) => {
    const by = (value: string) =>
      run(takingTokens(provider(issuer), { StringLike: { [`${issuer}:${claim}`]: value } }));
    expect(by(ofOne).status).toBe('pass');
    expect(by(ofMany).status).toBe('fail');
  });

  it('wants the pool of a Cognito token, and the workspace of Sentinel', () => {
    const cognito = 'cognito-identity.amazonaws.com';
    const anyPool = takingTokens(cognito, { 'ForAnyValue:StringLike': { [`${cognito}:amr`]: 'authenticated' } });
    expect(run(anyPool).findings).toMatchObject([{ evidence: { key: `${cognito}:aud`, gap: 'missing' } }]);
    const sentinel = provider('sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d');
    expect(run(takingTokens(sentinel)).status).toBe('fail');
    const workspace = { StringEquals: { 'sts:RoleSessionName': 'MicrosoftSentinel_0b5a' } };
    expect(run(takingTokens(sentinel, workspace)).status).toBe('pass');
  });

  it('says nothing of issuers that are not shared', () => {
    expect(run(takingTokens(provider('gitlab.northwind.example'))).status).toBe('not-applicable');
    expect(run(takingTokens('arn:aws:iam::111122223333:saml-provider/okta')).status).toBe('not-applicable');
  });

  it('sees through odd documents', () => {
    const Principal = { Federated: [provider(GITHUB)] };
    expect(run({ Effect: 'Allow', Principal, NotAction: 'sts:TagSession' }).status).toBe('fail');
    expect(run({ Effect: 'Allow', Principal, Action: 'STS:assumerolewith*' }).status).toBe('fail');
    expect(github({ StringLike: { [`${GITHUB.toUpperCase()}:SUB`]: 'repo:northwind-example/*' } }).status).toBe('pass');
    expect(github({ StringLike: { [`${GITHUB}:sub`]: [], ['__proto__']: 'x' } }).status).toBe('pass');
  });

  it('cannot judge a trust policy that cannot be read', () => {
    expect(runCheck(trustOidcUnscoped, withTrust('not json')).unknown).toMatchObject([
      { resourceArn: ROLE_ARN, code: 'unreadable-document' },
    ]);
  });
});
