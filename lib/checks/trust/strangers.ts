import type { ContextValues } from '../../policy/evaluate/context.ts';
import type { Principal } from '../../policy/evaluate/principal.ts';
import type { CheckContext } from '../check.ts';

/*
 * People whom a trust policy has not been written for, with values that no policy names. To see whether a condition keeps
 * strangers out, one asks whether such a stranger gets in: however the condition is written, IfExists, ForAllValues, a negated
 * operator or a Deny included.
 */

/** No account has this number. */
export const STRANGE_ACCOUNT = '000000000000';

/** From the range for measurements of networks (RFC 2544), which nobody has. */
const STRANGE_ADDRESS = '198.18.0.1';

const STRANGE_ORGANISATION = {
  'aws:PrincipalOrgID': 'o-somebodyelse',
  'aws:PrincipalOrgPaths': ['o-somebodyelse/r-some/ou-some-somebody/'],
};

const NO_ORGANISATION = { 'aws:PrincipalOrgID': null, 'aws:PrincipalOrgPaths': null };

/**
 * By what a caller of another account can show that the role is meant for it: an external id, or its organisation. Here it
 * has none, or those of somebody else: a condition can refuse the one and take the other.
 */
export const WITHOUT_PROOF: readonly ContextValues[] = [
  { 'sts:ExternalId': null, ...NO_ORGANISATION },
  { 'sts:ExternalId': 'the-external-id-of-somebody-else', ...STRANGE_ORGANISATION },
];

export const ORGANISATION_KEYS = ['aws:PrincipalOrgID', 'aws:PrincipalOrgPaths'];

/** Keys by which a request shows where it comes from; those of VPCs are only in one that comes through a VPC endpoint. */
export const NETWORK_KEYS = ['aws:SourceIp', 'aws:SourceVpc', 'aws:SourceVpce', 'aws:SourceVpcArn', 'aws:VpcSourceIp'];

export const STRANGE_NETWORK: ContextValues = { 'aws:SourceIp': STRANGE_ADDRESS };

/** Tags of the caller, which its own account sets. */
export const TAG_KEYS = ['aws:PrincipalTag/*'];

/** What whoever calls can write into the request as it pleases, or brings about by how it calls. */
export const CALLERS_CHOICE = [
  'sts:RoleSessionName',
  'sts:SourceIdentity',
  'sts:TransitiveTagKeys',
  'aws:TagKeys',
  'aws:RequestTag/*',
  'aws:UserAgent',
  'aws:Referer',
  'aws:SecureTransport',
  'aws:RequestedRegion',
  'aws:MultiFactorAuthPresent',
  'aws:MultiFactorAuthAge',
  'aws:SourceIdentity',
  'aws:TokenIssueTime',
];

/** What is so of every request at the instant of the audit. The organisation of the role is whichever it is, but no stranger's. */
export function everyRequest({ now }: CheckContext): ContextValues {
  return {
    'aws:CurrentTime': now.toISOString(),
    'aws:EpochTime': String(Math.floor(now.getTime() / 1000)),
    'aws:ViaAWSService': 'false',
    'aws:ResourceOrgID': 'o-ofthisrole',
  };
}

/** Somebody of an account of whom nothing is known, as a role and as a user. */
export function somebodyIn({ account }: CheckContext, accountId: string): readonly Principal[] {
  const { partition } = account.snapshot.account;
  const name = 'somebody';
  const arn = (kind: string) => `arn:${partition}:iam::${accountId}:${kind}/${name}`;
  return [
    { kind: 'role', accountId, name, arn: arn('role'), sessionArn: null },
    { kind: 'user', accountId, name, arn: arn('user') },
  ];
}
