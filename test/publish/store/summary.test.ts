import { describe, expect, it } from 'vitest';
import { defaultConfiguration } from '../../../lib/config/configuration.ts';
import { InvalidInputError } from '../../../lib/errors.ts';
import type { Severity } from '../../../lib/findings/finding.ts';
import { parameterJson } from '../../../lib/publish/store/piece.ts';
import { type Night, parseSummary, summarise } from '../../../lib/publish/store/summary.ts';
import { aFinding } from '../../findings/some-findings.ts';

const startedAt = '2026-11-21T02:17:00Z';
const run = { runId: 'run-1', finishedAt: '2026-11-21T02:19:30Z', manifest: ['0123456789abcdef'] };
const name = '/account-auditor/210987654321/summary';

function aNight(parts: Partial<Night> = {}): Night {
  return {
    startedAt,
    status: 'complete',
    coveragePercent: 100,
    gaps: [],
    configuration: defaultConfiguration,
    findings: [],
    ...parts,
  };
}

describe('summarise', () => {
  it('counts, and names the gravest first, those of this night before those that stand', () => {
    const finding = (roleName: string, severity: Severity, firstSeenAt = '2026-09-01T02:17:00Z') =>
      aFinding({ roleName, severity, firstSeenAt });
    const summary = summarise(
      aNight({
        findings: [
          finding('a', 'high'),
          finding('b', 'high', startedAt),
          finding('c', 'critical'),
          aFinding({ roleName: 'd', severity: 'critical', resolvedAt: startedAt }),
        ],
      }),
      run,
    );
    expect(summary.counts).toMatchObject({ critical: 1, high: 2, new: 1, resolved: 1 });
    expect(summary.worst.map(({ resourceArn, status }) => `${resourceArn.at(-1)} ${status}`)).toEqual([
      'c open',
      'b new',
      'a open',
    ]);
    expect(summary.moreWorst).toBe(0);
  });

  it('stays under 4 KB and says how much more there is', () => {
    const long = 'x'.repeat(500);
    const findings = Array.from({ length: 40 }, (_, index) => aFinding({ roleName: `${long}${index}` }));
    const gaps = Array.from({ length: 30 }, (_, index) => `last-accessed denied: ${index} {{${long}`);
    const summary = summarise(aNight({ findings, gaps, status: 'incomplete', coveragePercent: 81.2 }), run);
    expect(parameterJson(summary).length).toBeLessThanOrEqual(4096);
    expect(summary.gaps.length + summary.moreGaps).toBe(30);
    expect(summary.worst.length + summary.moreWorst).toBe(40);
    expect(summary.worst.length).toBeGreaterThan(2);
  });

  it('names the configuration by a hash that its order does not change', () => {
    const { unusedAfterDays, ...others } = defaultConfiguration;
    const [left, right] = [defaultConfiguration, { ...others, unusedAfterDays }].map(
      (configuration) => summarise(aNight({ configuration }), run).configHash,
    );
    expect(left).toBe(right);
    expect(summarise(aNight({ configuration: { ...others, unusedAfterDays: 30 } }), run).configHash).not.toBe(left);
  });
});

describe('parseSummary', () => {
  it('reads what was written', () => {
    const summary = summarise(aNight({ findings: [aFinding()], gaps: ['credential-report failed: {{'] }), run);
    expect(parseSummary(parameterJson(summary), name)).toEqual(summary);
  });

  it.each([
    ['not JSON', '{"schemaVersion":1,', /summary: not JSON.*run again$/],
    [
      'of a later release',
      '{"schemaVersion":2}',
      /written by a newer account-auditor \(schemaVersion 2; this one reads 1\)/,
    ],
    ['something else', '{"schemaVersion":1}', /summary: runId: .*run again$/],
    ['nothing', 'null', /summary: the document: .*run again$/],
  ])('refuses what is %s in one clear line', (_, value, line) => {
    expect(() => parseSummary(value, name)).toThrow(InvalidInputError);
    expect(() => parseSummary(value, name)).toThrow(line);
  });
});
