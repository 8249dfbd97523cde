import { isIP } from 'node:net';
import { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer';
import { AppRunnerClient } from '@aws-sdk/client-apprunner';
import { BatchClient } from '@aws-sdk/client-batch';
import { BedrockAgentCoreControlClient } from '@aws-sdk/client-bedrock-agentcore-control';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CodeBuildClient } from '@aws-sdk/client-codebuild';
import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ECSClient } from '@aws-sdk/client-ecs';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { S3ControlClient } from '@aws-sdk/client-s3-control';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { SecurityHubClient } from '@aws-sdk/client-securityhub';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity, MiddlewareStack, RetryStrategyV2, UserAgentPair } from '@smithy/types';
import { tool } from '../version.ts';
import { type AssumeRoleOptions, credentialProvider } from './credentials.ts';
import { Ledger } from './ledger.ts';
import { IamPace, type PaceSettings, type PaceState } from './pace/iam-pace.ts';
import { SteadyPace } from './pace/steady-pace.ts';
import { resolveRegion } from './region.ts';
import { pacedRetry, patientRetry } from './retry.ts';

export interface AwsOptions {
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
  readonly assumeRole?: AssumeRoleOptions | undefined;
  /** Asks a person for the code of an MFA device; without it, a role or profile that wants one cannot be used. */
  readonly mfaToken?: ((mfaSerial: string) => Promise<string>) | undefined;
  /** Where all services answer instead of AWS, for example an embedded account on loopback. */
  readonly endpoint?: string | undefined;
  /** Credentials to use as they are, instead of the default chain. */
  readonly credentials?: AwsCredentialIdentity | undefined;
  readonly timeouts?: Partial<Timeouts> | undefined;
}

interface Timeouts {
  readonly connectMs: number;
  /** From sending a request to the first byte of its answer, and between any two of its bytes. */
  readonly answerMs: number;
}

const defaultTimeouts: Timeouts = { connectMs: 5_000, answerMs: 30_000 };

interface Closable {
  destroy(): void;
}

/** The clients of one run. Each is made when it is first asked for; asking again gives the same one. */
export interface Aws {
  /** @throws UsageError when no Region is configured */
  region(): Promise<string>;
  /** What all calls of this run have cost. */
  readonly ledger: Ledger;
  /** Sets the pace of all requests to IAM, retries included. It comes late, because the settings are read from AWS too. */
  paceIam(settings: PaceSettings): void;
  iamPace(): PaceState;
  iam(): IAMClient;
  /** For the last-accessed sweep alone: thousands of calls, whose failures use up no other call's retry quota. */
  iamForSweeps(): IAMClient;
  sts(): STSClient;
  ssm(region?: string): SSMClient;
  s3(region?: string): S3Client;
  sns(): SNSClient;
  cloudWatch(): CloudWatchClient;
  /** Loaded when it is asked for: one of the SDK's largest, which few audits need. */
  securityHub(): Promise<SecurityHubClient>;
  eventBridge(): EventBridgeClient;
  /** Has one endpoint in each partition, whatever the Region. */
  organizations(): OrganizationsClient;
  /** Regional services, in the run's own Region unless another is given. */
  cloudTrail(region?: string): CloudTrailClient;
  accessAnalyzer(region?: string): AccessAnalyzerClient;
  ec2(region?: string): EC2Client;
  appRunner(region?: string): AppRunnerClient;
  batch(region?: string): BatchClient;
  agentCore(region?: string): BedrockAgentCoreControlClient;
  cloudFormation(region?: string): CloudFormationClient;
  logs(region?: string): CloudWatchLogsClient;
  codeBuild(region?: string): CodeBuildClient;
  codeDeploy(region?: string): CodeDeployClient;
  ecs(region?: string): ECSClient;
  kms(region?: string): KMSClient;
  lambda(region?: string): LambdaClient;
  s3Control(region?: string): S3ControlClient;
  sageMaker(region?: string): SageMakerClient;
  stepFunctions(region?: string): SFNClient;
  /** Closes all connections. */
  close(): void;
}

