import { passing, type Technique, using } from '../technique.ts';

const CLOUDFORMATION = 'cloudformation.amazonaws.com';
const CODEBUILD = 'codebuild.amazonaws.com';
const STACK = 'CloudFormation stack';
const PROJECT = 'CodeBuild project';

/** CloudFormation, CodeBuild, CodeDeploy, Cognito and GameLift. */
export const deployment: readonly Technique[] = [
  passing('cloudformation-001', 'Make a CloudFormation stack with the role', CLOUDFORMATION, [
    'cloudformation:CreateStack',
  ]),
  using(
    'cloudformation-002',
    'Rewrite a CloudFormation stack that has the role',
    STACK,
    [CLOUDFORMATION],
    ['cloudformation:UpdateStack'],
  ),
  passing('cloudformation-003', 'Make a CloudFormation stack set with the role', CLOUDFORMATION, [
    'cloudformation:CreateStackSet',
    'cloudformation:CreateStackInstances',
  ]),
  passing(
    'cloudformation-004',
    'Give an existing CloudFormation stack set the role and another template',
    CLOUDFORMATION,
    ['cloudformation:UpdateStackSet'],
    { needsExisting: 'CloudFormation stack set' },
  ),
  using(
    'cloudformation-005',
    'Rewrite a CloudFormation stack that has the role by a change set',
    STACK,
    [CLOUDFORMATION],
    ['cloudformation:CreateChangeSet', 'cloudformation:ExecuteChangeSet'],
  ),
  passing('codebuild-001', 'Make a CodeBuild project with the role and start a build', CODEBUILD, [
    'codebuild:CreateProject',
    'codebuild:StartBuild',
  ]),
  using(
    'codebuild-002',
    'Start a build with other commands in a CodeBuild project that has the role',
    PROJECT,
    [CODEBUILD],
    ['codebuild:StartBuild'],
  ),
  using(
    'codebuild-003',
    'Start a batch of builds with other commands in a CodeBuild project that has the role',
    PROJECT,
    [CODEBUILD],
    ['codebuild:StartBuildBatch'],
  ),
  passing('codebuild-004', 'Make a CodeBuild project with the role and start a batch of builds', CODEBUILD, [
    'codebuild:CreateProject',
    'codebuild:StartBuildBatch',
  ]),
  using(
    'codedeploy-create-deployment',
    "Deploy an application of one's own to instances or functions that have the role",
    'CodeDeploy deployment group',
    ['ec2.amazonaws.com', 'lambda.amazonaws.com', 'ecs-tasks.amazonaws.com'],
    ['codedeploy:CreateDeployment'],
    { other: ['codedeploy:RegisterApplicationRevision', 'codedeploy:GetDeploymentConfig'] },
  ),
  passing(
    'cognito-identity-pool-roles',
    'Give an existing identity pool of Cognito the role and sign in',
    'cognito-identity.amazonaws.com',
    ['cognito-identity:SetIdentityPoolRoles'],
    { needsExisting: 'Cognito identity pool' },
  ),
  passing('gamelift-create-fleet', 'Make a fleet of GameLift with the role', 'gamelift.amazonaws.com', [
    'gamelift:CreateBuild',
    'gamelift:CreateFleet',
    'gamelift:RequestUploadCredentials',
  ]),
];
