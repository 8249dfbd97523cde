import type { FinalizeRequestMiddleware, Pluggable } from '@smithy/types';
import { Pace, type PaceClock, systemClock } from '../pace.ts';

/** Services of which an audit lists what an account has, each in its Regions. */
const listedServices: ReadonlySet<string> = new Set([
  'apprunner',
  'batch',
  'bedrock-agentcore',
  'cloudformation',
  'codebuild',
  'codedeploy',
  'ec2',
  'ecs',
  'kms',
  'lambda',
  'sagemaker',
  'states',
]);

/** Calls a second to a service in a Region. Lambda grants 15 to all who look after functions (Lambda quotas, "API requests"). */
const CALLS_PER_SECOND = 10;

/** Operations that are granted less often: of parameters, 3 times a second to the whole account (Systems Manager quotas). */
const slower: ReadonlyMap<string, number> = new Map([
  ['logs:DescribeLogGroupsCommand', 5],
  ['ssm:DescribeParametersCommand', 2],
]);

/** Reads about buckets, by a client that also keeps the archive. S3 publishes no limit of theirs, and takes far more. */
const BUCKET_READS_PER_SECOND = 40;
const aboutBuckets = /^s3:(?:GetBucket|GetPublicAccessBlock|ListBuckets)/;

/**
 * The pace of what lists an account, for a client of one service in one Region: calls leave at even intervals, retries included. These limits
 * hold in each Region by itself and AWS publishes them, so nothing has to be learned as it is for IAM.
 */
export class SteadyPace {
  readonly #service: string;
  readonly #clock: PaceClock;
  readonly #gates = new Map<number, Pace>();

  constructor(service: string, clock: PaceClock = systemClock) {
    this.#service = service;
    this.#clock = clock;
  }

  /** Resolves when a request of the operation may be sent. */
  async take(commandName: string | undefined): Promise<void> {
    const rate = rateOf(this.#service, commandName);
    if (rate !== null) await this.#gateFor(rate).take();
  }

  /** Middleware that holds back each attempt; it waits before signing, so that no signature grows old in the queue. */
  plugin<Input extends object, Output extends object>(): Pluggable<Input, Output> {
    const hold: FinalizeRequestMiddleware<Input, Output> =
      (next, { commandName }) =>
      async (args) => {
        await this.take(commandName);
        return next(args);
      };
    return {
      applyToStack: (stack) => {
        stack.addRelativeTo(hold, { relation: 'after', toMiddleware: 'retryMiddleware', name: 'pace' });
      },
    };
  }

  #gateFor(callsPerSecond: number): Pace {
    const known = this.#gates.get(callsPerSecond);
    if (known !== undefined) return known;
    const gate = new Pace(this.#clock);
    gate.limitTo(callsPerSecond);
    this.#gates.set(callsPerSecond, gate);
    return gate;
  }
}

/** Calls a second at which an operation may leave; null: as they come. */
function rateOf(service: string, commandName: string | undefined): number | null {
  const operation = `${service}:${commandName}`;
  if (aboutBuckets.test(operation)) return BUCKET_READS_PER_SECOND;
  return slower.get(operation) ?? (listedServices.has(service) ? CALLS_PER_SECOND : null);
}
