import { changeSince } from '../findings/changes.ts';
import { type Finding, severities } from '../findings/finding.ts';
import { compareText } from '../findings/order.ts';
import { isStanding } from '../findings/status.ts';
import type { NightSummary } from '../publish/store/summary.ts';
import { gapLines, lost, unread } from './explain.ts';
import { auditFacts, type Notice, type Places } from './notice.ts';
import { quoted } from './quoted.ts';
import type { StoredAudit } from './stored-audit.ts';
import type { Week } from './week.ts';

const MS_PER_DAY = 86_400_000;
const WEEK_DAYS = 7;
/** Days before its end from which an exception is told of, so that somebody can look again. */
const EXPIRES_SOON_DAYS = 14;
/** Findings that are named, and exceptions; more would not be read. */
const NAMED_FINDINGS = 5;
const NAMED_EXCEPTIONS = 10;

type Read = Extract<StoredAudit, { status: 'read' }>;

/**
 * A week in one message: what stands, what came and went, what stands longest, what was accepted and soon is not any
 * more, how the nights went, and what could not be read.
 *
 * @param key tells this digest from the others
 */
export function composeDigest(
  week: Week,
  {
    key,
    accountId,
    now,
    places,
  }: { readonly key: string; readonly accountId: string; readonly now: Date; readonly places: Places },
): Notice {
  const { stored } = week;
  const common = { key, about: 'digest', isOver: false, accountId, places } as const;
  const rest = [...exceptionLines(week.exceptions, now), ...nightLines(week.nights, now)];
  const account = { name: 'Account', value: accountId };
  if (stored.status !== 'read') {
    const headline = 'the week: there is no audit to sum up';
    return { ...common, headline, opening: unread(stored), findings: [], lines: rest, facts: [account], audit: null };
  }
  const { summary } = stored;
  const oldest = oldestGrave(stored.findings);
  const standing = severities.map((severity) => `${summary.counts[severity]} ${severity}`).join(', ');
  return {
    ...common,
    headline: `the week: ${summary.counts.critical} critical and ${summary.counts.high} high findings stand`,
    opening: [
      `Stands: ${standing}; ${summary.counts.suppressed} more are accepted.`,
      changesLine(stored, now),
      ...(oldest.length > 0
        ? [
            `Standing longest, of the critical and high (account-auditor findings list --min-severity high${places.flags}):`,
          ]
        : []),
    ],
    findings: oldest,
    lines: [...rest, ...(summary.coveragePercent < 100 ? gapLines(summary) : []), ...lost(stored)],
    facts: [account, ...auditFacts(summary)],
    audit: summary,
  };
}

function oldestGrave(findings: readonly Finding[]): readonly Finding[] {
  return findings
    .filter(({ severity, status }) => isStanding(status) && (severity === 'critical' || severity === 'high'))
    .toSorted((left, right) => compareText(left.firstSeenAt, right.firstSeenAt))
    .slice(0, NAMED_FINDINGS);
}

/** What is accepted neither came nor went. */
function changesLine({ stored }: Read, now: Date): string {
  const since = new Date(now.getTime() - WEEK_DAYS * MS_PER_DAY);
  const changes = stored
    .filter(({ suppression }) => suppression === undefined)
    .map((finding) => changeSince(finding, since));
  const count = (wanted: string) => changes.filter((change) => change === wanted).length;
  return `In the week: ${count('new')} came, ${count('reopened')} came back, ${count('resolved')} went.`;
}

function exceptionLines(reading: Week['exceptions'], now: Date): readonly string[] {
  if ('problem' in reading) return [`Exceptions could not be read: ${quoted(reading.problem, 400)}`];
  const today = now.toISOString().slice(0, 10);
  const soon = new Date(now.getTime() + EXPIRES_SOON_DAYS * MS_PER_DAY).toISOString().slice(0, 10);
  const { exceptions, unreadable } = reading.value;
  const ending = exceptions
    .filter(({ expires }) => expires <= soon)
    .toSorted((left, right) => compareText(left.expires, right.expires) || compareText(left.id, right.id));
  const lines = [
    ...ending.map(
      ({ id, owner, expires, reason }) =>
        `- ${quoted(id, 80)} (${quoted(owner, 80)}) ${expires < today ? 'expired' : 'expires'} ${expires}: ${quoted(reason, 120)}`,
    ),
    ...unreadable.map(({ problem }) => `- cannot be read, and hides nothing: ${quoted(problem, 300)}`),
  ];
  if (lines.length === 0) return [];
  const more = lines.length - NAMED_EXCEPTIONS;
  return [
    `Exceptions that expired, or will within ${EXPIRES_SOON_DAYS} days:`,
    ...lines.slice(0, NAMED_EXCEPTIONS),
    ...(more > 0 ? [`- ... and ${more} more`] : []),
  ];
}

/** The last audit of each day. */
function nightLines(reading: Week['nights'], now: Date): readonly string[] {
  if ('problem' in reading) return [`Earlier nights could not be read: ${quoted(reading.problem, 400)}`];
  const since = now.getTime() - WEEK_DAYS * MS_PER_DAY;
  const ofTheWeek = reading.value.filter(({ startedAt }) => Date.parse(startedAt) >= since);
  const byDay = new Map(ofTheWeek.map((night) => [night.startedAt.slice(0, 10), night]));
  const nights = [...byDay.values()].slice(-WEEK_DAYS);
  if (nights.length === 0) return ['No audit was stored in the week.'];
  return [`Nights with an audit: ${nights.length} of ${WEEK_DAYS}.`, ...nights.map(nightLine)];
}

function nightLine({ startedAt, counts, coveragePercent }: NightSummary): string {
  return `- ${startedAt.slice(0, 10)}: ${counts.critical} critical, ${counts.high} high, ${counts.medium} medium; ${counts.new} new, ${counts.resolved} resolved; coverage ${coveragePercent} %`;
}
