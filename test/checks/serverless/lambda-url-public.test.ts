import { describe, expect, it } from 'vitest';
import { lambdaPolicyPublic } from '../../../lib/checks/serverless/lambda-policy-public.ts';
import { lambdaUrlPublic } from '../../../lib/checks/serverless/lambda-url-public.ts';
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
import { runCheck } from '../run-check.ts';

const account = anAccount().with(withFunctions(aFunction('hook')));
const NONE = { authType: 'NONE', cors: null };
const calls = forEverybody('hook', {
  Sid: 'calls',
  Action: 'lambda:InvokeFunctionUrl',
  Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
});
const invokes = forEverybody('hook', {
  Sid: 'invokes',
  Condition: { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } },
});
const readAs = (...access: Parameters<typeof anAccess>) => account.with({ functionAccess: [anAccess(...access)] });

describe('lambdaUrlPublic', () => {
  it('finds a URL without a signature that everybody may call and invoke, and its policy is not found beside it', () => {
    const story = readAs('hook', { policy: policyOfFunction(calls, invokes), url: NONE });
    expect(runCheck(lambdaUrlPublic, story).findings).toMatchObject([
      { severity: 'high', evidence: { mayInvoke: true, statements: [{ sid: 'calls' }, { sid: 'invokes' }] } },
    ]);
    expect(runCheck(lambdaPolicyPublic, story).status).toBe('pass');
  });

  it('is less sure of one that they may call and not invoke', () => {
    const [finding] = runCheck(
      lambdaUrlPublic,
      readAs('hook', { policy: policyOfFunction(calls), url: NONE }),
    ).findings;
    expect(finding).toMatchObject({ severity: 'medium', evidence: { mayInvoke: false } });
    expect(finding && lambdaUrlPublic.describe(finding)).toContain('since October 2025');
  });

  it('leaves both to the right check where a function has both', () => {
    const story = readAs('hook', { policy: policyOfFunction(calls, forEverybody('hook')), url: NONE });
    expect(runCheck(lambdaUrlPublic, story).status).toBe('fail');
    expect(runCheck(lambdaPolicyPublic, story).status).toBe('fail');
  });

  it.each([
    [
      'asks for signatures',
      readAs('hook', { policy: policyOfFunction(calls, invokes), url: { authType: 'AWS_IAM', cors: null } }),
    ],
    ['is not there', readAs('hook', { policy: policyOfFunction(calls, invokes), url: null })],
    ['nobody may call', readAs('hook', { policy: policyOfFunction(invokes), url: NONE })],
    ['has no policy beside it', readAs('hook', { url: NONE })],
    [
      'is for one network',
      readAs('hook', {
        policy: policyOfFunction({ ...calls, Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }, invokes),
        url: NONE,
      }),
    ],
  ])('passes over a URL that %s', (_, story) => {
    expect(runCheck(lambdaUrlPublic, story).status).toBe('pass');
  });

  it('is unknown when an analyzer finds the function public, and how was not read', () => {
    const finding = anAnalyzerFinding('f1', functionArn('hook'), {
      resourceType: 'AWS::Lambda::Function',
      isPublic: true,
    });
    const story = account.with(analysedBy([anAnalyzer('main'), [finding]])).without('function-access');
    expect(runCheck(lambdaUrlPublic, story).status).toBe('unknown');
  });

  it.each([
    ['its policy was not read', account.without('function-access')],
    ['its policy is no JSON', readAs('hook', { policy: '{', url: NONE })],
    [
      'its URL was not asked',
      account.with({ functionAccess: [{ ...anAccess('hook', { policy: policyOfFunction(calls) }), url: undefined }] }),
    ],
  ])('is unknown when %s', (_, story) => {
    expect(runCheck(lambdaUrlPublic, story).status).toBe('unknown');
  });
});
