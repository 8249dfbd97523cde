import { describe, expect, it } from 'vitest';
import { lambdaRuntimeDeprecated } from '../../../lib/checks/serverless/lambda-runtime-deprecated.ts';
import { runtimes } from '../../../lib/checks/serverless/runtimes.ts';
import { anAccount } from '../../builders/an-account.ts';
import { aFunction, withFunctions } from '../../builders/functions.ts';
import { runCheck } from '../run-check.ts';

const on = (runtime: string | null) => anAccount().with(withFunctions(aFunction('api', { runtime })));
const judge = (runtime: string | null, now: string) =>
  runCheck(lambdaRuntimeDeprecated, on(runtime), {}, new Date(now));

describe('lambdaRuntimeDeprecated', () => {
  it.each([
    ['nodejs22.x', '2027-01-29T00:00:00Z', undefined],
    ['nodejs22.x', '2027-01-30T00:00:00Z', 'low'],
    ['nodejs22.x', '2027-04-29T23:59:00Z', 'low'],
    ['nodejs22.x', '2027-04-30T00:00:00Z', 'medium'],
    ['nodejs22.x', '2027-06-30T23:59:00Z', 'medium'],
    ['nodejs22.x', '2027-07-01T00:00:00Z', 'high'],
    ['nodejs20.x', '2026-11-22T03:00:00Z', 'medium'],
    ['python2.7', '2026-11-22T03:00:00Z', 'high'],
    ['ruby2.7', '2026-11-22T03:00:00Z', 'medium'],
  ])('judges %s at %s as %s', (runtime, now, severity) => {
    expect(judge(runtime, now).findings[0]?.severity).toBe(severity);
  });

  it('says the days and of when the table is', () => {
    const [finding] = judge('nodejs20.x', '2026-11-22T03:00:00Z').findings;
    expect(finding?.evidence).toEqual({
      runtime: 'nodejs20.x',
      deprecatedOn: '2026-04-30',
      createBlockedOn: '2027-07-29',
      updateBlockedOn: '2027-08-31',
      tableAsOf: runtimes.asOf,
    });
    expect(finding && lambdaRuntimeDeprecated.describe(finding)).toContain(`AWS's table of ${runtimes.asOf}`);
    expect(lambdaRuntimeDeprecated.flags).toContain(runtimes.asOf);
  });

  it('passes over container images', () => {
    expect(judge(null, '2026-11-22T03:00:00Z').status).toBe('pass');
  });

  it('is unknown of a runtime that the table does not have', () => {
    const { status, unknown } = judge('cobol85', '2026-11-22T03:00:00Z');
    expect(status).toBe('unknown');
    expect(unknown[0]?.reason).toContain(runtimes.asOf);
  });

  it('takes a runtime without a day for supported as long as the table is new', () => {
    const day = 86_400_000;
    const at = (days: number) => new Date(Date.parse(runtimes.asOf) + days * day).toISOString();
    expect(judge('nodejs26.x', at(180)).status).toBe('pass');
    expect(judge('nodejs26.x', at(181)).status).toBe('unknown');
    expect(judge('nodejs24.x', at(181)).status).toBe('pass');
  });

  it('is unknown when functions were not read', () => {
    expect(runCheck(lambdaRuntimeDeprecated, on('nodejs20.x').without('functions')).status).toBe('unknown');
  });
});
