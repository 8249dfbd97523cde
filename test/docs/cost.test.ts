import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { auditMetrics } from '../../lib/publish/metrics.ts';
import { aReport } from '../report/a-report.ts';
import { stack, withCosts } from './cost.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('docs/cost.md', () => {
  const page = read('docs/cost.md');

  it('has the bill as it is worked out', () => {
    expect(page, 'run: node test/docs/cost.ts').toBe(withCosts(page));
    expect(page).toMatch(/^\| \*\*together\*\* \| \$\d\.\d\d \|/m);
  });

  it('counts what the stack has', () => {
    const yaml = read('serverless.yml');
    const nothing = { newIds: [], reopenedIds: [], resolvedIds: [] };
    const metrics = auditMetrics({ report: aReport(), reconciled: nothing, durationMs: 0, apiCalls: 0, throttles: 0 });
    expect({
      alarms: yaml.match(/Type: AWS::CloudWatch::Alarm/g)?.length,
      metrics: metrics.length,
      memoryGb: Number(/memorySize: (\d+)/.exec(yaml)?.[1]) / 1024,
      snapshotDays: Number(/Prefix: snapshots\/[^}]*?ExpirationInDays: (\d+)/.exec(yaml)?.[1]),
      pageDays: Number(/Prefix: pages\/[^}]*?ExpirationInDays: (\d+)/.exec(yaml)?.[1]),
    }).toEqual({ ...stack });
  });
});
