import { describe, expect, it } from 'vitest';
import { metricsInLog } from '../../../lib/cli/demo/emf.ts';

const record = {
  _aws: {
    Timestamp: 1_763_856_000_000,
    CloudWatchMetrics: [
      {
        Namespace: 'AccountAuditor',
        Dimensions: [['service', 'AccountId']],
        Metrics: [
          { Name: 'FindingsHigh', Unit: 'Count' },
          { Name: 'CoveragePercent', Unit: 'Percent' },
        ],
      },
    ],
  },
  service: 'account-auditor',
  AccountId: '111122223333',
  FindingsHigh: 3,
  CoveragePercent: 99.9,
};

describe('metricsInLog', () => {
  it('takes the metrics out of what the function logs', () => {
    const log = `{"level":"INFO","message":"trails: complete"}\n${JSON.stringify(record)}\nnot JSON at all\n`;
    expect(metricsInLog(log)).toEqual([
      { name: 'FindingsHigh', unit: 'Count', value: 3 },
      { name: 'CoveragePercent', unit: 'Percent', value: 99.9 },
    ]);
  });

  it('finds none in a log without any', () => {
    expect(metricsInLog('')).toEqual([]);
    expect(metricsInLog('null\n[]\n"_aws"\n')).toEqual([]);
  });
});
