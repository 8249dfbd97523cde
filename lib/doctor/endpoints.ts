import type { Aws } from '../aws/aws.ts';
import type { DiagnosisLine } from './diagnosis.ts';

/** The part of a client's configuration that says where its calls go. */
interface EndpointConfig {
  readonly ignoreConfiguredEndpointUrls: boolean;
  /** What the environment or the shared configuration file names for this service. */
  readonly serviceConfiguredEndpoint?: () => Promise<string | undefined>;
}

/** Says loudly when calls go somewhere else than to AWS, whatever it was that sent them there. Asks nobody. */
export async function endpointLines(aws: Aws, environment: NodeJS.ProcessEnv): Promise<readonly DiagnosisLine[]> {
  const services = new Map<string, string[]>();
  for (const [name, config] of configsOf(aws)) {
    const url = config.ignoreConfiguredEndpointUrls ? undefined : await config.serviceConfiguredEndpoint?.();
    if (url) services.set(placeOf(url), [...(services.get(placeOf(url)) ?? []), name]);
  }
  return [...services].map(([place, names]) => ({
    topic: 'endpoint',
    status: 'warn',
    text: `CALLS DO NOT GO TO AWS but to ${place} (${names.join(', ')}), because of ${reasonIn(environment)}; whoever answers there stands for the account`,
  }));
}

function configsOf(aws: Aws): readonly (readonly [service: string, config: EndpointConfig])[] {
  return [
    ['sts', aws.sts().config],
    ['iam', aws.iam().config],
    ['ssm', aws.ssm().config],
    ['ec2', aws.ec2().config],
    ['cloudtrail', aws.cloudTrail().config],
    ['access-analyzer', aws.accessAnalyzer().config],
    ['s3', aws.s3().config],
    ['cloudwatch', aws.cloudWatch().config],
  ];
}

/** A URL can hold a password. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'what is no URL';
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}

function reasonIn(environment: NodeJS.ProcessEnv): string {
  const variables = Object.keys(environment).filter((name) => /^AWS_ENDPOINT_URL(_|$)/.test(name) && environment[name]);
  return variables.length > 0
    ? variables.sort().join(' and ')
    : 'endpoint_url or services in the AWS configuration file';
}
