import { describe, expect, it } from 'vitest';
import { getAnalyzer, listAnalyzers } from '../../../lib/sandbox/accessanalyzer/analyzers.ts';
import { callsTo, embeddedAccount, expectAwsError } from '../calling.ts';

const spec = {
  analyzers: [
    { name: 'external', region: 'eu-west-1', created: '-400d' },
    { name: 'unused', region: 'eu-west-1', type: 'ACCOUNT_UNUSED_ACCESS', status: 'DISABLED', created: '-30d' },
    { name: 'external', region: 'us-east-1', type: 'ORGANIZATION', created: '-90d' },
  ],
} as const;
const account = embeddedAccount({ analyzers: [...spec.analyzers] });
const inIreland = callsTo(account, { region: 'eu-west-1' });
const external = 'arn:aws:access-analyzer:eu-west-1:111122223333:analyzer/external';

describe('listAnalyzers', () => {
  it('lists the analyzers of the Region that is asked', () => {
    const { analyzers } = inIreland(listAnalyzers, {});
    expect(analyzers?.map(({ name }) => name)).toEqual(['external', 'unused']);
    expect(analyzers?.[0]).toMatchObject({
      arn: external,
      type: 'ACCOUNT',
      status: 'ACTIVE',
      createdAt: new Date('2025-10-19T03:00:00Z'),
    });
    expect(callsTo(account, { region: 'ap-south-1' })(listAnalyzers, {}).analyzers).toEqual([]);
  });

  it('filters by type', () => {
    expect(inIreland(listAnalyzers, { type: 'ACCOUNT_UNUSED_ACCESS' }).analyzers).toMatchObject([
      { name: 'unused', status: 'DISABLED' },
    ]);
    expectAwsError('ValidationException', () => inIreland(listAnalyzers, { type: 'EXTERNAL' as never }));
  });

  it('pages', () => {
    const first = inIreland(listAnalyzers, { maxResults: 1 });
    expect(first.analyzers).toMatchObject([{ name: 'external' }]);
    expect(inIreland(listAnalyzers, { maxResults: 1, nextToken: first.nextToken })).toMatchObject({
      analyzers: [{ name: 'unused' }],
      nextToken: undefined,
    });
    expectAwsError('ValidationException', () => inIreland(listAnalyzers, { maxResults: 0 }));
    expectAwsError('ValidationException', () => inIreland(listAnalyzers, { nextToken: 'page-2' }));
  });
});

describe('getAnalyzer', () => {
  it('finds an analyzer by name in the Region that is asked', () => {
    expect(inIreland(getAnalyzer, { analyzerName: 'external' }).analyzer?.arn).toBe(external);
    expect(
      expectAwsError('ResourceNotFoundException', () => inIreland(getAnalyzer, { analyzerName: 'none' })).status,
    ).toBe(404);
  });
});
