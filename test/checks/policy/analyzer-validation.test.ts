import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../lib/checks/account-view.ts';
import type { Check } from '../../../lib/checks/check.ts';
import { evaluateChecks } from '../../../lib/checks/evaluate.ts';
import { analyzerValidation } from '../../../lib/checks/policy/analyzer-validation.ts';
import { defaultConfiguration } from '../../../lib/config/configuration.ts';
import type { Evidence } from '../../../lib/findings/finding.ts';
import type { PolicyValidations } from '../../../lib/snapshot/snapshot.ts';
import { anAccount } from '../../builders/an-account.ts';
import { NOW } from '../../builders/time.ts';
import { runCheck } from '../run-check.ts';

type Issue = PolicyValidations[number]['issues'][number];

const arn = (resource: string) => `arn:aws:iam::111122223333:${resource}`;
const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObjekt', Resource: '*' }] };
const mistyped: Issue = {
  type: 'ERROR',
  code: 'INVALID_ACTION',
  message: 'The action s3:GetObjekt does not exist.',
  pointers: ['/Statement/0/Action'],
};
const passesAny: Issue = {
  type: 'SECURITY_WARNING',
  code: 'PASS_ROLE_WITH_STAR_IN_RESOURCE',
  message: 'Using the iam:PassRole action with wildcards (*) in the resource can be overly permissive.',
  pointers: ['/Statement/0/Resource'],
};

const account = anAccount()
  .withPolicy('reader', document)
  .withUser('ada', { inline: { "o'hara": document } })
  .withGroup('devs', { inline: { extra: document } })
  .withRole('worker', { inline: { extra: document } });
const policy = { policyArn: arn('policy/reader') };
const ofUser = { inlinePolicy: { entityArn: arn('user/ada'), name: "o'hara" } };
const ofGroup = { inlinePolicy: { entityArn: arn('group/devs'), name: 'extra' } };
const ofRole = { inlinePolicy: { entityArn: arn('role/worker'), name: 'extra' } };
const trust = { trustPolicyOf: arn('role/worker') };
const everywhere = [policy, ofUser, ofGroup, ofRole, trust];

/** The account with these issues in some of its policies and none in the others. */
function validated(issues: readonly Issue[], where: PolicyValidations[number]['policies'] = [policy]) {
  const clean = everywhere.filter((each) => !where.includes(each));
  return account.with({
    policyValidations: [{ policies: where, issues }, ...(clean.length > 0 ? [{ policies: clean, issues: [] }] : [])],
  });
}

/** A check of ours that finds this on the policy, the user or the role. */
function ours(id: string, resourceArn: string, evidence: Evidence): Check {
  const resource = { arn: resourceArn, type: 'AWS::IAM::Role', name: 'r', accountId: '111122223333' };
  return { ...analyzerValidation, id, needs: [], evaluate: () => [{ verdict: 'finding', resource, evidence }] };
}

function beside(story: { build(): ReturnType<typeof account.build> }, check: Check) {
  const context = { account: viewOf(story.build()), configuration: defaultConfiguration, now: NOW };
  const { observations } = evaluateChecks(context, [check, analyzerValidation]);
  return {
    theirs: observations
      .filter(({ checkId }) => checkId === 'analyzer-validation')
      .map(({ evidence }) => evidence.code),
    witnesses: observations.find(({ checkId }) => checkId === check.id)?.evidence.witnesses,
  };
}

