import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Resource, StoredFinding } from '../../../lib/findings/finding.ts';
import { findingId } from '../../../lib/findings/fingerprint.ts';
import { packManifests } from '../../../lib/publish/store/manifest.ts';
import { contentHash } from '../../../lib/publish/store/piece.ts';
import { planShards, type Shard } from '../../../lib/publish/store/shard-plan.ts';
import { aFinding } from '../../findings/some-findings.ts';
import { findingsOfALargeAccount } from './large-account.ts';

const large = findingsOfALargeAccount(5000);
const firstNight = planShards(large, []);

function changed(tonight: readonly Shard[], before: readonly Shard[]): readonly Shard[] {
  const known = new Set(before.map(({ hash }) => hash));
  return tonight.filter(({ hash }) => !known.has(hash));
}

function idsOf(findings: readonly StoredFinding[]): readonly string[] {
  return findings.map(({ id }) => id).sort((left, right) => (left < right ? -1 : 1));
}

function aFindingOn(resource: Resource): StoredFinding {
  return { ...aFinding({ checkId: 'admin-policy' }), id: findingId('admin-policy', resource.arn), resource };
}

function resolved(finding: StoredFinding): StoredFinding {
  return { ...finding, lastSeenAt: '2026-11-20T02:17:00Z', resolvedAt: '2026-11-21T02:17:00Z' };
}

describe('planShards', () => {
  it('stores 5,000 findings in so few shards that the first night needs at most 170 writes', () => {
    const leaseAndSummary = 2;
    expect(firstNight.length + packManifests(firstNight).length + leaseAndSummary).toBeLessThanOrEqual(170);
    expect(firstNight.every(({ value }) => value.length <= 4096)).toBe(true);
    expect(idsOf(firstNight.flatMap(({ findings }) => findings))).toEqual(idsOf(large));
  });

  it('changes nothing when nothing changed, in whatever order the findings come', () => {
    expect(planShards([...large].reverse(), firstNight)).toEqual(firstNight);
  });

  it.each([
    ['resolved', large.map((finding, index) => (index % 500 === 7 ? resolved(finding) : finding))],
    ['new', [...large, ...findingsOfALargeAccount(10, 2)]],
    ['gone', large.filter((_, index) => index % 500 !== 7)],
  ])('changes few shards when 10 findings are %s: at most 16 writes', (_, findings) => {
    const tonight = planShards(findings, firstNight);
    const writes = changed(tonight, firstNight).length + packManifests(tonight).length + 2;
    expect(writes).toBeLessThanOrEqual(16);
  });

  it('keeps what is found on one resource together', () => {
    const checks = ['role-unused', 'admin-policy', 'services-unused'];
    const ofOneRole = checks.map((checkId) => aFinding({ checkId, roleName: 'payments-api-prod-x' }));
    const tonight = planShards([...large, ...ofOneRole], firstNight);
    expect(changed(tonight, firstNight).length).toBe(1);
  });

  it('cuts a shard that has grown too large into two, both with room', () => {
    const [full] = firstNight;
    const found = full?.findings ?? [];
    // The same resources, with one finding more on every third.
    const more = found.filter((_, index) => index % 3 === 0).map((finding) => aFindingOn(finding.resource));
    const halves = planShards([...found, ...more], firstNight.slice(0, 1));
    expect(halves.map(({ value }) => value.length > 4096 * 0.4 && value.length < 4096 * 0.8)).toEqual([true, true]);
  });

  it('takes a shard as it was stored, however another build of zlib had packed it', () => {
    const packedElsewhere = firstNight.map((shard) => {
      const value = `gzip:${gzipSync(shard.text, { level: 1 }).toString('base64')}`;
      return { ...shard, value, hash: contentHash(value) };
    });
    expect(planShards(large, packedElsewhere)).toEqual(packedElsewhere);
  });

  it('does not join small neighbours on a night on which nothing changed', () => {
    const sorted = planShards(large.slice(0, 6), []).flatMap(({ findings }) => findings);
    const stored = [sorted.slice(0, 3), sorted.slice(3)].flatMap((findings) => planShards(findings, []));
    expect(stored.length).toBe(2);
    expect(planShards(sorted, stored)).toEqual(stored);
  });

  it('gives up shards that have run empty', () => {
    const few = large.filter((_, index) => index % 10 === 0);
    expect(planShards(few, firstNight).length).toBeLessThan(firstNight.length / 3);
  });

  it('cuts the evidence of a finding that is too large for a parameter, every night in the same way', () => {
    const actions = Array.from({ length: 2000 }, (_, index) => `service${(index * 7919) % 2003}:Action${index}`);
    const huge = [aFinding({ evidence: { actions } }), aFinding({ roleName: 'other' })];
    const tonight = planShards(huge, []);
    const { evidence } = tonight[0]?.findings[0] ?? aFinding();
    expect(evidence.truncated).toEqual({ actions: 2000 - (evidence.actions as readonly string[]).length });
    expect(tonight.every(({ value }) => value.length <= 4096)).toBe(true);
    expect(planShards(huge, tonight)).toEqual(tonight);
  });

  it('keeps every finding and every limit through any sequence of nights', () => {
    const pool = findingsOfALargeAccount(400, 3);
    const night = fc.record({
      kept: fc.integer({ min: 0, max: pool.length }),
      from: fc.integer({ min: 0, max: pool.length }),
    });
    fc.assert(
      fc.property(fc.array(night, { minLength: 1, maxLength: 5 }), (nights) => {
        let previous: readonly Shard[] = [];
        for (const { kept, from } of nights) {
          const findings = [...pool.slice(from), ...pool.slice(0, from)].slice(0, kept);
          const tonight = planShards(findings, previous);
          expect(idsOf(tonight.flatMap((shard) => shard.findings))).toEqual(idsOf(findings));
          expect(tonight.every(({ value, findings: { length } }) => value.length <= 4096 && length > 0)).toBe(true);
          expect(planShards(findings, tonight)).toEqual(tonight);
          previous = tonight;
        }
      }),
      { numRuns: 25 },
    );
  });
});
