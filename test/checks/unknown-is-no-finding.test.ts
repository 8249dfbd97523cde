import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { viewOf } from '../../lib/checks/account-view.ts';
import { type Evaluation, evaluateChecks } from '../../lib/checks/evaluate.ts';
import { checks } from '../../lib/checks/registry.ts';
import { defaultConfiguration } from '../../lib/config/configuration.ts';
import { findingId } from '../../lib/findings/fingerprint.ts';
import { coverageSources } from '../../lib/snapshot/coverage-schema.ts';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import { NOW } from '../builders/time.ts';
import { anyAccount } from './any-account.ts';

function evaluate(snapshot: Snapshot): Evaluation {
  return evaluateChecks({ account: viewOf(snapshot), configuration: defaultConfiguration, now: NOW }, checks);
}

function findingsOf({ observations }: Evaluation): ReadonlyMap<string, (typeof observations)[number]> {
  return new Map(observations.map((each) => [findingId(each.checkId, each.resource.arn, each.discriminator), each]));
}

/** What was found with all the data, and is neither found nor called unknown with less. */
function silentlyLost(whole: Evaluation, less: Evaluation): readonly string[] {
  const stillFound = findingsOf(less);
  return [...findingsOf(whole)]
    .filter(([id, { checkId, resource }]) => {
      const unknown = less.outcomes.find((outcome) => outcome.id === checkId)?.unknown ?? [];
      const isSaid = unknown.some(({ resourceArn }) => resourceArn === undefined || resourceArn === resource.arn);
      return !stillFound.has(id) && !isSaid;
    })
    .map(([, { checkId, resource }]) => `${checkId} ${resource.arn}`);
}

function added(whole: Evaluation, less: Evaluation): readonly string[] {
  const known = findingsOf(whole);
  return [...findingsOf(less)]
    .filter(([id]) => !known.has(id))
    .map(([, { checkId, resource }]) => `${checkId} ${resource.arn}`);
}

describe('an audit that could not read everything', () => {
  it('finds nothing that a whole one would not, and says what it cannot tell', () => {
    const missing = fc.uniqueArray(fc.constantFrom(...coverageSources), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(anyAccount, missing, fc.constantFrom('denied', 'failed'), (account, sources, status) => {
        const whole = evaluate(account.build());
        const less = evaluate(sources.reduce((all, source) => all.without(source, status), account).build());
        expect(added(whole, less)).toEqual([]);
        // Without the inventory there are no resources to name; the checks are unknown as a whole then.
        expect(silentlyLost(whole, less)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('neither when it lost single reports', () => {
    fc.assert(
      fc.property(anyAccount, fc.nat(), (account, which) => {
        const snapshot = account.build();
        const arns = Object.keys(snapshot.lastAccessed).filter(
          (arn) => snapshot.lastAccessed[arn]?.status === 'complete',
        );
        const arn = arns[which % Math.max(1, arns.length)];
        if (arn === undefined) return;
        const lost = { ...snapshot.lastAccessed, [arn]: { status: 'failed', reason: 'the job failed' } as const };
        const [whole, less] = [evaluate(snapshot), evaluate({ ...snapshot, lastAccessed: lost })];
        expect(added(whole, less)).toEqual([]);
        expect(silentlyLost(whole, less)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
