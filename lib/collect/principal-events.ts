import type { HistoryAnswer, HistoryEvent } from '../findings/attribution.ts';
import type { EventLookup } from '../findings/causes.ts';
import { withCoverage } from '../snapshot/coverage-records.ts';
import { globalEventsRegion } from '../snapshot/global-events.ts';
import type { PrincipalEvents, Snapshot } from '../snapshot/snapshot.ts';
import type { Outcome } from './asking.ts';
import type { CollectContext } from './context.ts';
import { eventHistory, HISTORY_DAYS } from './event-history.ts';
import { summariseLosses } from './losses.ts';
import { coverageOf } from './reading.ts';
import { regionsToRead } from './regions.ts';

type ReadEvents = Extract<PrincipalEvents, { status: 'read' }>;

/** How long all of it may take: at two calls a second in each Region, the most that can be configured takes less. */
const TIME_LIMIT_MS = 60_000;

const STS = 'sts.amazonaws.com';
const SIGN_IN = 'signin.amazonaws.com';

/** The calls by which a session of a role begins. */
const assumptions = ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'];

/** How a principal's use shows in the history. */
interface Traces {
  readonly lookup: Pick<EventLookup, 'attribute' | 'value'>;
  /** Before that, another one had its name and its ARN. */
  readonly createdAt: string;
  isUse(event: HistoryEvent): boolean;
}

/**
 * Adds to a snapshot what CloudTrail recorded of these users and roles in its 90 days, in the Regions in use and that of IAM. Those
 * beyond `cloudTrailEvidence.maxPrincipals` are not asked about; nor are those again whom an earlier invocation asked about.
 *
 * @param arns in the order in which they matter
 */
export async function collectPrincipalEvents(
  context: CollectContext,
  snapshot: Snapshot,
  arns: readonly string[],
): Promise<Snapshot> {
  const { maxPrincipals } = context.configuration.cloudTrailEvidence;
  const startedAt = context.clock().toISOString();
  const known = snapshot.principalEvents;
  const unread = arns.filter((arn) => !Object.hasOwn(known, arn) || known[arn]?.status !== 'read');
  const room = Math.max(0, maxPrincipals - (arns.length - unread.length));
  const found: Record<string, PrincipalEvents> = { ...known };
  const outcomes: Outcome<PrincipalEvents>[] = [];
  const ask = await historiesOf(context, snapshot);
  for (const arn of unread.slice(0, room)) {
    const traces = tracesOf(snapshot, arn);
    if (traces === null) continue;
    const outcome = await ask(traces);
    outcomes.push(outcome);
    found[arn] = outcome.status === 'read' ? outcome.data : { status: 'lost', reason: outcome.reason };
  }
  const bound = `cloudTrailEvidence.maxPrincipals: ${maxPrincipals}`;
  for (const arn of unread.slice(room)) {
    found[arn] = {
      status: 'undecided',
      reason: `more users and roles are in question than may be asked about (${bound})`,
    };
  }
  const losses = summariseLosses(outcomes, 'users and roles');
  return withCoverage({ ...snapshot, principalEvents: found }, coverageOf('principal-events', losses, startedAt));
}

/** Null for whoever is not in the snapshot. */
function tracesOf({ users, roles }: Snapshot, arn: string): Traces | null {
  const user = users.find((each) => each.arn === arn);
  if (user !== undefined) {
    return {
      lookup: { attribute: 'Username', value: user.userName },
      createdAt: user.createdAt,
      // A role's session can have the name of a user. A call that was denied is use as AWS counts it; a sign-in that failed is not.
      isUse: ({ actor, source, hasFailed }) => actor === arn && !(source === SIGN_IN && hasFailed),
    };
  }
  const role = roles.find((each) => each.arn === arn);
  if (role === undefined) return null;
  return {
    lookup: { attribute: 'ResourceName', value: arn },
    createdAt: role.createdAt,
    isUse: ({ source, name, parameters, hasFailed }) =>
      source === STS && assumptions.includes(name) && parameters.roleArn === arn && !hasFailed,
  };
}

/** Asks about one principal in every Region at once: the limit of two calls a second is one Region's. */
async function historiesOf(
  { aws, configuration, clock, sleep, signal }: CollectContext,
  snapshot: Snapshot,
): Promise<(traces: Traces) => Promise<Outcome<PrincipalEvents>>> {
  const { account, enabledRegions } = snapshot;
  const inUse = regionsToRead(configuration.regions, enabledRegions, await aws.region()).regions;
  const global = globalEventsRegion(account.partition);
  const regions = [...new Set([...inUse, ...(global === undefined ? [] : [global])])];
  const options = {
    aws,
    partition: account.partition,
    maxLookups: Number.POSITIVE_INFINITY,
    clock,
    sleep,
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT_MS)]),
  };
  const histories = regions.map((region) => ({ region, ask: eventHistory(options) }));
  const window = { after: null, until: clock().toISOString() };
  return async ({ lookup, ...traces }) => {
    const answers = await Promise.all(
      histories.map(async ({ region, ask }) => ({ region, answer: await ask({ ...lookup, region }, window) })),
    );
    return outcomeOf(answers, traces);
  };
}

interface RegionalAnswer {
  readonly region: string;
  readonly answer: HistoryAnswer;
}

/** Use that was seen was seen; that there was none takes an answer from every Region, to the end. */
function outcomeOf(
  answers: readonly RegionalAnswer[],
  { createdAt, isUse }: Omit<Traces, 'lookup'>,
): Outcome<PrincipalEvents> {
  const isOwnUse = (event: HistoryEvent) => isUse(event) && Date.parse(event.at) >= Date.parse(createdAt);
  const events = answers
    .flatMap(({ region, answer }) =>
      answer.status === 'read' ? answer.events.filter(isOwnUse).map(eventIn(region)) : [],
    )
    .sort((left, right) => Date.parse(right.at) - Date.parse(left.at));
  if (events.length === 0) {
    for (const { region, answer } of answers) if (answer.status !== 'read') return lossOf(region, answer.status);
    const cut = answers.find(({ answer }) => answer.status === 'read' && !answer.isWhole);
    if (cut !== undefined) return { status: 'read', data: { status: 'undecided', reason: `${CUT} (${cut.region})` } };
  }
  const newestOfEach = [...Map.groupBy(events, ({ source }) => source).values()].flatMap(([newest]) => newest ?? []);
  const regions = answers.filter(({ answer }) => answer.status === 'read').map(({ region }) => region);
  return { status: 'read', data: { status: 'read', days: HISTORY_DAYS, regions, events: newestOfEach } };
}

/** It is nobody's fault, and asking again tells no more. */
const CUT = 'the newest hundred events that name it are no use of it, and there are more';

function eventIn(region: string): (event: HistoryEvent) => ReadEvents['events'][number] {
  return ({ at, name, source, eventId }) => ({ at, name, source, region, eventId });
}

const reasons: Readonly<Record<Exclude<HistoryAnswer['status'], 'read'>, string>> = {
  bound: 'no more calls were allowed',
  denied: 'cloudtrail:LookupEvents is denied',
  failed: 'CloudTrail did not answer',
  'out-of-time': 'time ran out before CloudTrail had answered',
};

function lossOf(region: string, status: keyof typeof reasons): Outcome<never> {
  return { status: status === 'denied' ? 'denied' : 'failed', reason: `${reasons[status]} (${region})` };
}
