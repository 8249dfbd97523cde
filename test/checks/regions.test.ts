import { describe, expect, it } from 'vitest';
import { viewOf } from '../../lib/checks/account-view.ts';
import { regionHole } from '../../lib/checks/regions.ts';
import { type Configuration, defaultConfiguration } from '../../lib/config/configuration.ts';
import { anAccount } from '../builders/an-account.ts';

const only = (...regions: string[]) => ({
  json: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 's3:*',
        Resource: '*',
        Condition: { StringEquals: { 'aws:RequestedRegion': regions } },
      },
    ],
  },
});

/** In the autumn of 2023 the Region of Tel Aviv was tracked since the first of August. */
function holeOn(day: string, regions: readonly string[], configuration: Partial<Configuration> = {}): string | null {
  const account = viewOf(anAccount().build());
  const context = { account, configuration: { ...defaultConfiguration, ...configuration }, now: new Date(day) };
  return regionHole(context, [only(...regions)])?.code ?? null;
}

describe('regionHole', () => {
  it.each([
    ['2023-10-30', 'null', ['eu-west-1']],
    ['2023-10-30', 'null', ['il-central-1']],
    ['2023-10-29', 'untracked-region', ['il-central-1']],
    ['2023-10-30', 'untracked-region', ['ca-west-1']],
    ['2023-10-30', 'null', ['ca-west-1', 'eu-west-1']],
  ])('says on %s %s of what can be used in %s', (day, hole, regions) => {
    expect(String(holeOn(day, regions))).toBe(hole);
  });

  it('goes by the longest window that anybody is judged by', () => {
    const thresholds = [{ match: { path: '/quarterly/' }, unusedAfterDays: 120 }];
    expect(holeOn('2023-10-30', ['il-central-1'], { thresholds })).toBe('untracked-region');
    expect(holeOn('2023-11-29', ['il-central-1'], { thresholds })).toBeNull();
  });

  it('takes no Region that is in use for one that is not', () => {
    const regions = ['il-central-1', 'eu-west-1'];
    expect(holeOn('2023-09-01', regions, { regions })).toBe('untracked-region');
    expect(holeOn('2023-09-01', regions, { regions: ['eu-west-1'] })).toBeNull();
  });
});