describe('analyzer-validation', () => {
  it('reports an error in a policy, with the place', () => {
    const run = runCheck(analyzerValidation, validated([mistyped]));
    expect(run).toMatchObject({ status: 'fail', unknown: [] });
    expect(run.findings).toEqual([
      {
        checkId: 'analyzer-validation',
        severity: 'medium',
        resource: { arn: policy.policyArn, type: 'AWS::IAM::ManagedPolicy', name: 'reader', accountId: '111122223333' },
        discriminator: '["managed","INVALID_ACTION"]',
        evidence: { kind: 'managed', ...mistyped, witnesses: [{ operation: 'ValidatePolicy', ...mistyped }] },
      },
    ]);
    expect(run.findings.map(analyzerValidation.describe)).toEqual([
      'AWS finds INVALID_ACTION in policy reader at /Statement/0/Action: The action s3:GetObjekt does not exist.',
    ]);
    expect(run.findings.map((finding) => analyzerValidation.remediate(finding).commands)).toEqual([
      ["aws accessanalyzer validate-policy --policy-type 'IDENTITY_POLICY' --policy-document 'file://policy.json'"],
    ]);
  });

  it('reports a security warning as high, and each code once for each document', () => {
    const again = { ...mistyped, pointers: ['/Statement/1/Action'] };
    const run = runCheck(analyzerValidation, validated([mistyped, passesAny, again]));
    expect(run.findings.map(({ severity, evidence }) => [severity, evidence.code, evidence.pointers])).toEqual([
      ['medium', 'INVALID_ACTION', ['/Statement/0/Action', '/Statement/1/Action']],
      ['high', 'PASS_ROLE_WITH_STAR_IN_RESOURCE', ['/Statement/0/Resource']],
    ]);
  });

  it('reports the same document wherever it is', () => {
    const run = runCheck(analyzerValidation, validated([mistyped], everywhere));
    expect(run.findings.map(analyzerValidation.describe).map((text) => / in (.*) at /.exec(text)?.[1])).toEqual([
      'policy reader',
      "inline policy o'hara of ada",
      'inline policy extra of devs',
      'inline policy extra of worker',
      'the trust policy of role worker',
    ]);
    expect(run.findings[1]?.evidence.inlinePolicy).toEqual(ofUser.inlinePolicy);
    expect(run.findings.map((finding) => analyzerValidation.remediate(finding).commands).at(-1)).toEqual([
      "aws accessanalyzer validate-policy --policy-type 'RESOURCE_POLICY' --validate-policy-resource-type " +
        "'AWS::IAM::AssumeRolePolicyDocument' --policy-document 'file://policy.json'",
    ]);
  });

  it.each([
    ['/Statement/0/Action/0', []],
    ['/Statement/0', []],
    ['/Statement/0/Resource', ['INVALID_ACTION']],
    ['/Statement/0/Act', ['INVALID_ACTION']],
  ])('is a witness of policy-invalid at the same place: %s', (pointer, theirs) => {
    const invalid = ours('policy-invalid', policy.policyArn, {
      kind: 'managed',
      issues: [{ code: 'unknown-action', pointer }],
    });
    const merged = beside(validated([mistyped]), invalid);
    expect(merged.theirs).toEqual(theirs);
    expect(merged.witnesses).toEqual(theirs.length > 0 ? undefined : [{ operation: 'ValidatePolicy', ...mistyped }]);
  });

  it('tells the documents of one role apart', () => {
    const issues = [{ pointer: '/Statement/0/Action' }];
    const ofInline = ours('policy-invalid', arn('role/worker'), {
      inlinePolicy: ofRole.inlinePolicy,
      kind: 'inline-role',
      issues,
    });
    const ofTrust = ours('policy-invalid', arn('role/worker'), { kind: 'trust', issues });
    expect(beside(validated([mistyped], [ofRole]), ofInline).theirs).toEqual([]);
    expect(beside(validated([mistyped], [ofRole]), ofTrust).theirs).toEqual(['INVALID_ACTION']);
    expect(beside(validated([mistyped], [trust]), ofTrust).theirs).toEqual([]);
    expect(beside(validated([mistyped], [trust]), ofInline).theirs).toEqual(['INVALID_ACTION']);
  });

  it('is a witness of the check that gives the same warning', () => {
    const passRole = ours('pass-role-any', policy.policyArn, { statements: [] });
    expect(beside(validated([passesAny]), passRole)).toMatchObject({
      theirs: [],
      witnesses: [{ code: passesAny.code }],
    });
    const admin = ours('shadow-admin', policy.policyArn, {});
    expect(beside(validated([passesAny]), admin).theirs).toEqual([passesAny.code]);
    const loose = ours('trust-anyone', arn('role/worker'), {});
    const warning = { ...passesAny, code: 'ALLOW_WITH_NOT_PRINCIPAL' };
    expect(beside(validated([warning], [trust]), loose).theirs).toEqual([]);
  });

  it('is unknown of a policy that was not validated, and of one that is no JSON', () => {
    const story = account.withPolicy('broken', 'not json').with({
      policyValidations: [{ policies: [ofUser, ofGroup, ofRole, trust], issues: [] }],
    });
    const partial = { status: 'partial', reason: '1 of 5 left', dataAsOf: NOW.toISOString() } as const;
    const run = runCheck(analyzerValidation, story.withCoverage('policy-validations', partial));
    expect(run.status).toBe('unknown');
    expect(run.unknown).toMatchObject([
      { code: 'not-collected', resourceArn: policy.policyArn, reason: 'policy-validations partial: 1 of 5 left' },
      { code: 'unreadable-document', resourceArn: arn('policy/broken') },
    ]);
  });

  it('passes what was validated without an error, and is unknown unless it was asked for', () => {
    expect(runCheck(analyzerValidation, validated([])).status).toBe('pass');
    expect(runCheck(analyzerValidation, account.without('policy-validations', 'skipped')).status).toBe('unknown');
  });
});
