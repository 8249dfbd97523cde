import type { Trial } from '../../doctor/trial.ts';
import { trials } from '../../doctor/trials.ts';
import type { CoverageSource } from '../../snapshot/snapshot.ts';

/** What of the snapshot is missing without a permission; other reads depend on the first one too. */
const sourcesByAction: Readonly<Record<string, readonly CoverageSource[]>> = {
  'iam:GetAccountAuthorizationDetails': ['authorization-details'],
  'iam:GetAccountSummary': ['account-summary'],
  'iam:GenerateCredentialReport': ['credential-report'],
  'iam:GetCredentialReport': ['credential-report'],
  'iam:GenerateServiceLastAccessedDetails': ['last-accessed'],
  'iam:GetServiceLastAccessedDetails': ['last-accessed'],
  'iam:GetAccountPasswordPolicy': ['password-policy'],
  'iam:ListAccountAliases': ['account-alias'],
  'iam:ListAccessKeys': ['access-keys'],
  'iam:ListServiceSpecificCredentials': ['service-specific-credentials'],
  'iam:ListSSHPublicKeys': ['ssh-public-keys'],
  'iam:ListSigningCertificates': ['signing-certificates'],
  'iam:ListVirtualMFADevices': ['virtual-mfa-devices'],
  'iam:ListInstanceProfiles': ['instance-profiles'],
  'iam:ListServerCertificates': ['server-certificates'],
  'iam:ListSAMLProviders': ['identity-providers'],
  'iam:ListOpenIDConnectProviders': ['identity-providers'],
  'iam:GetOpenIDConnectProvider': ['identity-providers'],
  'ec2:DescribeRegions': ['enabled-regions'],
  'ec2:DescribeIamInstanceProfileAssociations': ['instance-profile-associations'],
  'lambda:ListFunctions': ['functions'],
  'lambda:GetPolicy': ['function-access'],
  'lambda:GetFunctionUrlConfig': ['function-access'],
  'logs:DescribeLogGroups': ['log-groups'],
  'ec2:DescribeSubnets': ['subnets'],
  'ssm:DescribeParameters': ['parameters'],
  'ec2:DescribeInstances': ['instances'],
  'ec2:DescribeLaunchTemplateVersions': ['launch-templates'],
  'ec2:GetInstanceMetadataDefaults': ['instance-metadata-defaults'],
  'cloudformation:DescribeStacks': ['workloads'],
  'sagemaker:ListNotebookInstances': ['workloads'],
  'sagemaker:DescribeNotebookInstance': ['workloads'],
  'codebuild:ListProjects': ['workloads'],
  'codebuild:BatchGetProjects': ['workloads'],
  'ecs:ListClusters': ['workloads'],
  'ecs:ListTasks': ['workloads'],
  'ecs:DescribeTasks': ['workloads'],
  'ecs:DescribeTaskDefinition': ['workloads'],
  'states:ListStateMachines': ['workloads'],
  'states:DescribeStateMachine': ['workloads'],
  'apprunner:ListServices': ['workloads'],
  'apprunner:DescribeService': ['workloads'],
  'batch:DescribeJobDefinitions': ['workloads'],
  'codedeploy:ListApplications': ['workloads'],
  'codedeploy:ListDeploymentGroups': ['workloads'],
  'codedeploy:BatchGetDeploymentGroups': ['workloads'],
  'bedrock-agentcore:ListAgentRuntimes': ['workloads'],
  'bedrock-agentcore:GetAgentRuntime': ['workloads'],
  'bedrock-agentcore:ListBrowsers': ['workloads'],
  'bedrock-agentcore:GetBrowser': ['workloads'],
  'bedrock-agentcore:ListCodeInterpreters': ['workloads'],
  'bedrock-agentcore:GetCodeInterpreter': ['workloads'],
  'cloudtrail:DescribeTrails': ['trails'],
  'cloudtrail:GetTrailStatus': ['trails'],
  'cloudtrail:LookupEvents': ['root-events', 'principal-events'],
  'access-analyzer:ListAnalyzers': ['analyzers', 'analyzer-findings'],
  'access-analyzer:ListFindings': ['analyzer-findings'],
  'access-analyzer:ValidatePolicy': ['policy-validations'],
  'organizations:DescribeOrganization': ['organization'],
  'organizations:ListAccounts': ['organization-accounts'],
  'organizations:ListRoots': ['service-control-policies'],
  'organizations:ListPolicies': ['service-control-policies'],
  'organizations:DescribePolicy': ['service-control-policies'],
  'organizations:ListTargetsForPolicy': ['service-control-policies'],
  'organizations:ListDelegatedAdministrators': ['delegated-administrators'],
  'organizations:ListDelegatedServicesForAccount': ['delegated-administrators'],
  's3:ListAllMyBuckets': ['buckets', 'bucket-settings'],
  's3:GetAccountPublicAccessBlock': ['account-public-access-block'],
  's3:GetBucketPolicy': ['bucket-settings'],
  's3:GetEncryptionConfiguration': ['bucket-settings'],
  's3:GetBucketPublicAccessBlock': ['bucket-settings'],
  's3:GetBucketAcl': ['bucket-settings'],
  'kms:ListKeys': ['kms-keys', 'key-rotation'],
  'kms:ListAliases': ['kms-keys', 'key-rotation'],
  'kms:GetKeyRotationStatus': ['key-rotation'],
  'kms:DescribeKey': ['key-rotation'],
};

/** A permission to read the account. */
export interface ReadPermission {
  readonly action: string;
  readonly purpose: string;
  readonly neededBy: Trial['neededBy'];
  /** Parts of the snapshot that cannot be read without it. */
  readonly sources: readonly CoverageSource[];
}

/** What an audit reads with, in the order in which `doctor` tries it. */
export function readPermissions(): readonly ReadPermission[] {
  return trials
    .filter(({ neededBy }) => neededBy !== 'store' && neededBy !== 'archive')
    .map(({ action, purpose, neededBy }) => ({ action, purpose, neededBy, sources: sourcesByAction[action] ?? [] }));
}
