import type { DaysAgo } from '../../chance.ts';

/*
 * The numbers of the catalogue's rules, in days; use and birthdays exactly so many days ago are on the mild side of each.
 */

const unusedAfterDays = 90;
const credentialUnusedAfterDays = 45;
const graceDays = 14;

export function isRecent(lastUsed: DaysAgo | null): boolean {
  return lastUsed !== null && lastUsed <= unusedAfterDays;
}

/** The same for passwords, keys and other credentials. */
export function isRecentForCredentials(lastUsed: DaysAgo | null): boolean {
  return lastUsed !== null && lastUsed <= credentialUnusedAfterDays;
}

/** Inside the grace period: not called unused, because nobody had the time to use it. */
export function isYoung(since: DaysAgo): boolean {
  return since < graceDays;
}

/** Regions in which AWS records no use (IAM User Guide, "Where AWS tracks last accessed information"). */
export const untrackedRegions: ReadonlySet<string> = new Set([
  'ap-east-2',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-west-1',
  'mx-central-1',
]);
