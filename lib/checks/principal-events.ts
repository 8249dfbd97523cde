import type { Evidence } from '../findings/finding.ts';
import type { PrincipalEvents } from '../snapshot/snapshot.ts';
import type { Principal } from './account-view.ts';
import type { CheckContext } from './check.ts';
import { numberOf, recordOf, textOf, textsOf } from './evidence.ts';
import type { Unknown } from './verdicts.ts';

/*
 * CloudTrail's event history is asked about few users and roles, and only on request. What it shows is use like any other; that
 * it shows none is said in the finding; and of whom it gave no answer, nothing is called unused.
 */

/** Event sources that do not begin with the namespace of the service in IAM. */
const namespaces: ReadonlyMap<string, string> = new Map([
  ['email', 'ses'],
  ['monitoring', 'cloudwatch'],
  ['tagging', 'tag'],
]);

function eventsOf({ account }: CheckContext, arn: string): PrincipalEvents | undefined {
  const { principalEvents } = account.snapshot;
  return Object.hasOwn(principalEvents, arn) ? principalEvents[arn] : undefined;
}

/** When CloudTrail saw a principal last; null when it did not, or nobody looked. */
export function lastSeen(context: CheckContext, { arn }: Principal): string | null {
  const events = eventsOf(context, arn);
  return events?.status === 'read' ? (events.events[0]?.at ?? null) : null;
}

const noCalls: ReadonlyMap<string, string> = new Map();

/** When CloudTrail saw a user call each service. What a role's sessions call, it does not find by the role. */
export function callsSeen(context: CheckContext, { kind, arn }: Principal): ReadonlyMap<string, string> {
  const events = kind === 'user' ? eventsOf(context, arn) : undefined;
  if (events?.status !== 'read') return noCalls;
  // Newest first, and of those that share a namespace the newest counts.
  return new Map(events.events.toReversed().map(({ source, at }) => [namespaceOf(source), at]));
}

function namespaceOf(source: string): string {
  const [host = ''] = source.split('.');
  return namespaces.get(host) ?? host;
}

/** Why nobody can say that a principal is unused: CloudTrail was to be asked, and gave no answer. */
export function lostEvents(context: CheckContext, { arn }: Principal): Unknown | null {
  const events = eventsOf(context, arn);
  if (events?.status !== 'lost') return null;
  return { code: 'not-collected', reason: `What CloudTrail has of it could not be read: ${events.reason}.` };
}

/** `cloudTrail` in the evidence of a finding on a principal; nothing where nobody looked. */
export function cloudTrailOn(context: CheckContext, { arn }: Principal): Evidence {
  const events = eventsOf(context, arn);
  if (events === undefined) return {};
  if (events.status !== 'read') return { cloudTrail: { unknown: events.reason } };
  const { days, regions, events: seen } = events;
  return { cloudTrail: { days, regions, event: seen[0] ?? null } };
}

/** What {@link cloudTrailOn} says, as a sentence after others; empty where nobody looked. */
export function cloudTrailSentence(evidence: Evidence): string {
  const told = recordOf(evidence, 'cloudTrail');
  if (told === null) return '';
  const unknown = textOf(told, 'unknown');
  if (unknown !== null) return ` What CloudTrail has of it is not known: ${unknown}.`;
  const event = recordOf(told, 'event');
  return event === null
    ? ` CloudTrail has no use of it ${whereIn(told)}.`
    : ` CloudTrail saw it last at ${eventIn(event)}.`;
}

function whereIn(told: Evidence): string {
  return `in its ${numberOf(told, 'days')} days in ${textsOf(told, 'regions').join(', ')}`;
}

function eventIn(event: Evidence): string {
  return `${textOf(event, 'at')} (${textOf(event, 'name')} in ${textOf(event, 'region')})`;
}
