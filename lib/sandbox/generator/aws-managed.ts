import type { Chance, DaysAgo } from './chance.ts';
import { allowing, denyingEverything, everything, everythingBut, fromAnywhere, listing } from './compose.ts';
import type { Composition } from './meaning.ts';
import type { DraftPolicy } from './model.ts';
import { everyday, readable } from './services.ts';

/** Services of the managed policies of everyday use: what the real ones grant, by service. */
const usual = {
  '/': {
    AmazonDynamoDBReadOnlyAccess: ['dynamodb', 'cloudwatch', 'application-autoscaling', 'kms', 'resource-groups'],
    AmazonEC2ContainerRegistryReadOnly: ['ecr'],
    AmazonEKSWorkerNodePolicy: ['ec2', 'eks', 'eks-auth'],
    AmazonEKS_CNI_Policy: ['ec2'],
    AmazonRDSReadOnlyAccess: ['rds', 'ec2', 'cloudwatch', 'logs', 'devops-guru'],
    AmazonS3FullAccess: ['s3', 's3-object-lambda'],
    AmazonS3ReadOnlyAccess: ['s3', 's3-object-lambda'],
    AmazonSESFullAccess: ['ses'],
    AmazonSNSFullAccess: ['sns', 'kms', 'sms-voice'],
    AmazonSQSFullAccess: ['sqs'],
    AmazonSSMManagedInstanceCore: ['ssm', 'ssmmessages', 'ec2messages'],
    AWSSupportAccess: ['support', 'supportplans'],
    AWSLambdaFullAccess: ['lambda', 'cloudwatch', 'dynamodb', 'events', 'kinesis', 'logs', 's3', 'sns', 'sqs'],
    AWSXRayDaemonWriteAccess: ['xray'],
    CloudWatchAgentServerPolicy: ['cloudwatch', 'ec2', 'logs', 'ssm', 'xray'],
    CloudWatchReadOnlyAccess: [
      'application-autoscaling',
      'autoscaling',
      'cloudwatch',
      'logs',
      'oam',
      'rum',
      'sns',
      'xray',
    ],
    IAMReadOnlyAccess: ['iam'],
  },
  '/job-function/': {
    Billing: ['account', 'aws-portal', 'billing', 'budgets', 'ce', 'cur', 'freetier', 'invoicing', 'payments', 'tax'],
    SupportUser: ['support', 'cloudwatch', 'cloudtrail', 'ec2', 'rds', 's3', 'sqs', 'sns', 'trustedadvisor', 'config'],
  },
  '/service-role/': {
    AmazonECSTaskExecutionRolePolicy: ['ecr', 'logs'],
    AWSGlueServiceRole: ['glue', 's3', 'ec2', 'cloudwatch', 'logs', 'iam'],
    AWSLambdaBasicExecutionRole: ['logs'],
    AWSLambdaKinesisExecutionRole: ['kinesis', 'logs'],
    AWSLambdaSQSQueueExecutionRole: ['sqs', 'logs'],
    AWSLambdaVPCAccessExecutionRole: ['ec2', 'logs'],
  },
  '/aws-service-role/': {
    AmazonECSServiceRolePolicy: ['ec2', 'elasticloadbalancing', 'logs', 'route53', 'servicediscovery'],
    AmazonGuardDutyServiceRolePolicy: ['ec2', 'organizations', 's3'],
    AWSConfigServiceRolePolicy: ['config', 's3', 'sns'],
    AWSSupportServiceRolePolicy: ['support', 'ec2', 's3', 'rds'],
    AWSTrustedAdvisorServiceRolePolicy: ['trustedadvisor', 'ec2', 's3'],
  },
} as const;

/** AWS has put others in their place. */
const retired = ['AWSLambdaFullAccess'];

const updatedLately: DaysAgo = 5;

/** AWS managed policies of one account, by name. AWS has changed one of them, another in every account, a few days ago. */
export function awsManagedPolicies(chance: Chance): ReadonlyMap<string, DraftPolicy> {
  const policies = [
    ...Object.entries(usual).flatMap(([path, named]) =>
      Object.entries(named).map(([name, services]) => managed(chance, name, path, granting(chance, name, services))),
    ),
    managed(chance, 'AdministratorAccess', '/', everything),
    managed(chance, 'PowerUserAccess', '/', powerUser),
    managed(chance, 'ReadOnlyAccess', '/', reading([...readable.keys()])),
    managed(chance, 'SecurityAudit', '/', viewing([...readable.keys()].filter((_, index) => index % 3 === 0))),
    managed(chance, 'ViewOnlyAccess', '/job-function/', viewing([...everyday.keys()])),
    managed(chance, 'AWSDenyAll', '/', denyingEverything),
    managed(chance, 'IAMUserChangePassword', '/', changingPassword),
  ];
  const changed = chance.pick(policies);
  return new Map(
    policies.map((policy) => [policy.name, policy === changed ? { ...policy, updated: updatedLately } : policy]),
  );
}

const powerUser = everythingBut(
  ['iam', 'organizations', 'account'],
  ['account:ListRegions', 'iam:CreateServiceLinkedRole', 'iam:ListRoles', 'organizations:DescribeOrganization'],
);

/** How things are set up, and not what is in them. */
function viewing(services: readonly string[]): Composition {
  return reading(services, (pattern) => !pattern.endsWith(':Get*'));
}

function reading(services: readonly string[], isMeant: (pattern: string) => boolean = () => true): Composition {
  const patterns = services.map((service) => [service, (readable.get(service) ?? []).filter(isMeant)] as const);
  const known = patterns.filter(([, actions]) => actions.length > 0);
  return listing(
    known.map(([service]) => service),
    known.flatMap(([, actions]) => actions),
  );
}

const changingPassword: Composition = {
  ...listing(['iam'], ['iam:ChangePassword', 'iam:GetAccountPasswordPolicy']),
  withoutMfa: { ...fromAnywhere, harmless: new Set(['iam']) },
};

function granting(chance: Chance, name: string, services: readonly string[]): Composition {
  const level = /ReadOnly|SupportUser/.test(name) ? 'read' : 'write';
  return allowing(chance, [{ services, level, isUnconditional: true }]);
}

function managed(chance: Chance, name: string, path: string, composition: Composition): DraftPolicy {
  return {
    name,
    path,
    awsManaged: true,
    created: chance.ago(2000, 3600),
    updated: chance.ago(30, 1500),
    composition,
    dormant: [],
    ...(retired.includes(name) && { isRetired: true }),
  };
}
