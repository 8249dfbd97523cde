import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../lib/checks/account-view.ts';
import { evaluateChecks } from '../../../lib/checks/evaluate.ts';
import { checks } from '../../../lib/checks/registry.ts';
import { analyzerUnusedAccess } from '../../../lib/checks/unused/analyzer-unused-access.ts';
import { defaultConfiguration } from '../../../lib/config/configuration.ts';
import { findingId } from '../../../lib/findings/fingerprint.ts';
import { type AccountBuilder, anAccount } from '../../builders/an-account.ts';
import { anAnalyzer, anAnalyzerFinding, analysedBy, analyzerArn } from '../../builders/analyzers.ts';
import { daysAgo, NOW } from '../../builders/time.ts';
import { runCheck } from '../run-check.ts';

const arn = (resource: string) => `arn:aws:iam::111122223333:${resource}`;
const unused = anAnalyzer('unused', { type: 'ACCOUNT_UNUSED_ACCESS' });
const readsBuckets = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] };

const account = anAccount()
  .withPolicy('buckets', readsBuckets)
  .withRole('resting', { policies: ['buckets'], lastUsed: daysAgo(120) })
  .withRole('busy', { policies: ['buckets'], used: { s3: daysAgo(1), 's3:GetBucketTagging': daysAgo(1) } })
  .withUser('ada', {
    password: { changed: daysAgo(300), lastUsed: daysAgo(200) },
    keys: [{ created: daysAgo(300), lastUsed: daysAgo(200) }],
  });
const says = (id: string, type: string, resource: string, more = {}) =>
  anAnalyzerFinding(id, arn(resource), { type, ...more });
const seeing = (...findings: ReturnType<typeof anAnalyzerFinding>[]) => account.with(analysedBy([unused, findings]));

function runAll(story: AccountBuilder) {
  const context = { account: viewOf(story.build()), configuration: defaultConfiguration, now: NOW };
  const { outcomes, observations } = evaluateChecks(context, checks);
  const about = (resource: string) => observations.filter((each) => each.resource.arn === arn(resource));
  return {
    own: observations.filter(({ checkId }) => checkId === 'analyzer-unused-access'),
    outcome: outcomes.find(({ id }) => id === 'analyzer-unused-access'),
    about,
    observations,
  };
}

