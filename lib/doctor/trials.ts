import { ListAnalyzersCommand, ListFindingsV2Command, ValidatePolicyCommand } from '@aws-sdk/client-accessanalyzer';
import { DescribeTrailsCommand, GetTrailStatusCommand, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeIamInstanceProfileAssociationsCommand, DescribeRegionsCommand } from '@aws-sdk/client-ec2';
import {
  GenerateCredentialReportCommand,
  GenerateServiceLastAccessedDetailsCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  GetOpenIDConnectProviderCommand,
  GetServiceLastAccessedDetailsCommand,
  ListAccessKeysCommand,
  ListAccountAliasesCommand,
  ListInstanceProfilesCommand,
  ListOpenIDConnectProvidersCommand,
  ListSAMLProvidersCommand,
  ListServerCertificatesCommand,
  ListServiceSpecificCredentialsCommand,
  ListSigningCertificatesCommand,
  ListSSHPublicKeysCommand,
  ListVirtualMFADevicesCommand,
} from '@aws-sdk/client-iam';
import { DescribeParametersCommand, GetParameterCommand } from '@aws-sdk/client-ssm';
import type { Aws } from '../aws/aws.ts';
import { parameterNames } from '../publish/store/names.ts';
import { globalEventsRegion } from '../snapshot/global-events.ts';
import { archiveTrials } from './archive-trials.ts';
import { computeTrials } from './compute-trials.ts';
import { organizationTrials } from './organization-trials.ts';
import { serverlessTrials } from './serverless-trials.ts';
import { storageTrials } from './storage-trials.ts';
import { type Found, type Trial, trial, trialOn } from './trial.ts';

const ONE = { MaxItems: 1 };

const user = { what: 'user', of: ({ userName }: Found) => userName };

