/** A service and where AWS shows that it says for whom it assumes a role. */
interface SourceService {
  /** Its service principal up to the Region or `amazonaws.com`. */
  readonly service: string;
  /** A page of docs.aws.amazon.com, or else what of AWS, with a trust policy that demands aws:SourceArn or aws:SourceAccount. */
  readonly source: string;
}

/**
 * Services that send aws:SourceArn and aws:SourceAccount when they assume a role, as of 2026-11-23. Others are left out on
 * purpose, EC2, Lambda and CloudFormation among them: a condition on keys that a service does not send locks it out.
 */
const rows: readonly SourceService[] = [
  { service: 'airflow', source: 'mwaa/latest/userguide/cross-service-confused-deputy-prevention' },
  { service: 'airflow-env', source: 'mwaa/latest/userguide/cross-service-confused-deputy-prevention' },
  { service: 'bedrock', source: 'bedrock/latest/userguide/kb-permissions' },
  { service: 'codebuild', source: 'codebuild/latest/userguide/cross-service-confused-deputy-prevention' },
  { service: 'codedeploy', source: 'codedeploy/latest/userguide/security_confused_deputy' },
  { service: 'comprehend', source: 'comprehend/latest/dg/cross-service-confused-deputy-prevention' },
  { service: 'config', source: 'config/latest/developerguide/iamrole-permissions' },
  { service: 'datasync', source: 'datasync/latest/userguide/cross-service-confused-deputy-prevention' },
  { service: 'dms', source: 'dms/latest/userguide/cross-service-confused-deputy-prevention' },
  { service: 'ecs-tasks', source: 'AmazonECS/latest/developerguide/task-iam-roles' },
  { service: 'elasticmapreduce', source: 'emr/latest/ManagementGuide/emr-studio-service-role' },
  { service: 'events', source: 'roles Amazon_EventBridge_Invoke_*, which the console creates' },
  { service: 'fis', source: 'fis/latest/userguide/getting-started-iam-service-role' },
  { service: 'iot', source: 'iot/latest/developerguide/cross-service-confused-deputy-prevention' },
  { service: 'logs', source: 'AmazonCloudWatch/latest/logs/SubscriptionFilters' },
  { service: 'monitoring.rds', source: 'AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling' },
  { service: 'personalize', source: 'personalize/latest/dg/cross-service-confused-deputy-prevention' },
  { service: 'pipes', source: 'eventbridge/latest/userguide/pipes-get-started' },
  { service: 'rds', source: 'AmazonRDS/latest/UserGuide/cross-service-confused-deputy-prevention' },
  { service: 'sagemaker', source: 'sagemaker/latest/dg/security-confused-deputy-prevention' },
  { service: 'scheduler', source: 'scheduler/latest/UserGuide/cross-service-confused-deputy-prevention' },
  { service: 'sms-voice', source: 'sms-voice/latest/userguide/configuration-sets-kinesis-creating-role' },
  { service: 'ssm', source: 'systems-manager/latest/userguide/cross-service-confused-deputy-prevention' },
  { service: 'states', source: 'step-functions/latest/dg/procedure-create-iam-role' },
  { service: 'transfer', source: 'transfer/latest/userguide/confused-deputy' },
  { service: 'vpc-flow-logs', source: 'vpc/latest/userguide/flow-logs-iam-role' },
];

const services: ReadonlySet<string> = new Set(rows.map(({ service }) => service));

/** `states.amazonaws.com`, `states.eu-west-1.amazonaws.com` and `states.amazonaws.com.cn` are one service. */
const SERVICE_PRINCIPAL = /^(.+?)(?:\.[a-z]{2,4}(?:-[a-z]+)+-\d)?\.amazonaws\.com(?:\.cn)?$/;

/** Whether the service of a service principal says for whom it assumes a role. */
export function sendsSource(servicePrincipal: string): boolean {
  const [, service = ''] = SERVICE_PRINCIPAL.exec(servicePrincipal) ?? [];
  return services.has(service);
}
