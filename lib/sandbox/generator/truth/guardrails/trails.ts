import type { DraftAccount, DraftTrail } from '../../model.ts';
import { of } from '../say.ts';
import type { TruthEntry } from '../truth.ts';

const missing = of('trail-missing');

/** What is wrong with a trail, by check, beside all trails of the account. */
const faults: Readonly<Record<string, (trail: DraftTrail, all: readonly DraftTrail[]) => boolean>> = {
  'trail-not-logging': ({ logging }) => !logging,
  'trail-single-region': ({ multiRegion }, all) =>
    !multiRegion && !all.some((other) => other.multiRegion && other.logging),
  'trail-no-global-events': (trail, all) =>
    !recordsGlobalEvents(trail) && !all.some((other) => recordsGlobalEvents(other) && other.logging),
  'trail-no-validation': ({ validation }) => !validation,
  'trail-not-encrypted': ({ encrypted }) => !encrypted,
  'trail-no-cloudwatch': ({ toCloudWatch }) => !toCloudWatch,
};

export const checksOfTrails: readonly string[] = ['trail-missing', ...Object.keys(faults)];

export function* truthOfTrails({ accountId, trails }: DraftAccount, account: string): Generator<TruthEntry> {
  if (trails.length === 0) {
    yield missing.finding(account);
  }
  for (const trail of trails) {
    const arn = `arn:aws:cloudtrail:${trail.homeRegion}:${accountId}:trail/${trail.name}`;
    for (const [checkId, isAtFault] of Object.entries(faults)) {
      if (isAtFault(trail, trails)) {
        yield of(checkId).finding(arn);
      }
    }
  }
}

/** The global services tell what happens to them in us-east-1. */
function recordsGlobalEvents({ globalEvents, multiRegion, homeRegion }: DraftTrail): boolean {
  return globalEvents && (multiRegion || homeRegion === 'us-east-1');
}
