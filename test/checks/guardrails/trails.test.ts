import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Check } from '../../../lib/checks/check.ts';
import { trailMissing } from '../../../lib/checks/guardrails/trail-missing.ts';
import { trailNoCloudwatch } from '../../../lib/checks/guardrails/trail-no-cloudwatch.ts';
import { trailNoGlobalEvents } from '../../../lib/checks/guardrails/trail-no-global-events.ts';
import { trailNoValidation } from '../../../lib/checks/guardrails/trail-no-validation.ts';
import { trailNotEncrypted } from '../../../lib/checks/guardrails/trail-not-encrypted.ts';
import { trailNotLogging } from '../../../lib/checks/guardrails/trail-not-logging.ts';
import { trailSingleRegion } from '../../../lib/checks/guardrails/trail-single-region.ts';
import { anyTrail, type Trail } from '../../../lib/checks/guardrails/trails.ts';
import { type CheckRun, runCheck } from '../run-check.ts';
import { ACCOUNT_ARN, anAccountWithTrails, aTrail, partlyRead } from './a-trail.ts';

const checks: readonly Check[] = [
  trailMissing,
  trailNotLogging,
  trailSingleRegion,
  trailNoGlobalEvents,
  trailNoValidation,
  trailNotEncrypted,
  trailNoCloudwatch,
];

const regions = ['eu-west-1', 'eu-central-1', 'us-east-1'];
const trails = fc
  .array(
    fc.record({
      homeRegion: fc.constantFrom(...regions),
      isMultiRegion: fc.boolean(),
      includesGlobalEvents: fc.boolean(),
      validatesLogFiles: fc.boolean(),
      kmsKeyId: fc.constantFrom(null, 'alias/trail'),
      cloudWatchLogsLogGroupArn: fc.constantFrom(null, 'arn:aws:logs:eu-west-1:111122223333:log-group:trail:*'),
      isLogging: fc.boolean(),
      latestDeliveryError: fc.constantFrom(null, null, 'AccessDenied'),
    }),
    { maxLength: 4 },
  )
  .map((specs) => specs.map((spec, index) => aTrail(`trail${index}`, spec)));

/** What is left of the trails when Regions do not answer; those of all Regions are seen from the others. */
function seenWithout(all: readonly Trail[], lost: readonly string[]): readonly Trail[] {
  return all.filter((trail) => trail.isMultiRegion || !lost.includes(trail.homeRegion));
}

function withoutStatus(all: readonly Trail[], lost: readonly number[]): readonly Trail[] {
  return all.map((trail, index) =>
    lost.includes(index) ? { ...trail, isLogging: null, latestDeliveryError: null } : trail,
  );
}

const arnsIn = ({ findings }: CheckRun) => findings.map(({ resource }) => resource.arn);

describe('what is not known of trails', () => {
  it.each(checks)('never adds a finding of $id, and never loses one in silence', (check) => {
    const lostRegions = fc.subarray(regions, { maxLength: 2 });
    fc.assert(
      fc.property(trails, lostRegions, fc.subarray([0, 1, 2, 3]), (all, lost, unread) => {
        const seen = seenWithout(withoutStatus(all, unread), lost);
        const isPartial = lost.length > 0 || seen.some(({ isLogging }) => isLogging === null);
        const whole = runCheck(check, anAccountWithTrails(...all));
        const account = anAccountWithTrails(...seen);
        const less = runCheck(check, isPartial ? partlyRead(account) : account);
        const said = new Set([...arnsIn(less), ...less.unknown.map(({ resourceArn }) => resourceArn)]);
        expect(arnsIn(less).filter((arn) => !arnsIn(whole).includes(arn))).toEqual([]);
        if (!said.has(ACCOUNT_ARN)) expect(arnsIn(whole).filter((arn) => !said.has(arn))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('anyTrail', () => {
  const on = aTrail('on');
  const off = aTrail('off', { isLogging: false });
  const unread = aTrail('unread', { isLogging: null });

  it.each([
    [[], false],
    [[off], false],
    [[off, unread], null],
    [[unread, on], true],
  ])('answers case %# with %s', (some, answer) => {
    expect(anyTrail(some, ({ isLogging }) => isLogging)).toBe(answer);
  });
});
