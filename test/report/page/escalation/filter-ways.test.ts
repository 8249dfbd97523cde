import { describe, expect, it } from 'vitest';
import { cutsIn } from '../../../../lib/report/page/app/views/escalation/cuts.ts';
import { countSources, filterWays } from '../../../../lib/report/page/app/views/escalation/filter-ways.ts';
import { sourcesIn } from '../../../../lib/report/page/app/views/escalation/ways.ts';
import { aHop, arnOf, dataOf } from './a-way.ts';

const own = { grants: [{ inlinePolicy: { entityArn: arnOf('uli'), name: 'own' }, statement: 2 }] };
const data = dataOf({
  ute: [[aHop('ute', 'admin')], [aHop('ute', 'worker', { technique: 'lambda-001' }), aHop('worker', 'admin')]],
  uli: [[aHop('uli', 'uli', { technique: 'iam-007', conditions: ['somebody looks away'], ...own })]],
});
const sources = sourcesIn(data);
const none = { pathsBefore: 3, pathsAfter: 0, principalsBefore: 2, principalsAfter: 0 };
const cuts = cutsIn({
  ...data,
  cuts: [
    { statement: { policyArn: 'arn:aws:iam::111122223333:policy/shared', statement: 0 }, ...none },
    { statement: { inlinePolicy: { entityArn: arnOf('uli'), name: 'own' }, statement: 2 }, ...none },
  ],
});
const found = (params: Readonly<Record<string, string>>) =>
  Object.fromEntries(filterWays(sources, params, cuts).map(({ name, ways }) => [name, ways.length]));

describe('filterWays', () => {
  it.each([
    [{}, { ute: 2, uli: 1 }],
    [{ q: 'user/UL' }, { uli: 1 }],
    [{ from: arnOf('ute') }, { ute: 2 }],
    [{ to: arnOf('admin') }, { ute: 2 }],
    [{ to: 'itself' }, { uli: 1 }],
    [{ through: arnOf('worker') }, { ute: 1 }],
    [{ through: arnOf('admin') }, {}],
    [{ technique: 'lambda-001' }, { ute: 1 }],
    [{ conditional: 'yes' }, { uli: 1 }],
    [{ conditional: 'no' }, { ute: 2 }],
    [{ length: '2' }, { ute: 1 }],
    [{ length: '1,3' }, { ute: 1, uli: 1 }],
    [{ cut: '2', only: 'cut' }, { uli: 1 }],
    [{ cut: '2' }, { ute: 2, uli: 1 }],
    [
      { cut: 'all', only: 'cut' },
      { ute: 2, uli: 1 },
    ],
    [{ only: 'cut' }, {}],
    [{ length: '1', technique: 'lambda-001' }, {}],
  ])('shows of %j what fits', (params, expected) => {
    expect(found(params)).toEqual(expected);
  });
});

describe('countSources', () => {
  it('counts whoever has a value, once each', () => {
    const techniques = countSources(sources, ({ steps }) => steps.map(({ technique }) => technique));
    expect(techniques).toEqual([
      ['sts-001', 1],
      ['lambda-001', 1],
      ['iam-007', 1],
    ]);
  });
});
