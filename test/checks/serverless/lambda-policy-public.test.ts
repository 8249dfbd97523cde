import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../lib/checks/account-view.ts';
import { evaluateChecks } from '../../../lib/checks/evaluate.ts';
import { lambdaPolicyPublic } from '../../../lib/checks/serverless/lambda-policy-public.ts';
import { lambdaUrlPublic } from '../../../lib/checks/serverless/lambda-url-public.ts';
import { analyzerExternalAccess } from '../../../lib/checks/trust/analyzer-external-access.ts';
import { defaultConfiguration } from '../../../lib/config/configuration.ts';
import type { FunctionAccess } from '../../../lib/snapshot/snapshot.ts';
import { anAccount } from '../../builders/an-account.ts';
import { anAnalyzer, anAnalyzerFinding, analysedBy } from '../../builders/analyzers.ts';
import {
  aFunction,
  anAccess,
  forEverybody,
  functionArn,
  policyOfFunction,
  withFunctions,
} from '../../builders/functions.ts';
import { daysAgo, NOW } from '../../builders/time.ts';
import { runCheck } from '../run-check.ts';

const account = anAccount().with(withFunctions(aFunction('api')));
const readAs = (access: FunctionAccess) => account.with({ functionAccess: [access] });
const withStatement = (parts: Parameters<typeof forEverybody>[1]) =>
  readAs(anAccess('api', { policy: policyOfFunction(forEverybody('api', parts)) }));

const publicFinding = anAnalyzerFinding('f1', functionArn('api'), {
  resourceType: 'AWS::Lambda::Function',
  isPublic: true,
});
const watched = (...findings: (typeof publicFinding)[]) => account.with(analysedBy([anAnalyzer('main'), findings]));

