import type { Evidence } from '../../findings/finding.ts';
import { globalEventsRegion } from '../../snapshot/global-events.ts';
import type { CredentialReportRow } from '../../snapshot/snapshot.ts';
import type { Check, CheckContext } from '../check.ts';
import { type Command, remediation } from '../commands.ts';
import { countOf, dayOf, recordsOf, someOf, textOf } from '../evidence.ts';
import { compareInstants, isInside, windowOf } from '../instants.ts';
import { accountResource } from '../resources.ts';
import { pass } from '../verdicts.ts';
import { judgeRoot } from './root.ts';

/** Days in which a use of root is recent. */
const RECENT_DAYS = 30;

/** Events of root that a finding shows at the most. */
const EVENTS_SHOWN = 10;

export const rootUsedRecently: Check = {
  id: 'root-used-recently',
  family: 'credentials',
  title: 'Root user in use',
  flags:
    `The password or an access key of the root user was used in the last ${RECENT_DAYS} days. The evidence has the newest ` +
    `${EVENTS_SHOWN} events of root in that time that CloudTrail holds in the Region of sign-ins and global services.`,
  severity: 'high',
  rationale:
    'Next to nothing needs root. A use that nobody planned is an incident; one that somebody did is a habit to give up.',
  remediation: 'Find out who used root and for what, and do it with a role from now on.',
  mappings: {
    cis: { '3.0': '1.7', '5.0': '1.6', '6.0': '2.6', '7.0': '2.7' },
    securityHub: ['IAM.20'],
    prowler: ['iam_avoid_root_usage'],
  },
  needs: ['credential-report'],
  window: recently,

  evaluate: (context) =>
    judgeRoot(context, (root) => {
      const [last] = usesOf(root).toSorted((left, right) => compareInstants(right.lastUsedAt, left.lastUsedAt));
      if (last === undefined || !isInside(recently(context), last.lastUsedAt)) return pass;
      return { verdict: 'finding', resource: accountResource(context), evidence: { ...last, ...eventsIn(context) } };
    }),

  describe({ resource, evidence }) {
    const use = `The ${textOf(evidence, 'credential')} of the root user of account ${resource.name} was used on ${dayOf(evidence, 'lastUsedAt')}.`;
    return `${use}${sentenceOfEvents(evidence)}`;
  },

  remediate({ resource, evidence }) {
    const [, partition = ''] = resource.arn.split(':');
    const region = globalEventsRegion(partition);
    return remediation(
      `Look up what root did in account ${resource.name} on ${dayOf(evidence, 'lastUsedAt')}, and ask who it was: sign-ins and ` +
        `calls to global services are in the CloudTrail events of ${region ?? 'the Region of IAM'}, other calls in those of their ` +
        'own Regions. Change the password if nobody knows.',
      region === undefined ? [] : [lookup(region)],
    );
  },
};

function recently({ now }: CheckContext) {
  return windowOf(now, RECENT_DAYS);
}

/**
 * What root did in that time. Left out when nobody looked it up, as in a snapshot that was not made for a finding; null when
 * it could not be read.
 */
function eventsIn(context: CheckContext): Evidence {
  const { account } = context;
  const { rootEvents } = account.snapshot;
  const status = account.coverageOf('root-events')?.status;
  if (rootEvents === null) return status === 'denied' || status === 'failed' ? { events: null } : {};
  const events = rootEvents.filter(({ at }) => isInside(recently(context), at)).slice(0, EVENTS_SHOWN);
  return { events: events.map(({ at, name, eventId }) => ({ at, name, eventId })) };
}

function sentenceOfEvents(evidence: Evidence): string {
  if (evidence.events === undefined) return '';
  if (evidence.events === null) return ' What root did could not be read from CloudTrail.';
  const events = recordsOf(evidence, 'events').map((event) => `${textOf(event, 'name')} at ${textOf(event, 'at')}`);
  if (events.length === 0)
    return ' CloudTrail holds no sign-in of root from that time, and no call to a global service.';
  return ` Newest events of root: ${someOf(events, countOf(evidence, 'events'), 3)}.`;
}

function lookup(region: string): Command {
  const options = { region, 'lookup-attributes': 'AttributeKey=Username,AttributeValue=root' };
  return { call: 'cloudtrail lookup-events', options };
}

interface RootUse {
  readonly credential: string;
  readonly lastUsedAt: string;
  readonly service: string | null;
}

function usesOf({ passwordLastUsedAt, accessKeys }: CredentialReportRow): readonly RootUse[] {
  const keys = accessKeys.map(({ slot, lastUsedAt, lastUsedService }) => {
    return { credential: `access key ${slot}`, lastUsedAt, service: lastUsedService };
  });
  return [{ credential: 'password', lastUsedAt: passwordLastUsedAt, service: null }, ...keys].flatMap((use) =>
    use.lastUsedAt === null ? [] : [{ ...use, lastUsedAt: use.lastUsedAt }],
  );
}
