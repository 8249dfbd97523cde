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

/** Names of the fields that say who introduced a finding, in formats that have only flat ones. */
export const introducerFieldNames = [
  'introducedBy',
  'introducedBySourceIdentity',
  'introducedByEvent',
  'introducedAt',
  'introducedFrom',
  'introducedByEventId',
] as const;

/** Those fields of one finding: what is not known of its introducer is not there, and of one who is unknown `introducedBy` says why. */
export function introducerFields(
  introducedBy: IntroducedBy | undefined,
): Readonly<Partial<Record<(typeof introducerFieldNames)[number], string>>> {
  if (introducedBy === undefined) return {};
  if ('unknown' in introducedBy) return { introducedBy: introducerText(introducedBy) };
  const { actor, sourceIdentity, event, at, sourceIp, eventId } = introducedBy;
  return {
    introducedBy: actor,
    ...(sourceIdentity === undefined ? {} : { introducedBySourceIdentity: sourceIdentity }),
    introducedByEvent: event,
    introducedAt: at,
    ...(sourceIp === undefined ? {} : { introducedFrom: sourceIp }),
    introducedByEventId: eventId,
  };
}

/** A sentence behind what a finding says; empty where it is not known. The reasons are in `findings show` and in JSON. */
export function introducedSentence(introducedBy: IntroducedBy | undefined): string {
  return introducedBy === undefined || 'unknown' in introducedBy
    ? ''
    : ` Introduced by ${introducerText(introducedBy)}.`;
}
