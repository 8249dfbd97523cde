import { describe, expect, it } from 'vitest';
import { loadAccounts } from '../../lib/sandbox/load.ts';
import { NOW } from './calling.ts';
import { manyFunctions } from './many-functions.ts';

const regions = ['eu-west-1', 'eu-central-1', 'us-east-1', 'us-west-2'];
const load = (options: Parameters<typeof manyFunctions>[0]) => loadAccounts([manyFunctions(options)], { now: NOW })[0];

describe('manyFunctions', () => {
  it('shares functions out among Regions, one of each open to everybody', () => {
    const account = load({ count: 2_000, regions, analyzers: true });
    const inRegion = regions.map((region) => account?.functions.filter((each) => each.region === region) ?? []);
    expect(inRegion.map((functions) => functions.length)).toEqual([500, 500, 500, 500]);
    expect(inRegion.map((functions) => functions.filter(({ url }) => url).length)).toEqual([1, 1, 1, 1]);
    expect(account?.analyzers.map(({ findings }) => findings.map(({ resource }) => resource))).toEqual(
      inRegion.map(([open]) => [open?.arn]),
    );
  });

  it('has no analyzer unless asked to', () => {
    expect(load({ count: 8, regions })?.analyzers).toEqual([]);
  });

  it('changes as many functions as it is told', () => {
    const [before, after] = [load({ count: 100, regions }), load({ count: 100, regions, changed: 7 })];
    const known = new Set(before?.functions.map(({ revisionId }) => revisionId));
    expect(after?.functions.filter(({ revisionId }) => !known.has(revisionId))).toHaveLength(7);
  });
});