/** The one place that makes SDK clients. Nothing is called before a client is used. */
export function createAws(options: AwsOptions = {}): Aws {
  const ledger = new Ledger();
  const pace = new IamPace();
  const region = once(() => resolveRegion(options));
  const shared = { ...endpointOf(options), requestHandler: requestHandlerOf(options) };
  const credentials = credentialProvider({ ...options, ledger, clientConfig: { ...shared, region } });
  const made: Closable[] = [];

  const config = (particular: { readonly region?: string | undefined; readonly retry?: RetryStrategyV2 } = {}) => ({
    ...shared,
    credentials,
    region: particular.region ?? region,
    retryStrategy: particular.retry ?? patientRetry(),
    customUserAgent: [[tool.name, tool.version] satisfies UserAgentPair],
  });
  const equip = <Input extends object, Output extends object, Client extends Closable>(
    service: string,
    client: Client & { readonly middlewareStack: MiddlewareStack<Input, Output> },
  ): Client => {
    client.middlewareStack.use(ledger.plugin(service));
    client.middlewareStack.use(service === 'iam' ? pace.plugin() : new SteadyPace(service).plugin());
    made.push(client);
    return client;
  };

  return {
    region,
    ledger,
    paceIam: (settings) => pace.set(settings),
    iamPace: () => pace.state,
    iam: once(() => equip('iam', new IAMClient(config({ retry: pacedRetry() })))),
    iamForSweeps: once(() => equip('iam', new IAMClient(config({ retry: pacedRetry() })))),
    sts: once(() => equip('sts', new STSClient(config()))),
    ssm: onceForEach((of) => equip('ssm', new SSMClient(config({ region: of })))),
    s3: onceForEach((of) => equip('s3', new S3Client(config({ region: of })))),
    sns: once(() => equip('sns', new SNSClient(config()))),
    cloudWatch: once(() => equip('cloudwatch', new CloudWatchClient(config()))),
    securityHub: once(async () => {
      const { SecurityHubClient } = await import('@aws-sdk/client-securityhub');
      return equip('securityhub', new SecurityHubClient(config()));
    }),
    eventBridge: once(() => equip('events', new EventBridgeClient(config()))),
    organizations: once(() => equip('organizations', new OrganizationsClient(config()))),
    cloudTrail: onceForEach((of) => equip('cloudtrail', new CloudTrailClient(config({ region: of })))),
    accessAnalyzer: onceForEach((of) => equip('access-analyzer', new AccessAnalyzerClient(config({ region: of })))),
    ec2: onceForEach((of) => equip('ec2', new EC2Client(config({ region: of })))),
    appRunner: onceForEach((of) => equip('apprunner', new AppRunnerClient(config({ region: of })))),
    batch: onceForEach((of) => equip('batch', new BatchClient(config({ region: of })))),
    agentCore: onceForEach((of) =>
      equip('bedrock-agentcore', new BedrockAgentCoreControlClient(config({ region: of }))),
    ),
    cloudFormation: onceForEach((of) => equip('cloudformation', new CloudFormationClient(config({ region: of })))),
    logs: onceForEach((of) => equip('logs', new CloudWatchLogsClient(config({ region: of })))),
    codeBuild: onceForEach((of) => equip('codebuild', new CodeBuildClient(config({ region: of })))),
    codeDeploy: onceForEach((of) => equip('codedeploy', new CodeDeployClient(config({ region: of })))),
    ecs: onceForEach((of) => equip('ecs', new ECSClient(config({ region: of })))),
    kms: onceForEach((of) => equip('kms', new KMSClient(config({ region: of })))),
    lambda: onceForEach((of) => equip('lambda', new LambdaClient(config({ region: of })))),
    s3Control: onceForEach((of) => equip('s3control', atPlainHosts(new S3ControlClient(config({ region: of }))))),
    sageMaker: onceForEach((of) => equip('sagemaker', new SageMakerClient(config({ region: of })))),
    stepFunctions: onceForEach((of) => equip('states', new SFNClient(config({ region: of })))),
    close: () => {
      for (const client of made.splice(0)) client.destroy();
    },
  };
}

/**
 * S3 Control is called at `{account id}.{host}`, which is no address where the host is that of this machine, or an IP address: there
 * it is called at the host itself. The account id is in a header as well.
 */
function atPlainHosts(client: S3ControlClient): S3ControlClient {
  const { endpointProvider } = client.config;
  client.config.endpointProvider = (params, context) => {
    const isPlain = params.Endpoint !== undefined && !takesPrefix(new URL(params.Endpoint).hostname);
    return endpointProvider(isPlain ? { ...params, RequiresAccountId: false } : params, context);
  };
  return client;
}

function takesPrefix(hostname: string): boolean {
  return hostname !== 'localhost' && isIP(hostname.replace(/^\[|\]$/g, '')) === 0;
}

function endpointOf(options: AwsOptions): { readonly endpoint?: string } {
  return options.endpoint ? { endpoint: options.endpoint } : {};
}

/** Options of the SDK's HTTP handler; without them a connection that hangs would hold the run for minutes. */
function requestHandlerOf(options: AwsOptions) {
  const { connectMs, answerMs } = { ...defaultTimeouts, ...options.timeouts };
  return {
    connectionTimeout: connectMs,
    requestTimeout: answerMs,
    throwOnRequestTimeout: true,
    socketTimeout: answerMs,
  };
}

function once<Value>(make: () => Value): () => Value {
  let kept: { readonly value: Value } | undefined;
  return () => {
    kept ??= { value: make() };
    return kept.value;
  };
}

function onceForEach<Value>(make: (region: string | undefined) => Value): (region?: string) => Value {
  const kept = new Map<string | undefined, Value>();
  return (region) => {
    const known = kept.get(region);
    if (known !== undefined) return known;
    const value = make(region);
    kept.set(region, value);
    return value;
  };
}
