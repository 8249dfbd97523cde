import { describe, expect, it } from 'vitest';
import { viewOf } from '../../lib/checks/account-view.ts';
import type { Check, Verdict } from '../../lib/checks/check.ts';
import { evaluateChecks } from '../../lib/checks/evaluate.ts';
import { defaultConfiguration } from '../../lib/config/configuration.ts';
import { InvalidInputError } from '../../lib/errors.ts';
import type { Resource } from '../../lib/findings/finding.ts';
import { type AccountBuilder, anAccount } from '../builders/an-account.ts';
import { NOW } from '../builders/time.ts';

const resource: Resource = {
  arn: 'arn:aws:iam::111122223333:role/r',
  type: 'AWS::IAM::Role',
  name: 'r',
  accountId: '111122223333',
};
const finding: Verdict = { verdict: 'finding', resource, evidence: { lastUsedAt: null } };
const pass: Verdict = { verdict: 'pass' };
const unknown: Verdict = { verdict: 'unknown', code: 'young', reason: 'too young', resourceArn: resource.arn };

function aCheck(verdicts: readonly Verdict[], parts: Partial<Check> = {}): Check {
  return {
    id: 'role-unused',
    family: 'unused',
    title: 'title',
    flags: 'flags',
    severity: 'medium',
    rationale: 'rationale',
    remediation: 'remediation',
    mappings: { cis: {}, securityHub: [], prowler: [] },
    needs: [],
    evaluate: () => verdicts,
    describe: () => 'detail',
    remediate: () => ({ text: 'fix' }),
    ...parts,
  };
}

function evaluate(
  check: Check,
  { account = anAccount(), configuration = {} }: { account?: AccountBuilder; configuration?: object } = {},
) {
  const context = {
    account: viewOf(account.build()),
    configuration: { ...defaultConfiguration, ...configuration },
    now: NOW,
  };
  return evaluateChecks(context, [check]);
}

describe('evaluateChecks', () => {
  it.each([
    ['fail', [pass, unknown, finding]],
    ['unknown', [pass, unknown]],
    ['pass', [pass, pass]],
    ['not-applicable', []],
  ])('answers %s', (status, verdicts) => {
    expect(evaluate(aCheck(verdicts)).outcomes).toMatchObject([{ id: 'role-unused', status }]);
  });

  it('turns verdicts into observations and unknown entries', () => {
    const { outcomes, observations } = evaluate(aCheck([finding, unknown]));
    expect(observations).toEqual([
      { checkId: 'role-unused', severity: 'medium', resource, evidence: { lastUsedAt: null } },
    ]);
    expect(outcomes).toEqual([
      {
        id: 'role-unused',
        status: 'fail',
        findings: 1,
        unknown: [{ code: 'young', reason: 'too young', resourceArn: resource.arn }],
      },
    ]);
  });

  it('takes the severity of the configuration, else of the case, else of the catalogue', () => {
    const severe = { ...finding, severity: 'high' } as const;
    const severities = { 'role-unused': 'info' } as const;
    const severityOf = (verdict: Verdict, configuration = {}) =>
      evaluate(aCheck([verdict]), { configuration }).observations[0]?.severity;
    expect(severityOf(finding)).toBe('medium');
    expect(severityOf(severe)).toBe('high');
    expect(severityOf(severe, { severities })).toBe('info');
  });

  it('refuses a severity for a check that does not exist', () => {
    expect(() => evaluate(aCheck([]), { configuration: { severities: { 'role-unsued': 'low' } } })).toThrow(
      InvalidInputError,
    );
    expect(() => evaluate(aCheck([]), { configuration: { severities: { 'role-unsued': 'low' } } })).toThrow(
      /severities\.role-unsued/,
    );
  });

  it.each(['denied', 'failed', 'skipped'] as const)(
    'is unknown as a whole when a source that it needs was %s',
    (status) => {
      const account = anAccount().without('credential-report', status, 'the reason');
      const { outcomes, observations } = evaluate(aCheck([finding], { needs: ['credential-report'] }), { account });
      expect(observations).toEqual([]);
      expect(outcomes).toEqual([
        {
          id: 'role-unused',
          status: 'unknown',
          findings: 0,
          unknown: [{ code: 'not-collected', reason: `credential-report ${status}: the reason` }],
        },
      ]);
    },
  );

  it('is unknown when the snapshot says nothing of a source that it needs', () => {
    const { outcomes } = evaluate(aCheck([finding], { needs: ['trails'] }), {
      account: anAccount().with({ coverage: [] }),
    });
    expect(outcomes).toMatchObject([{ status: 'unknown', unknown: [{ reason: expect.stringContaining('trails') }] }]);
  });

  it('looks all the same when a source was read in part', () => {
    const account = anAccount().withCoverage('last-accessed', { status: 'partial', reason: '3 lost', dataAsOf: null });
    expect(evaluate(aCheck([finding], { needs: ['last-accessed'] }), { account }).outcomes).toMatchObject([
      { status: 'fail' },
    ]);
  });

  it('shows the window of checks that speak of use, also when they are blind', () => {
    const window = { from: '2026-08-24T03:00:00.000Z', to: '2026-11-22T03:00:00.000Z' };
    const check = aCheck([pass], { window: () => window, needs: ['trails'] });
    expect(evaluate(check).outcomes).toMatchObject([{ status: 'pass', window }]);
    expect(evaluate(check, { account: anAccount().without('trails') }).outcomes).toMatchObject([
      { status: 'unknown', window },
    ]);
  });

  it('takes witnesses from checks of which it says nothing else', () => {
    const witness = aCheck(
      [
        { ...finding, evidence: { witnesses: [{ analyzer: 'unused' }] }, sameAs: { checkIds: ['role-unused'] } },
        { ...finding, evidence: { witnesses: [] } },
        unknown,
      ],
      { id: 'analyzer-unused-access' },
    );
    const context = { account: viewOf(anAccount().build()), configuration: defaultConfiguration, now: NOW };
    const { outcomes, observations } = evaluateChecks(context, [aCheck([finding])], [witness]);
    expect(outcomes).toMatchObject([{ id: 'role-unused', findings: 1, unknown: [] }]);
    expect(observations).toMatchObject([{ checkId: 'role-unused', evidence: { witnesses: [{ analyzer: 'unused' }] } }]);
  });

  it('lets the error of a broken check through', () => {
    const check = aCheck([], {
      evaluate: () => {
        throw new TypeError('a bug');
      },
    });
    expect(() => evaluate(check)).toThrow('a bug');
  });
});
