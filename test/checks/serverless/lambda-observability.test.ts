import { describe, expect, it } from 'vitest';
import { lambdaNoLogRetention } from '../../../lib/checks/serverless/lambda-no-log-retention.ts';
import { lambdaNotTraced } from '../../../lib/checks/serverless/lambda-not-traced.ts';
import { anAccount } from '../../builders/an-account.ts';
import { aFunction, withFunctions } from '../../builders/functions.ts';
import { runCheck } from '../run-check.ts';

const functions = anAccount().with(withFunctions(aFunction('api')));

function withGroup(retentionDays: number | null, name = '/aws/lambda/api', region = 'eu-west-1') {
  return functions.with({ logGroups: { regions: ['eu-west-1'], items: [{ name, region, retentionDays }] } });
}

describe('lambdaNoLogRetention', () => {
  it('finds a log group that keeps everything', () => {
    const [finding] = runCheck(lambdaNoLogRetention, withGroup(null)).findings;
    expect(finding).toMatchObject({ severity: 'low', evidence: { logGroup: '/aws/lambda/api' } });
    expect(finding && lambdaNoLogRetention.remediate(finding).commands).toEqual([
      "aws logs put-retention-policy --log-group-name '/aws/lambda/api' --retention-in-days '365' --region 'eu-west-1'",
    ]);
  });

  it.each([
    ['a retention', withGroup(30)],
    ['no log group yet', functions],
    ['a log group of its name in another Region', withGroup(null, '/aws/lambda/api', 'us-east-1')],
  ])('passes over a function with %s', (_, story) => {
    expect(runCheck(lambdaNoLogRetention, story).status).toBe('pass');
  });

  it.each([
    ['log groups were not read', withGroup(null).without('log-groups')],
    ['its Region did not answer', functions.with({ logGroups: { regions: ['us-east-1'], items: [] } })],
    ['functions were not read', withGroup(null).without('functions')],
  ])('is unknown when %s', (_, story) => {
    expect(runCheck(lambdaNoLogRetention, story).status).toBe('unknown');
  });
});

describe('lambdaNotTraced', () => {
  it('finds a function that only passes traces through', () => {
    const story = anAccount().with(withFunctions(aFunction('api', { tracing: 'PassThrough' })));
    expect(runCheck(lambdaNotTraced, story).findings).toMatchObject([
      { severity: 'info', evidence: { mode: 'PassThrough' } },
    ]);
  });

  it('passes over active tracing, and is unknown when functions were not read', () => {
    expect(runCheck(lambdaNotTraced, functions).status).toBe('pass');
    expect(runCheck(lambdaNotTraced, functions.without('functions')).status).toBe('unknown');
  });
});
