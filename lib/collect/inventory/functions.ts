import { type FunctionConfiguration, paginateListFunctions } from '@aws-sdk/client-lambda';
import { oneLine } from '../../one-line.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { required } from '../answers.ts';
import type { CollectContext } from '../context.ts';
import type { Reading } from '../reading.ts';
import { type RegionsToRead, readInRegions } from '../regions.ts';
import { judgeEnvironments } from '../secrets/judge-variables.ts';

type Functions = NonNullable<Snapshot['functions']>;
type LambdaFunction = Functions['items'][number];

/** The most that Lambda gives on a page. */
const PAGE_FUNCTIONS = 50;

/** The account's functions. Of their environment only names are kept, and what the values look like. */
export async function readFunctions({ aws }: CollectContext, where: RegionsToRead): Promise<Reading<Functions>> {
  const { regions, items, gaps } = await readInRegions(where, async (region) => {
    const found: LambdaFunction[] = [];
    const pages = paginateListFunctions({ client: aws.lambda(region), pageSize: PAGE_FUNCTIONS }, {});
    for await (const { Functions: functions = [] } of pages) found.push(...(await describe(functions, region)));
    return found;
  });
  return { data: { regions, items }, gaps };
}

async function describe(functions: readonly FunctionConfiguration[], region: string): Promise<LambdaFunction[]> {
  const judged = await judgeEnvironments(functions.map(({ Environment }) => Environment?.Variables ?? {}));
  return functions.map((configuration, index) => {
    const name = required(configuration.FunctionName, 'FunctionName');
    return {
      arn: required(configuration.FunctionArn, 'FunctionArn'),
      name,
      region,
      runtime: configuration.Runtime ?? null,
      roleArn: required(configuration.Role, 'Role'),
      modifiedAt: new Date(required(configuration.LastModified, 'LastModified')).toISOString(),
      revisionId: configuration.RevisionId ?? null,
      kmsKeyArn: configuration.KMSKeyArn ?? null,
      environment: environmentOf(configuration, judged[index] ?? []),
      subnetIds: configuration.VpcConfig?.SubnetIds ?? [],
      layerArns: (configuration.Layers ?? []).map(({ Arn }) => required(Arn, 'Arn')),
      tracing: configuration.TracingConfig?.Mode ?? 'PassThrough',
      deadLetterTargetArn: configuration.DeadLetterConfig?.TargetArn ?? null,
      logGroup: configuration.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`,
    };
  });
}

function environmentOf(
  { Environment: environment }: FunctionConfiguration,
  variables: Awaited<ReturnType<typeof judgeEnvironments>>[number],
): LambdaFunction['environment'] {
  if (environment === undefined) return null;
  if (environment.Error === undefined) return { variables: [...variables] };
  const { ErrorCode = 'unknown error', Message = 'no message' } = environment.Error;
  return { unreadable: oneLine(`${ErrorCode}: ${Message}`) };
}
