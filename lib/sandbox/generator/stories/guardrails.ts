import { regionsOf } from '../../ec2/regions.ts';
import type { Chance } from '../chance.ts';
import type { DraftAnalyzer, DraftTrail } from '../model.ts';

/** Up to three trails of CloudTrail, each well made in most ways; two accounts in seven have none. */
export function tellTrails(chance: Chance): readonly DraftTrail[] {
  const count = chance.pick([0, 0, 1, 1, 1, 2, 3]);
  return Array.from({ length: count }, (_, index) => ({
    name: `trail-${index + 1}`,
    homeRegion: chance.pick(['us-east-1', 'eu-west-1']),
    multiRegion: chance.isTrue(0.6),
    globalEvents: chance.isTrue(0.6),
    validation: chance.isTrue(0.7),
    encrypted: chance.isTrue(0.6),
    toCloudWatch: chance.isTrue(0.6),
    logging: chance.isTrue(0.8),
  }));
}

/** Analyzers in some of the Regions: of external access, switched off, or of unused access, which is another matter. */
export function tellAnalyzers(chance: Chance, optedInRegions: readonly string[]): readonly DraftAnalyzer[] {
  const regions = chance.several([...regionsOf.aws.always, ...optedInRegions], chance.integer(0, 20));
  return regions.map((region) => ({
    name: 'analyzer',
    region,
    type: chance.pick(['ACCOUNT', 'ACCOUNT', 'ORGANIZATION', 'ACCOUNT_UNUSED_ACCESS'] as const),
    status: chance.pick(['ACTIVE', 'ACTIVE', 'ACTIVE', 'DISABLED'] as const),
  }));
}
