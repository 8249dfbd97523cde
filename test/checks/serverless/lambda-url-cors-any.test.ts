import { describe, expect, it } from 'vitest';
import { lambdaUrlCorsAny } from '../../../lib/checks/serverless/lambda-url-cors-any.ts';
import { anAccount } from '../../builders/an-account.ts';
import { anAnalyzer, analysedBy } from '../../builders/analyzers.ts';
import { aFunction, anAccess, forEverybody, policyOfFunction, withFunctions } from '../../builders/functions.ts';
import { runCheck } from '../run-check.ts';

const account = anAccount().with(withFunctions(aFunction('api')));
const withCors = (allowOrigins: string[], allowCredentials = false) =>
  account.with({
    functionAccess: [anAccess('api', { url: { authType: 'NONE', cors: { allowOrigins, allowCredentials } } })],
  });

describe('lambdaUrlCorsAny', () => {
  it.each([
    [['*'], false, 'medium'],
    [['*'], true, 'high'],
    [['https://shop.example.com', 'https://*'], false, 'medium'],
  ])('finds %j with credentials %s', (origins, credentials, severity) => {
    expect(runCheck(lambdaUrlCorsAny, withCors(origins, credentials)).findings).toMatchObject([
      { severity, evidence: { allowOrigins: origins, allowCredentials: credentials } },
    ]);
  });

  it.each([
    ['lists its origins', withCors(['https://shop.example.com'])],
    ['has no CORS', account.with({ functionAccess: [anAccess('api', { url: { authType: 'NONE', cors: null } })] })],
    ['is not there', account.with({ functionAccess: [anAccess('api')] })],
    ['an analyzer would have found, were it open', account.with(analysedBy([anAnalyzer('main'), []]))],
  ])('passes over a URL that %s', (_, story) => {
    expect(runCheck(lambdaUrlCorsAny, story).status).toBe('pass');
  });

  it('is unknown when the URL was not read', () => {
    const policy = policyOfFunction(forEverybody('api', { Action: 'lambda:InvokeFunctionUrl' }));
    const { url: _, ...access } = anAccess('api', { policy });
    expect(runCheck(lambdaUrlCorsAny, account.with({ functionAccess: [access] })).status).toBe('unknown');
    expect(runCheck(lambdaUrlCorsAny, account.without('function-access')).status).toBe('unknown');
  });
});
