import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { viewOf } from '../../lib/checks/account-view.ts';
import type { Check } from '../../lib/checks/check.ts';
import { evaluateChecks } from '../../lib/checks/evaluate.ts';
import { checks } from '../../lib/checks/registry.ts';
import { sourcesOf } from '../../lib/checks/sources-of.ts';
import { defaultConfiguration } from '../../lib/config/configuration.ts';
import { coverageSources } from '../../lib/snapshot/coverage-schema.ts';
import type { CoverageSource, Snapshot } from '../../lib/snapshot/snapshot.ts';
import { anAccount } from '../builders/an-account.ts';
import { nothingRead } from '../builders/coverage.ts';
import { NOW } from '../builders/time.ts';
import { anyAccount } from './any-account.ts';

/** Read after the snapshot, where a finding has to name it. */
const bounded: readonly CoverageSource[] = ['access-keys', 'root-events'];

function withOnly(snapshot: Snapshot, sources: ReadonlySet<CoverageSource>): Snapshot {
  const isLeftOut = (source: CoverageSource) => !sources.has(source) && !bounded.includes(source);
  return {
    ...snapshot,
    ...Object.assign({}, ...coverageSources.filter(isLeftOut).map((source) => nothingRead[source])),
    coverage: snapshot.coverage.map((record) =>
      isLeftOut(record.source)
        ? { source: record.source, status: 'skipped' as const, reason: 'not asked for', dataAsOf: null }
        : record,
    ),
  };
}

function evaluate(snapshot: Snapshot, check: Check) {
  return evaluateChecks({ account: viewOf(snapshot), configuration: defaultConfiguration, now: NOW }, [check]);
}

describe('sourcesOf', () => {
  it('has the sources that a check needs and uses, and what every run reads', () => {
    const sources = sourcesOf([{ needs: ['credential-report'], uses: ['ssh-public-keys'] }]);
    expect(sources).toContain('credential-report');
    expect(sources).toContain('ssh-public-keys');
    expect(sources).toContain('caller-identity');
    expect(sources).not.toContain('last-accessed');
  });

  it('leaves out nothing that makes a difference to what a check says', () => {
    const told = anAccount()
      .withUser('ada', {
        created: '2024-01-01T00:00:00Z',
        keys: [{ lastUsed: null }],
        sshKeys: [{}],
        certificates: [{}],
      })
      .withUser('shell', { created: '2024-01-01T00:00:00Z' });
    const snapshots = [told, ...fc.sample(anyAccount, { numRuns: 40, seed: 7 })].map((account) => account.build());
    for (const check of checks) {
      const sources = sourcesOf([check]);
      for (const snapshot of snapshots) {
        expect(evaluate(withOnly(snapshot, sources), check)).toEqual(evaluate(snapshot, check));
      }
    }
  });
});
