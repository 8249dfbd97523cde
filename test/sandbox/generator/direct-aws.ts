import { type Aws, createAws } from '../../../lib/aws/aws.ts';
import type { Account } from '../../../lib/sandbox/account.ts';
import type { Caller } from '../../../lib/sandbox/operation.ts';
import { servicesOf } from '../../../lib/sandbox/services.ts';
import { TokenIssuer } from '../../../lib/sandbox/sts/token-issuer.ts';

const ownRegion = 'us-east-1';

/**
 * AWS clients whose calls go straight to the embedded account's handlers, without a wire between them: for accounts so large
 * that the wire would take most of a test's time. For what an audit reads, and does not write.
 */
export function directAws(account: Account, now: Date): Aws {
  const { accountId } = account;
  const services = servicesOf(new TokenIssuer({ accounts: [account], seed: 'direct', wireClock: () => now }));
  const caller: Caller = {
    arn: `arn:aws:sts::${accountId}:assumed-role/account-auditor/nightly`,
    accountId,
    accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
    uniqueId: 'AROADBQP57FF2AEXAMPLE:nightly',
  };
  const direct = <Client extends object>(client: Client, name: string, region = ownRegion): Client => {
    const operations =
      services.find((service) => (service.actionPrefix ?? service.signingName) === name)?.operations ?? [];
    const handlers = new Map(operations.map((operation) => [`${operation.name}Command`, operation.handle]));
    const send = async (command: { readonly input: unknown }) => {
      const handle = handlers.get(command.constructor.name);
      if (!handle) throw new TypeError(`${name} has no handler for ${command.constructor.name}`);
      return handle({ input: command.input as never, account, caller, region, now });
    };
    return Object.assign(client, { send });
  };
  const aws = createAws({ region: ownRegion });
  return {
    ...aws,
    iam: () => direct(aws.iam(), 'iam'),
    iamForSweeps: () => direct(aws.iamForSweeps(), 'iam'),
    sts: () => direct(aws.sts(), 'sts'),
    organizations: () => direct(aws.organizations(), 'organizations'),
    cloudTrail: (region) => direct(aws.cloudTrail(region), 'cloudtrail', region),
    accessAnalyzer: (region) => direct(aws.accessAnalyzer(region), 'access-analyzer', region),
    ec2: (region) => direct(aws.ec2(region), 'ec2', region),
    ssm: (region) => direct(aws.ssm(region), 'ssm', region),
    s3: (region) => direct(aws.s3(region), 's3', region),
    s3Control: (region) => direct(aws.s3Control(region), 's3control', region),
    lambda: (region) => direct(aws.lambda(region), 'lambda', region),
    logs: (region) => direct(aws.logs(region), 'logs', region),
    kms: (region) => direct(aws.kms(region), 'kms', region),
    cloudFormation: (region) => direct(aws.cloudFormation(region), 'cloudformation', region),
    codeBuild: (region) => direct(aws.codeBuild(region), 'codebuild', region),
    codeDeploy: (region) => direct(aws.codeDeploy(region), 'codedeploy', region),
    ecs: (region) => direct(aws.ecs(region), 'ecs', region),
    sageMaker: (region) => direct(aws.sageMaker(region), 'sagemaker', region),
    stepFunctions: (region) => direct(aws.stepFunctions(region), 'states', region),
    appRunner: (region) => direct(aws.appRunner(region), 'apprunner', region),
    batch: (region) => direct(aws.batch(region), 'batch', region),
    agentCore: (region) => direct(aws.agentCore(region), 'bedrock-agentcore', region),
  };
}
