import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { iam, remediation } from '../commands.ts';
import { textOf, textsOf } from '../evidence.ts';
import { accountResource } from '../resources.ts';
import { pass, unknown } from '../verdicts.ts';

type Joined = Extract<NonNullable<Snapshot['organization']>, { joined: true }>;

export const rootCredentialsUnmanaged: Check = {
  id: 'root-credentials-unmanaged',
  family: 'credentials',
  title: 'Organisation member that keeps root credentials',
  flags:
    'The root user of a member of an organisation has a password, an access key or a signing certificate. The ' +
    'management account is not looked at: its root user cannot do without. MFA devices alone let nobody in and do not count.',
  severity: 'medium',
  rationale:
    'Root is the one user whom no policy of the account limits, and every member has one, with a mailbox behind it that resets its ' +
    'password. The management account can do without it what takes root, in sessions of minutes.',
  remediation:
    "Let the management account remove the members' root credentials, and do by central root access what takes root.",
  mappings: { cis: { '7.0': '2.1.1' }, securityHub: [], prowler: ['iam_root_credentials_management_enabled'] },
  needs: ['organization', 'account-summary'],

  *evaluate(context) {
    const { organization, account } = context.account.snapshot;
    if (organization?.joined && organization.managementAccountId !== account.accountId) {
      yield judge(context, organization);
    }
  },

  describe({ resource, evidence }) {
    const kept = textsOf(evidence, 'credentials').map(nounOf);
    const organization = textOf(evidence, 'organizationId');
    return `The root user of account ${resource.name}, a member of organisation ${organization}, has ${kept.join(', ') || 'credentials'}.`;
  },

  remediate({ resource, evidence }) {
    const [, partition = 'aws'] = resource.arn.split(':');
    const task = `arn:${partition}:iam::aws:policy/root-task/IAMDeleteRootUserCredentials`;
    const features =
      textOf(evidence, 'featureSet') === 'CONSOLIDATED_BILLING'
        ? ' It takes an organisation with all features, and this one only puts bills together: enable them first.'
        : '';
    return remediation(
      `See that nothing uses root's access keys any more: they do not come back, while a password can be allowed again at any time.${features} Then ` +
        `run the lines in the management account ${textOf(evidence, 'managementAccountId')}, or in a delegated administrator for IAM. The first two ` +
        'switch central root access on, once for the organisation; the last begins a root session of at most 15 minutes, by an endpoint ' +
        'of STS in a Region, that can only remove credentials: in it, `aws iam delete-login-profile`, `aws iam delete-access-key` and ' +
        '`aws iam delete-signing-certificate`, without a user name, mean root.',
      [
        { call: 'organizations enable-aws-service-access', options: { 'service-principal': 'iam.amazonaws.com' } },
        iam('enable-organizations-root-credentials-management', {}),
        {
          call: 'sts assume-root',
          options: { 'target-principal': resource.accountId, 'task-policy-arn': `arn=${task}` },
        },
      ],
    );
  },
};

/** Kinds of credentials: where GetAccountSummary counts those of root, and what they are called. */
const kinds = [
  { kind: 'password', summaryKey: 'AccountPasswordPresent', noun: 'a password' },
  { kind: 'access-key', summaryKey: 'AccountAccessKeysPresent', noun: 'an access key' },
  { kind: 'signing-certificate', summaryKey: 'AccountSigningCertificatesPresent', noun: 'a signing certificate' },
] as const;

function nounOf(kind: string): string {
  return kinds.find((each) => each.kind === kind)?.noun ?? kind;
}

function judge(context: CheckContext, { id, managementAccountId, featureSet }: Joined): Verdict {
  const counts = context.account.snapshot.accountSummary ?? {};
  const resource = accountResource(context);
  const credentials = kinds.flatMap(({ kind, summaryKey }) => (counts[summaryKey] ? [kind] : []));
  if (credentials.length > 0) {
    const evidence = { credentials, organizationId: id, managementAccountId, featureSet };
    return { verdict: 'finding', resource, evidence };
  }
  const untold = kinds.find(({ summaryKey }) => counts[summaryKey] === undefined);
  if (untold === undefined) return pass;
  const reason = `The account summary does not say whether root has ${untold.noun}.`;
  return unknown({ code: 'not-collected', reason }, resource.arn);
}