describe('lambdaPolicyPublic', () => {
  it('finds a policy that lets everybody invoke', () => {
    const { findings } = runCheck(lambdaPolicyPublic, withStatement({}));
    expect(findings).toMatchObject([
      {
        severity: 'high',
        resource: { arn: functionArn('api') },
        evidence: {
          statements: [{ statement: 0, sid: 'everybody', principals: ['*'], actions: ['lambda:InvokeFunction'] }],
        },
      },
    ]);
    expect(findings[0]?.evidence).not.toHaveProperty('readAt');
  });

  it('says when an older answer was read', () => {
    const access = anAccess('api', { policy: policyOfFunction(forEverybody('api')), readAt: daysAgo(9) });
    const [finding] = runCheck(lambdaPolicyPublic, readAs(access)).findings;
    expect(finding?.evidence.readAt).toBe(daysAgo(9));
    expect(finding && lambdaPolicyPublic.describe(finding)).toContain('as read 2026-11-13');
  });

  it.each([
    ['any principal in the AWS element', { Principal: { AWS: '*' } }],
    ['all but some', { Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } }],
    ['more than invoking', { Action: 'lambda:*' }],
    ['reading the code alone', { Action: 'lambda:GetFunction' }],
    ['a condition that strangers meet', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
    [
      'a condition that holds without the key',
      { Condition: { StringEqualsIfExists: { 'aws:SourceAccount': '111122223333' } } },
    ],
    ['any bucket of anybody', { Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } } }],
    ['any topic of anybody', { Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:*' } } }],
  ])('finds %s', (_, parts) => {
    const { Principal, ...others } = { Principal: '*', ...parts };
    const statement = { ...forEverybody('api', others), Principal };
    if (Principal === undefined) Reflect.deleteProperty(statement, 'Principal');
    const access = anAccess('api', { policy: policyOfFunction(JSON.parse(JSON.stringify(statement))) });
    expect(runCheck(lambdaPolicyPublic, readAs(access)).status).toBe('fail');
  });

  it.each([
    ['an account', { Principal: { AWS: 'arn:aws:iam::444455556666:root' } }],
    ['a service, whatever its source', { Principal: { Service: 's3.amazonaws.com' } }],
    ['an organisation', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }],
    ['a source account', { Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } }],
    ['one bucket', { Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::uploads' } } }],
    ['one topic', { Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:orders' } } }],
    ['a network', { Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }],
    [
      'an URL that asks for no signature',
      { Action: 'lambda:InvokeFunctionUrl', Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } } },
    ],
    ['what comes through a URL', { Condition: { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } } }],
    ['another function', { Resource: functionArn('other') }],
  ])('passes over what is meant for %s', (_, parts) => {
    expect(runCheck(lambdaPolicyPublic, withStatement(parts)).status).toBe('pass');
  });

  it('counts what another statement denies', () => {
    const deny = {
      Effect: 'Deny',
      Principal: '*',
      Action: 'lambda:*',
      Resource: functionArn('api'),
      Condition: { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } },
    };
    const access = anAccess('api', { policy: policyOfFunction(forEverybody('api'), deny) });
    expect(runCheck(lambdaPolicyPublic, readAs(access)).status).toBe('pass');
  });

  it('finds a URL for signed requests that anybody may sign', () => {
    const url = { authType: 'AWS_IAM', cors: null };
    const policy = policyOfFunction(forEverybody('api', { Action: 'lambda:InvokeFunctionUrl' }));
    expect(runCheck(lambdaPolicyPublic, readAs(anAccess('api', { policy, url }))).status).toBe('fail');
    expect(runCheck(lambdaPolicyPublic, readAs(anAccess('api', { policy }))).status).toBe('pass');
    const { url: _, ...unasked } = anAccess('api', { policy });
    expect(runCheck(lambdaPolicyPublic, readAs(unasked)).status).toBe('unknown');
  });

  it('takes the word of an analyzer that watches the Region', () => {
    expect(runCheck(lambdaPolicyPublic, watched()).status).toBe('pass');
    const [finding] = runCheck(lambdaPolicyPublic, watched(publicFinding)).findings;
    expect(finding?.resource.arn).toBe(functionArn('api'));
    expect(finding && lambdaPolicyPublic.describe(finding)).toContain('open to everybody');
  });

  it('does not take the word of an analyzer that has not had the time to look, but for what it found', () => {
    const createdAt = daysAgo(0.9);
    const watchedOf = (...findings: (typeof publicFinding)[]) =>
      account.with(analysedBy([anAnalyzer('new', { createdAt }), findings]));
    expect(runCheck(lambdaPolicyPublic, watchedOf()).unknown).toMatchObject([
      { resourceArn: functionArn('api'), reason: expect.stringContaining(`was made at ${createdAt}`) },
    ]);
    expect(runCheck(lambdaPolicyPublic, watchedOf().without('function-access')).unknown).toMatchObject([
      { resourceArn: functionArn('api'), reason: expect.stringContaining('function-access') },
    ]);
    const open = { functionAccess: [anAccess('api', { policy: policyOfFunction(forEverybody('api')) })] };
    expect(runCheck(lambdaPolicyPublic, watchedOf().with(open)).status).toBe('fail');
    expect(runCheck(lambdaPolicyPublic, watchedOf().with({ functionAccess: [anAccess('api')] })).status).toBe('pass');
    expect(runCheck(lambdaPolicyPublic, watchedOf(publicFinding)).status).toBe('fail');
  });

  it('says which statements an analyzer means, where they were read', () => {
    const story = watched(publicFinding).with({
      functionAccess: [anAccess('api', { policy: policyOfFunction(forEverybody('api')) })],
    });
    expect(runCheck(lambdaPolicyPublic, story).findings[0]?.evidence.statements).toHaveLength(1);
  });

  it('is one finding with that of Access Analyzer, also when what it means was not read', () => {
    const context = { account: viewOf(watched(publicFinding).build()), configuration: defaultConfiguration, now: NOW };
    const { observations } = evaluateChecks(context, [lambdaPolicyPublic, lambdaUrlPublic, analyzerExternalAccess]);
    expect(observations).toMatchObject([
      { checkId: 'lambda-policy-public', evidence: { witnesses: [{ findingId: 'f1' }] } },
    ]);
  });

  it('keeps the word of an analyzer against a policy that names nobody', () => {
    expect(
      runCheck(lambdaPolicyPublic, watched(publicFinding).with({ functionAccess: [anAccess('api')] })).status,
    ).toBe('fail');
  });

  it.each([
    ['was not asked', account],
    ['was denied', account.without('function-access')],
    ['is an answer about another revision', readAs(anAccess('api', { revisionId: 'before' }))],
    ['is no JSON', readAs(anAccess('api', { policy: '{' }))],
    ['an analyzer could not look at', watched({ ...publicFinding, isPublic: false, error: 'ACCESS_DENIED' })],
  ])('is unknown of what %s', (_, story) => {
    const { status, unknown } = runCheck(lambdaPolicyPublic, story);
    expect(status).toBe('unknown');
    expect(unknown).toMatchObject([{ resourceArn: functionArn('api') }]);
  });

  it('is unknown where functions were not read', () => {
    expect(runCheck(lambdaPolicyPublic, account.without('functions')).status).toBe('unknown');
  });

  it('removes the statement, with hostile ids quoted', () => {
    const [finding] = runCheck(lambdaPolicyPublic, withStatement({ Sid: "x'; rm -rf ~" })).findings;
    expect(finding && lambdaPolicyPublic.remediate(finding).commands).toContain(
      "aws lambda remove-permission --function-name 'api' --statement-id 'x'\\''; rm -rf ~' --region 'eu-west-1'",
    );
  });
});
