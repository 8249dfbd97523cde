import type { IntroducedBy } from '../findings/introduced-by.ts';

/** Who introduced a finding, by what and when, or why that is not known; for one line, not yet made printable. */
export function introducerText(introducedBy: IntroducedBy): string {
  if ('unknown' in introducedBy) return `unknown: ${introducedBy.unknown}`;
  const { actor, sourceIdentity, event, at, sourceIp } = introducedBy;
  return [
    actor,
    ...(sourceIdentity === undefined ? [] : [` (source identity ${sourceIdentity})`]),
    ` with ${event} on ${at}`,
    ...(sourceIp === undefined ? [] : [` from ${sourceIp}`]),
  ].join('');
}

/** A sentence behind what a finding says; empty where it is not known. The reasons are in `findings show` and in JSON. */
export function introducedSentence(introducedBy: IntroducedBy | undefined): string {
  return introducedBy === undefined || 'unknown' in introducedBy
    ? ''
    : ` Introduced by ${introducerText(introducedBy)}.`;
}
