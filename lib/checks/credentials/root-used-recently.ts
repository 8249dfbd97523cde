import type { CredentialReportRow } from '../../snapshot/snapshot.ts';
import type { Check, CheckContext } from '../check.ts';
import { remediation } from '../commands.ts';
import { dayOf, textOf } from '../evidence.ts';
import { compareInstants, isInside, windowOf } from '../instants.ts';
import { accountResource } from '../resources.ts';
import { pass } from '../verdicts.ts';
import { judgeRoot } from './root.ts';

/** Days in which a use of root is recent. */
const RECENT_DAYS = 30;

export const rootUsedRecently: Check = {
  id: 'root-used-recently',
  family: 'credentials',
  title: 'Root user in use',
  flags: `The password or an access key of the root user was used in the last ${RECENT_DAYS} days.`,
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
      return { verdict: 'finding', resource: accountResource(context), evidence: { ...last } };
    }),

  describe({ resource, evidence }) {
    return `The ${textOf(evidence, 'credential')} of the root user of account ${resource.name} was used on ${dayOf(evidence, 'lastUsedAt')}.`;
  },

  remediate({ resource, evidence }) {
    const day = dayOf(evidence, 'lastUsedAt');
    return remediation(
      `Look up what root did in account ${resource.name} on ${day}, and ask who it was: console sign-ins and calls to global ` +
        'services are in the CloudTrail events of us-east-1. Change the password if nobody knows.',
      [
        {
          call: 'cloudtrail lookup-events',
          options: { region: 'us-east-1', 'lookup-attributes': 'AttributeKey=Username,AttributeValue=root' },
        },
      ],
    );
  },
};

function recently({ now }: CheckContext) {
  return windowOf(now, RECENT_DAYS);
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
