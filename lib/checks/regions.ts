import { regionsConfinedTo } from '../policy/confinement.ts';
import { policyOf } from '../policy/document.ts';
import { trackedSince } from '../policy/tracked-regions.ts';
import type { StoredDocument } from '../snapshot/snapshot.ts';
import type { CheckContext } from './check.ts';
import { daysBefore } from './instants.ts';
import { oncePer } from './once.ts';
import type { Unknown } from './verdicts.ts';

/**
 * AWS records use in some Regions only, in some of them since not long ago. What is used in another Region looks never used, so
 * that nothing held by whoever can work there may be called unused.
 *
 * @param documents the policies in question: only what they all allow together can be used through them
 * @returns null when every use of them would have been recorded
 */
export function regionHole(context: CheckContext, documents: readonly StoredDocument[]): Unknown | null {
  const confinedTo = confinementOf(documents);
  const untracked = confinedTo === null ? untrackedInUse(context) : untrackedAmong(context, [...confinedTo]);
  if (untracked.length === 0) return null;
  return {
    code: 'untracked-region',
    reason: `It can be used in ${untracked.join(', ')}, where AWS does not track use, or has not for as long as was looked at.`,
  };
}

function confinementOf(documents: readonly StoredDocument[]): ReadonlySet<string> | null {
  const [first, second] = documents;
  if (first === undefined || second !== undefined) return regionsConfinedTo(documents.map(policyOf));
  return confinementOfOne(first).regions;
}

/** Asked for each service that a policy grants to each of its holders. */
const confinementOfOne = oncePer((document: StoredDocument) => ({ regions: regionsConfinedTo([policyOf(document)]) }));

/** Of the only Regions where something can be used. Where none is tracked it is there to be used, whatever else is known. */
function untrackedAmong(context: CheckContext, regions: readonly string[]): readonly string[] {
  const untracked = regions.filter((region) => !isTracked(context)(region));
  if (untracked.length === regions.length) return untracked;
  const inUse = untrackedInUse(context);
  return untracked.filter((region) => inUse.includes(region));
}

/**
 * The Regions in use in which AWS does not track use: as configured, else those enabled for the account. Where these could
 * not be read, nothing but the audit's own Region is taken to be in use: few accounts enable any of the others, and the
 * operator can name them.
 */
const untrackedInUse = oncePer((context: CheckContext): readonly string[] => {
  const { account, configuration } = context;
  const { enabledRegions, account: identity } = account.snapshot;
  const own = identity.region === null ? [] : [identity.region];
  const enabled = enabledRegions?.map(({ region }) => region) ?? own;
  const inUse = Array.isArray(configuration.regions) ? configuration.regions : enabled;
  return inUse.filter((region) => !isTracked(context)(region));
});

/** Whether use in a Region has been tracked for the whole of the longest window that anybody is judged by. */
const isTracked = oncePer(({ now, configuration }: CheckContext) => {
  const { unusedAfterDays, credentialUnusedAfterDays, thresholds } = configuration;
  const own = thresholds.flatMap((each) => [each.unusedAfterDays ?? 0, each.credentialUnusedAfterDays ?? 0]);
  const from = daysBefore(now, Math.max(unusedAfterDays, credentialUnusedAfterDays, ...own));
  return (region: string) => {
    const since = trackedSince(region);
    return since !== null && Date.parse(since) <= from.getTime();
  };
});