/** Every read of an audit, in an order in which each finds what it is tried on. A test holds it against serverless.yml. */
export const trials: readonly Trial[] = [
  trial('iam:GetAccountAuthorizationDetails', 'users, groups, roles and policies', findPrincipals),
  trial('iam:GetAccountSummary', 'counts and quotas', async (aws, found) => {
    found.summary = { ...(await aws.iam().send(new GetAccountSummaryCommand())).SummaryMap };
  }),
  trial('iam:GenerateCredentialReport', 'passwords, access keys, MFA', (aws) =>
    aws.iam().send(new GenerateCredentialReportCommand()),
  ),
  trial('iam:GetCredentialReport', 'passwords, access keys, MFA', (aws) =>
    aws.iam().send(new GetCredentialReportCommand()),
  ),
  trialOn(
    'iam:GenerateServiceLastAccessedDetails',
    'which permissions are used',
    { what: 'user or role', of: ({ principalArn }) => principalArn },
    async (aws, Arn, found) => {
      found.jobId = (await aws.iam().send(new GenerateServiceLastAccessedDetailsCommand({ Arn }))).JobId;
    },
  ),
  trialOn(
    'iam:GetServiceLastAccessedDetails',
    'which permissions are used',
    { what: 'job of GenerateServiceLastAccessedDetails', of: ({ jobId }) => jobId },
    (aws, JobId) => aws.iam().send(new GetServiceLastAccessedDetailsCommand({ JobId, ...ONE })),
  ),
  trial('iam:GetAccountPasswordPolicy', 'the password policy', (aws) =>
    aws.iam().send(new GetAccountPasswordPolicyCommand()),
  ),
  trial('iam:ListAccountAliases', "the account's alias", async (aws, found) => {
    found.alias = (await aws.iam().send(new ListAccountAliasesCommand(ONE))).AccountAliases?.[0];
  }),
  trialOn('iam:ListAccessKeys', 'ids of the keys that a fix names', user, (aws, UserName) =>
    aws.iam().send(new ListAccessKeysCommand({ UserName, ...ONE })),
  ),
  trial('iam:ListServiceSpecificCredentials', 'credentials for CodeCommit, Bedrock, Keyspaces', (aws) =>
    aws.iam().send(new ListServiceSpecificCredentialsCommand({ AllUsers: true, ...ONE })),
  ),
  trialOn(
    'iam:ListSSHPublicKeys',
    'SSH keys',
    user,
    (aws, UserName) => aws.iam().send(new ListSSHPublicKeysCommand({ UserName, ...ONE })),
    'collectPerUserCredentials',
  ),
  trialOn(
    'iam:ListSigningCertificates',
    'signing certificates',
    user,
    (aws, UserName) => aws.iam().send(new ListSigningCertificatesCommand({ UserName, ...ONE })),
    'collectPerUserCredentials',
  ),
  trial('iam:ListVirtualMFADevices', 'whose MFA is an app', (aws) =>
    aws.iam().send(new ListVirtualMFADevicesCommand(ONE)),
  ),
  trial('iam:ListInstanceProfiles', 'instance profiles', (aws) => aws.iam().send(new ListInstanceProfilesCommand(ONE))),
  trial('iam:ListServerCertificates', 'server certificates', (aws) =>
    aws.iam().send(new ListServerCertificatesCommand(ONE)),
  ),
  trial('iam:ListSAMLProviders', 'identity providers', (aws) => aws.iam().send(new ListSAMLProvidersCommand())),
  trial('iam:ListOpenIDConnectProviders', 'identity providers', async (aws, found) => {
    const { OpenIDConnectProviderList } = await aws.iam().send(new ListOpenIDConnectProvidersCommand());
    found.oidcProviderArn = OpenIDConnectProviderList?.[0]?.Arn;
  }),
  trialOn(
    'iam:GetOpenIDConnectProvider',
    'the age of identity providers',
    { what: 'OpenID Connect provider', of: ({ oidcProviderArn }) => oidcProviderArn },
    (aws, OpenIDConnectProviderArn) =>
      aws.iam().send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn })),
  ),
  trial('ec2:DescribeRegions', 'Regions that are enabled', (aws) => aws.ec2().send(new DescribeRegionsCommand())),
  // EC2 gives no page of fewer than five.
  trial('ec2:DescribeIamInstanceProfileAssociations', 'which instance profiles are in use', (aws) =>
    aws.ec2().send(new DescribeIamInstanceProfileAssociationsCommand({ MaxResults: 5 })),
  ),
  trial('cloudtrail:DescribeTrails', 'trails', async (aws, found) => {
    found.trail = (await aws.cloudTrail().send(new DescribeTrailsCommand())).trailList?.[0];
  }),
  trialOn(
    'cloudtrail:GetTrailStatus',
    'whether trails record',
    { what: 'trail', of: ({ trail }) => trail },
    (aws, { HomeRegion, TrailARN }) => aws.cloudTrail(HomeRegion).send(new GetTrailStatusCommand({ Name: TrailARN })),
  ),
  trial(
    'cloudtrail:LookupEvents',
    'what root did, who changed what, and whom CloudTrail saw',
    (aws, { principalArn = '' }) => {
      const [, partition = ''] = principalArn.split(':');
      return aws.cloudTrail(globalEventsRegion(partition)).send(new LookupEventsCommand({ MaxResults: 1 }));
    },
  ),
  trial('access-analyzer:ListAnalyzers', 'analyzers of IAM Access Analyzer', async (aws, found) => {
    found.analyzerArn = (
      await aws.accessAnalyzer().send(new ListAnalyzersCommand({ maxResults: 1 }))
    ).analyzers?.[0]?.arn;
  }),
  trialOn(
    'access-analyzer:ListFindings',
    'what analyzers found',
    { what: "analyzer in the audit's Region", of: ({ analyzerArn }) => analyzerArn },
    (aws, analyzerArn) => aws.accessAnalyzer().send(new ListFindingsV2Command({ analyzerArn, maxResults: 1 })),
  ),
  trial(
    'access-analyzer:ValidatePolicy',
    "AWS's own validation of policies",
    (aws) =>
      aws.accessAnalyzer().send(new ValidatePolicyCommand({ policyType: 'IDENTITY_POLICY', policyDocument: '{}' })),
    'maxPoliciesToValidate',
  ),
  ...organizationTrials,
  ...storageTrials,
  ...serverlessTrials,
  ...computeTrials,
  trial(
    'ssm:GetParameter',
    "the operator's settings and the stored findings",
    async (aws, found, prefix) => {
      const command = new GetParameterCommand({ Name: parameterNames(prefix).config, WithDecryption: true });
      found.settings = (await aws.ssm().send(command)).Parameter?.Value;
    },
    'store',
  ),
  trial(
    'ssm:DescribeParameters',
    'names and types of parameters, and who wrote the settings; never values',
    (aws, _, prefix) => {
      const named = { Key: 'Name', Option: 'Equals', Values: [parameterNames(prefix).config] };
      return aws.ssm().send(new DescribeParametersCommand({ ParameterFilters: [named], MaxResults: 1 }));
    },
    'inventory',
  ),
  ...archiveTrials,
];

/** Some user and some role: IAM answers with either first, so each is asked for by itself. */
async function findPrincipals(aws: Aws, found: Found): Promise<void> {
  const roles = await aws.iam().send(new GetAccountAuthorizationDetailsCommand({ Filter: ['Role'], ...ONE }));
  const users = await aws.iam().send(new GetAccountAuthorizationDetailsCommand({ Filter: ['User'], ...ONE }));
  const [someone] = users.UserDetailList ?? [];
  found.userName = someone?.UserName;
  found.principalArn = roles.RoleDetailList?.[0]?.Arn ?? someone?.Arn;
}
