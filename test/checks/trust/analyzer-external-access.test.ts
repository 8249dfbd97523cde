import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../lib/checks/account-view.ts';
import { evaluateChecks } from '../../../lib/checks/evaluate.ts';
import { checks } from '../../../lib/checks/registry.ts';
import { analyzerExternalAccess } from '../../../lib/checks/trust/analyzer-external-access.ts';
import { defaultConfiguration } from '../../../lib/config/configuration.ts';
import { anAccount } from '../../builders/an-account.ts';
import { anAnalyzer, anAnalyzerFinding, analysedBy, analyzerArn } from '../../builders/analyzers.ts';
import { daysAgo, NOW } from '../../builders/time.ts';
import { foundNames, runCheck } from '../run-check.ts';

const external = anAnalyzer('external');
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const bucket = "arn:aws:s3:::o'hara-site";
const trusts = (principal: string | Record<string, string | string[]>, action = 'sts:AssumeRole') => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: principal, Action: action }],
});
const letsIn = (id: string, resource: string, more = {}) => anAnalyzerFinding(id, resource, more);
const account = anAccount()
  .withRole('vendor', { trust: trusts({ AWS: 'arn:aws:iam::999988887777:root' }) })
  .withRole('both', { trust: trusts({ AWS: ['999988887777', '444455556666'] }) })
  .withRole('anyone', { trust: trusts('*') })
  .withRole('worker', { trust: trusts({ Service: 'ec2.amazonaws.com' }) })
  .withRole('pipeline', {
    trust: {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { Federated: 'arn:aws:iam::111122223333:saml-provider/okta' },
        Action: 'sts:AssumeRoleWithSAML',
        Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
      },
    },
  });
const seeing = (...findings: ReturnType<typeof anAnalyzerFinding>[]) => account.with(analysedBy([external, findings]));

describe('analyzer-external-access', () => {
  it.each([
    [true, 'high', 'Everybody has'],
    [false, 'medium', 'Somebody outside has'],
  ])('reports a resource that is no role; public: %s', (isPublic, severity, who) => {
    const run = runCheck(
      analyzerExternalAccess,
      seeing(letsIn('f-1', bucket, { resourceType: 'AWS::S3::Bucket', isPublic })),
    );
    expect(run.findings).toEqual([
      {
        checkId: 'analyzer-external-access',
        severity,
        resource: { arn: bucket, type: 'AWS::S3::Bucket', name: "o'hara-site", accountId: '111122223333' },
        evidence: {
          resourceType: 'AWS::S3::Bucket',
          isPublic,
          witnesses: [{ analyzer: analyzerArn('external'), findingId: 'f-1', createdAt: daysAgo(20) }],
        },
      },
    ]);
    expect(run.findings.map(analyzerExternalAccess.describe)[0]).toMatch(
      new RegExp(`^${who} access to o'hara-site \\(AWS::S3::Bucket\\)\\. IAM Access Analyzer says so since`),
    );
    expect(run.findings.map((finding) => analyzerExternalAccess.remediate(finding).commands)).toEqual([
      [`aws accessanalyzer get-finding-v2 --analyzer-arn '${analyzerArn('external')}' --id 'f-1' --region 'eu-west-1'`],
    ]);
  });

  it.each([
    ['arn:aws:sqs:eu-west-1:111122223333:orders', 'orders'],
    ['arn:aws:lambda:eu-west-1:111122223333:function:resize', 'resize'],
    ['arn:aws:kms:eu-west-1:111122223333:key/1234', '1234'],
  ])('calls %s by its name', (arn, name) => {
    expect(
      foundNames(runCheck(analyzerExternalAccess, seeing(letsIn('f', arn, { resourceType: 'AWS::X::Y' })))),
    ).toEqual([name]);
  });

  it('reports a resource once, whoever has access and whichever analyzer says so', () => {
    const again = anAnalyzer('organisation', { type: 'ORGANIZATION' });
    const findings = [letsIn('f-1', role('both')), letsIn('f-2', role('both'))];
    const run = runCheck(
      analyzerExternalAccess,
      account.with(analysedBy([external, findings], [again, [letsIn('f-3', role('both'))]])),
    );
    expect(run.findings.map(({ evidence }) => evidence.witnesses)).toEqual([
      [expect.anything(), expect.anything(), expect.anything()],
    ]);
  });

  it('is a witness of what our checks of trust find in the same role', () => {
    const story = seeing(letsIn('f-1', role('vendor')), letsIn('f-2', role('anyone'), { isPublic: true }));
    const context = { account: viewOf(story.build()), configuration: defaultConfiguration, now: NOW };
    const { observations } = evaluateChecks(context, checks);
    expect(observations.filter(({ checkId }) => checkId === 'analyzer-external-access')).toEqual([]);
    const witnessed = observations.flatMap(({ checkId, resource, evidence }) =>
      evidence.witnesses === undefined ? [] : [`${checkId} ${resource.name}`],
    );
    expect(witnessed).toEqual(['trust-anyone anyone', 'trust-external-account vendor', 'trust-whole-account vendor']);
  });

  it.each([
    ['a trusted account', 'vendor', ['999988887777'], []],
    ['trusted accounts alone', 'both', ['999988887777', '444455556666'], []],
    ['a trusted account and another', 'both', ['999988887777'], ['medium']],
    ['an identity provider', 'pipeline', [], ['low']],
    ['nobody whom its trust policy names', 'worker', [], ['medium']],
  ])('judges a role by whom it lets in: %s', (_, name, trustedAccountIds, severities) => {
    const run = runCheck(analyzerExternalAccess, seeing(letsIn('f-1', role(name))), { trustedAccountIds });
    expect(run.findings.map(({ severity }) => severity)).toEqual(severities);
    expect(run.status).toBe(severities.length > 0 ? 'fail' : 'pass');
  });

  it('passes roles that are gone, and those that IAM cannot change', () => {
    const path = '/aws-reserved/sso.amazonaws.com/';
    const sso = 'AWSReservedSSO_Admin_0123456789abcdef';
    const story = account
      .withRole(sso, { path, trust: trusts({ Federated: 'arn:aws:iam::111122223333:saml-provider/sso' }) })
      .with(analysedBy([external, [letsIn('f-1', role('deleted')), letsIn('f-2', role(`${path.slice(1)}${sso}`))]]));
    expect(runCheck(analyzerExternalAccess, story).status).toBe('pass');
  });

  it('cannot tell where the analyzer could not look', () => {
    const story = seeing(letsIn('f-1', bucket, { resourceType: 'AWS::S3::Bucket', error: 'ACCESS_DENIED' }));
    expect(runCheck(analyzerExternalAccess, story)).toMatchObject({
      status: 'unknown',
      unknown: [{ resourceArn: bucket, reason: 'Access Analyzer could not look at it (ACCESS_DENIED).' }],
    });
  });

  it('is not applicable without an analyzer, and unknown without its findings', () => {
    expect(runCheck(analyzerExternalAccess, account).status).toBe('not-applicable');
    const unusedOnly = account.with(analysedBy([anAnalyzer('unused', { type: 'ACCOUNT_UNUSED_ACCESS' }), []]));
    expect(runCheck(analyzerExternalAccess, unusedOnly).status).toBe('not-applicable');
    expect(runCheck(analyzerExternalAccess, seeing().without('analyzer-findings')).status).toBe('unknown');
    expect(runCheck(analyzerExternalAccess, seeing()).status).toBe('pass');
  });
});