describe('analyzer-unused-access', () => {
  it('reports what only Access Analyzer sees, with the id of its finding', () => {
    const run = runCheck(analyzerUnusedAccess, seeing(says('f-1', 'UnusedIAMRole', 'role/busy')));
    expect(run.status).toBe('fail');
    expect(run.findings).toEqual([
      {
        checkId: 'analyzer-unused-access',
        severity: 'medium',
        resource: { arn: arn('role/busy'), type: 'AWS::IAM::Role', name: 'busy', accountId: '111122223333' },
        discriminator: 'UnusedIAMRole',
        evidence: {
          findingType: 'UnusedIAMRole',
          witnesses: [{ analyzer: analyzerArn('unused'), findingId: 'f-1', createdAt: daysAgo(20) }],
        },
      },
    ]);
    expect(run.findings.map(analyzerUnusedAccess.describe)).toEqual([
      `busy does not use its permissions at all. IAM Access Analyzer says so since ${daysAgo(20).slice(0, 10)} (finding f-1).`,
    ]);
    expect(run.findings.map((finding) => analyzerUnusedAccess.remediate(finding).commands)).toEqual([
      [`aws accessanalyzer get-finding-v2 --analyzer-arn '${analyzerArn('unused')}' --id 'f-1' --region 'eu-west-1'`],
    ]);
  });

  it('makes one finding of what several analyzers and several findings say of the same', () => {
    const again = anAnalyzer('organisation', { type: 'ORGANIZATION_UNUSED_ACCESS' });
    const keys = ['f-2', 'f-1'].map((id) => says(id, 'UnusedIAMUserAccessKey', 'user/ada'));
    const story = account.with(
      analysedBy([unused, keys], [again, [says('f-3', 'UnusedIAMUserAccessKey', 'user/ada')]]),
    );
    const run = runCheck(analyzerUnusedAccess, story);
    expect(run.findings.map(({ evidence }) => evidence.witnesses)).toEqual([
      [
        expect.objectContaining({ findingId: 'f-3' }),
        expect.objectContaining({ findingId: 'f-1' }),
        expect.objectContaining({ findingId: 'f-2' }),
      ],
    ]);
  });

  it.each([
    ['UnusedIAMRole', 'role/resting', 'role-unused'],
    ['UnusedIAMUserPassword', 'user/ada', 'password-unused'],
    ['UnusedIAMUserAccessKey', 'user/ada', 'access-key-unused'],
    ['UnusedPermission', 'role/resting', 'role-unused'],
  ])('is a witness where ours find the same: %s of %s by %s', (type, resource, checkId) => {
    const [with_, without] = [runAll(seeing(says('f-1', type, resource))), runAll(seeing())];
    expect(with_.own).toEqual([]);
    expect(with_.outcome).toMatchObject({ status: 'pass', findings: 0 });
    const ours = with_.about(resource).find((each) => each.checkId === checkId);
    expect(ours?.evidence.witnesses).toEqual([expect.objectContaining({ findingId: 'f-1' })]);
    const ids = (run: typeof with_) =>
      run.observations.map((each) => findingId(each.checkId, each.resource.arn, each.discriminator));
    expect(ids(with_)).toEqual(ids(without));
  });

  it('stands beside ours where these do not see it', () => {
    const { own } = runAll(seeing(says('f-1', 'UnusedPermission', 'role/busy')));
    expect(own).toMatchObject([{ resource: { name: 'busy' }, severity: 'low', discriminator: 'UnusedPermission' }]);
  });

  it('is unknown where ours cannot tell, so that a night with less data finds nothing new', () => {
    const story = seeing(says('f-1', 'UnusedIAMUserPassword', 'user/ada')).without('credential-report');
    const { own, outcome } = runAll(story);
    expect(own).toEqual([]);
    expect(outcome).toMatchObject({
      status: 'unknown',
      unknown: [
        {
          resourceArn: arn('user/ada'),
          code: 'not-collected',
          reason: expect.stringMatching(
            /^Access Analyzer reports it, and password-unused cannot tell: credential-report/,
          ),
        },
      ],
    });
  });

  it('passes what is gone or is of AWS, and waits for what is young', () => {
    const story = account
      .withRole('linked', { path: '/aws-service-role/support.amazonaws.com/' })
      .withRole('new', { created: daysAgo(3) })
      .with(
        analysedBy([
          unused,
          [
            says('f-1', 'UnusedIAMRole', 'role/deleted'),
            says('f-2', 'UnusedIAMRole', 'role/aws-service-role/support.amazonaws.com/linked'),
            says('f-3', 'UnusedIAMRole', 'role/new'),
          ],
        ]),
      );
    const run = runCheck(analyzerUnusedAccess, story);
    expect(run.findings).toEqual([]);
    expect(run.unknown).toMatchObject([{ code: 'young', resourceArn: arn('role/new'), detail: 'UnusedIAMRole' }]);
  });

  it('names the permission set of a role of Identity Center', () => {
    const name = 'AWSReservedSSO_Billing_0123456789abcdef';
    const path = '/aws-reserved/sso.amazonaws.com/';
    const story = account
      .withRole(name, { path })
      .with(analysedBy([unused, [says('f-1', 'UnusedPermission', `role${path}${name}`)]]));
    expect(runCheck(analyzerUnusedAccess, story).findings).toMatchObject([
      { resource: { type: 'AWS::SSO::PermissionSet', name: 'Billing' } },
    ]);
  });

  it('is not applicable without an active analyzer of the kind, and passes with one that found nothing', () => {
    const idle = { ...unused, status: 'DISABLED' };
    const finding = says('f-1', 'ExternalAccess', 'role/busy');
    expect(runCheck(analyzerUnusedAccess, account).status).toBe('not-applicable');
    expect(runCheck(analyzerUnusedAccess, account.with(analysedBy([idle, []]))).status).toBe('not-applicable');
    const external = account.with(analysedBy([anAnalyzer('external'), [finding]]));
    expect(runCheck(analyzerUnusedAccess, external).status).toBe('not-applicable');
    expect(runCheck(analyzerUnusedAccess, seeing()).status).toBe('pass');
  });

  it('is unknown when findings, or analyzers, were not read', () => {
    const story = seeing(says('f-1', 'UnusedIAMRole', 'role/busy'));
    expect(runCheck(analyzerUnusedAccess, story.without('analyzer-findings')).status).toBe('unknown');
    expect(runCheck(analyzerUnusedAccess, story.without('analyzers')).status).toBe('unknown');
    const partial = { status: 'partial', reason: 'one of two', dataAsOf: NOW.toISOString() } as const;
    const noRegion = seeing().withCoverage('analyzers', partial);
    expect(runCheck(analyzerUnusedAccess, noRegion)).toMatchObject({
      status: 'unknown',
      unknown: [{ reason: 'analyzers partial: one of two' }],
    });
    const capped = [{ analyzerArn: unused.arn, isComplete: false, findings: [] }];
    expect(runCheck(analyzerUnusedAccess, seeing().with({ analyzerFindings: capped })).status).toBe('unknown');
    expect(runCheck(analyzerUnusedAccess, seeing().with({ analyzerFindings: [] })).status).toBe('unknown');
  });

  it('cannot say anything of a finding that names no resource', () => {
    const nameless = anAnalyzerFinding('f-1', null, { type: 'UnusedIAMRole' });
    expect(runCheck(analyzerUnusedAccess, seeing(nameless)).unknown).toMatchObject([
      { resourceArn: unused.arn, reason: 'AWS does not say which resource finding f-1 is about.' },
    ]);
  });

  it('speaks of types that it does not know in AWS’s words', () => {
    const [finding] = runCheck(analyzerUnusedAccess, seeing(says('f-1', 'UnusedTag', 'role/busy'))).findings;
    expect(finding && analyzerUnusedAccess.describe(finding)).toMatch(/^busy does not use its access \(UnusedTag\)\./);
  });
});
