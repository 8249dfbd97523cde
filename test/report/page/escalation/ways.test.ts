import { describe, expect, it } from 'vitest';
import {
  firstTechniques,
  isInDoubt,
  sourcesIn,
  stepNeeds,
  targetsOf,
} from '../../../../lib/report/page/app/views/escalation/ways.ts';
import { anAccount } from '../../../builders/an-account.ts';
import { pageDataOf } from '../a-page.ts';
import { aHop, arnOf, dataOf } from './a-way.ts';

describe('sourcesIn', () => {
  it('has who can become administrator with the ways, certain and short ones first', () => {
    const mfa = { conditions: ['aws:MultiFactorAuthPresent is "true"'] };
    const [source] = sourcesIn(
      dataOf({
        ute: [
          [aHop('ute', 'admin', mfa)],
          [aHop('ute', 'worker'), aHop('worker', 'admin')],
          [aHop('ute', 'ute', { technique: 'iam-007' })],
        ],
      }),
    );
    expect(source).toMatchObject({ arn: arnOf('ute'), name: 'ute' });
    expect(source?.ways.map(({ steps, conditional }) => [steps.length, conditional])).toEqual([
      [1, false],
      [2, false],
      [1, true],
    ]);
    expect(source && firstTechniques(source)).toEqual(['iam-007', 'sts-001']);
    expect(source && targetsOf(source)).toEqual([arnOf('ute'), arnOf('admin')]);
    expect(source && isInDoubt(source)).toBe(false);
  });

  it('knows a permission set by the role that takes the first step', () => {
    const data = dataOf({ Developers: [[aHop('AWSReservedSSO_Developers_0123456789abcdef', 'admin')]] });
    expect(sourcesIn(data)).toMatchObject([{ name: 'Developers', arn: expect.stringMatching(/AWSReservedSSO_/) }]);
  });

  it('leaves out what is resolved, and what it cannot read', () => {
    const data = dataOf({ ute: [[aHop('ute', 'admin')]], uli: [[{ from: 1, to: null }], []] });
    expect(sourcesIn(data).map(({ name }) => name)).toEqual(['ute']);
    const resolved = data.report.findings.map((finding) => ({ ...finding, status: 'resolved' as const }));
    expect(sourcesIn({ ...data, report: { ...data.report, findings: resolved } })).toEqual([]);
    expect(sourcesIn(pageDataOf(anAccount().build()))).toEqual([]);
  });

  it('knows statements of a version that is put in force on the way from those in force', () => {
    const technique = 'iam-set-default-policy-version';
    const data = dataOf({ ute: [[aHop('ute', 'ute', { technique }), aHop('ute', 'admin')]] });
    const steps = sourcesIn(data)[0]?.ways[0]?.steps ?? [];
    expect(steps.flatMap(({ grants }) => grants.map(({ isInForce }) => isInForce))).toEqual([true, false]);
    const shared = new Set(steps[0]?.grants.map(({ key }) => key));
    expect(steps.map((step) => stepNeeds(step, shared))).toEqual([true, false]);
  });
});
