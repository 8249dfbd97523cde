import { describe, expect, it } from 'vitest';
import { accessAnalyzerMissing } from '../../../lib/checks/guardrails/access-analyzer-missing.ts';
import { type AccountBuilder, anAccount } from '../../builders/an-account.ts';
import { daysAgo } from '../../builders/time.ts';
import { runCheck } from '../run-check.ts';
import { ACCOUNT_ARN } from './a-trail.ts';

const analyzer = (name: string, type = 'ACCOUNT', status = 'ACTIVE', region = 'eu-west-1') => ({
  arn: `arn:aws:access-analyzer:${region}:111122223333:analyzer/${name}`,
  name,
  type,
  status,
  region,
  createdAt: daysAgo(100),
});

function withAnalyzers(items: ReturnType<typeof analyzer>[], regions = ['eu-west-1']): AccountBuilder {
  return anAccount().with({ analyzers: { regions, items } });
}

describe('access-analyzer-missing', () => {
  it('reports a Region without an analyzer', () => {
    const run = runCheck(accessAnalyzerMissing, withAnalyzers([]));
    expect(run.findings).toMatchObject([
      {
        severity: 'medium',
        resource: { arn: ACCOUNT_ARN, type: 'AWS::::Account' },
        discriminator: 'eu-west-1',
        evidence: { region: 'eu-west-1', analyzers: [] },
      },
    ]);
    expect(run.findings.map(accessAnalyzerMissing.describe)).toEqual([
      'No active analyzer looks for access from outside in eu-west-1.',
    ]);
    expect(run.findings.map((finding) => accessAnalyzerMissing.remediate(finding).commands)).toEqual([
      ["aws accessanalyzer create-analyzer --analyzer-name 'external-access' --type 'ACCOUNT' --region 'eu-west-1'"],
    ]);
  });

  it.each(['ACCOUNT', 'ORGANIZATION'])('passes an active analyzer of type %s', (type) => {
    const run = runCheck(
      accessAnalyzerMissing,
      withAnalyzers([analyzer('unused', 'ACCOUNT_UNUSED_ACCESS'), analyzer('outside', type)]),
    );
    expect(run.status).toBe('pass');
  });

  it.each([
    'ACCOUNT_UNUSED_ACCESS',
    'ORGANIZATION_UNUSED_ACCESS',
    'ACCOUNT_INTERNAL_ACCESS',
    'ORGANIZATION_INTERNAL_ACCESS',
  ])('does not take one of type %s for it', (type) => {
    const run = runCheck(accessAnalyzerMissing, withAnalyzers([analyzer('other', type)]));
    expect(run.findings.map(accessAnalyzerMissing.describe)).toEqual([
      `No active analyzer looks for access from outside in eu-west-1. There: other (${type}, ACTIVE).`,
    ]);
  });

  it.each(['DISABLED', 'FAILED', 'CREATING'])(
    'reports one that is %s, and does not create another beside it',
    (status) => {
      const run = runCheck(accessAnalyzerMissing, withAnalyzers([analyzer("o'hara", 'ACCOUNT', status)]));
      expect(run.findings.map((finding) => accessAnalyzerMissing.remediate(finding).commands)).toEqual([
        ["aws accessanalyzer get-analyzer --analyzer-name 'o'\\''hara' --region 'eu-west-1'"],
      ]);
    },
  );

  it('judges each Region in use by itself, and names those that were not read', () => {
    const account = withAnalyzers([analyzer('outside')], ['eu-west-1', 'eu-central-1']);
    const run = runCheck(accessAnalyzerMissing, account, { regions: ['eu-west-1', 'eu-central-1', 'us-east-1'] });
    expect(run.findings.map(({ discriminator }) => discriminator)).toEqual(['eu-central-1']);
    expect(run.unknown).toEqual([
      {
        resourceArn: ACCOUNT_ARN,
        detail: 'us-east-1',
        discriminator: 'us-east-1',
        code: 'not-collected',
        reason: 'The analyzers of us-east-1 were not read.',
      },
    ]);
  });

  it('leaves Regions alone that are not in use', () => {
    const account = withAnalyzers([analyzer('outside')], ['eu-west-1', 'ap-south-1']);
    expect(runCheck(accessAnalyzerMissing, account, { regions: ['eu-west-1'] }).status).toBe('pass');
    expect(runCheck(accessAnalyzerMissing, account).status).toBe('pass');
  });

  it('takes all enabled Regions to be in use when told so', () => {
    const account = withAnalyzers([analyzer('outside')], ['eu-west-1', 'us-east-1']);
    const run = runCheck(accessAnalyzerMissing, account, { regions: 'all' });
    expect(run.findings.map(({ discriminator }) => discriminator)).toEqual(['us-east-1']);
  });

  it('says so when it is not known which Regions are enabled', () => {
    const account = withAnalyzers([analyzer('outside')]).without('enabled-regions', 'denied', 'no permission');
    const run = runCheck(accessAnalyzerMissing, account, { regions: 'all' });
    expect(run).toMatchObject({
      findings: [],
      unknown: [{ resourceArn: ACCOUNT_ARN, code: 'not-collected', reason: 'enabled-regions denied: no permission' }],
    });
  });

  it('is unknown when analyzers were not read', () => {
    expect(runCheck(accessAnalyzerMissing, anAccount().without('analyzers')).status).toBe('unknown');
  });
});
