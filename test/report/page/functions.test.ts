import { describe, expect, it } from 'vitest';
import {
  countFunctions,
  filterFunctions,
  functionRows,
  reductionOf,
} from '../../../lib/report/page/app/model/functions.ts';
import { makeModel } from '../../../lib/report/page/app/model/model.ts';
import { anAccount } from '../../builders/an-account.ts';
import { pageDataOf } from './a-page.ts';
import { shopFunctions } from './some-functions.ts';

const rows = functionRows(makeModel(pageDataOf(shopFunctions())));

function rowOf(name: string) {
  const row = rows.find(({ lambda }) => lambda.name === name);
  if (row === undefined) throw new TypeError(`no function is called ${name}`);
  return row;
}

describe('functionRows', () => {
  it('joins each function with its role and what the role used', () => {
    expect(rows).toHaveLength(4);
    expect(rowOf('orders-api')).toMatchObject({
      role: { name: 'orders' },
      sharers: 1,
      power: 'none',
      services: { used: 1, unused: 2, unknown: 0 },
      isReducible: true,
    });
  });

  it('knows nothing of a role that the snapshot does not hold', () => {
    expect(rowOf('left-over')).toMatchObject({ role: null, power: 'unknown', isReducible: false });
  });

  it('counts the findings of the function and of its role, and begins with the gravest', () => {
    const { standing, worst } = rowOf('deployer');
    expect(standing.map(({ checkId }) => checkId)).toContain('admin-policy');
    expect(worst).toBe(standing[0]?.severity);
    const ranks = rows.map((row) => ['critical', 'high', 'medium', 'low', 'info', null].indexOf(row.worst));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  });

  it('is empty where there is no function', () => {
    expect(functionRows(makeModel(pageDataOf(anAccount().build())))).toEqual([]);
  });
});

describe('filterFunctions', () => {
  const names = (params: Readonly<Record<string, string>>) =>
    filterFunctions(rows, params)
      .map(({ lambda }) => lambda.name)
      .toSorted();

  it('shows all where nothing is asked for', () => {
    expect(filterFunctions(rows, {})).toEqual(rows);
  });

  it('narrows by words, runtime, power and what could go', () => {
    expect(names({ q: 'role/ORDERS' })).toEqual(['orders-api', 'orders-worker']);
    expect(names({ runtime: 'image' })).toEqual(['orders-worker']);
    expect(names({ admin: 'administrator' })).toEqual(['deployer']);
    expect(names({ less: 'yes' })).toEqual(['orders-api', 'orders-worker']);
    expect(names({ region: 'us-east-1' })).toEqual([]);
  });
});

describe('countFunctions', () => {
  it('counts by facet', () => {
    expect(countFunctions(rows, 'runtime')).toEqual(
      new Map([
        ['nodejs24.x', 2],
        ['image', 1],
        ['python3.9', 1],
      ]),
    );
  });
});

describe('reductionOf', () => {
  const reductionFor = (name: string) => {
    const { role, lambda } = rowOf(name);
    return role === null ? null : reductionOf(role, lambda);
  };

  it('keeps what was used, with the actions that AWS saw, and takes away the rest', () => {
    expect(reductionFor('orders-api')).toMatchObject({
      keep: [{ service: 's3', actions: ['ListAllMyBuckets'] }],
      undecided: [],
      remove: ['sqs', 'xray'],
    });
  });

  it('names the policies of which nothing was used', () => {
    const detach = reductionFor('orders-api')?.detach.map(({ source }) => source);
    expect(detach).toEqual([{ policyArn: expect.stringMatching(/policy\/tracing$/) }]);
  });

  it('takes nothing away of which nobody can say whether it is used', () => {
    const reduction = reductionFor('deployer');
    expect(reduction?.undecided.length).toBeGreaterThan(100);
    expect(reduction).toMatchObject({ keep: [], remove: [], detach: [] });
  });
});
