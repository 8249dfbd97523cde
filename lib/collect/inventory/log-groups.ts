import {
  type CloudWatchLogsClient,
  type DescribeLogGroupsCommandInput,
  paginateDescribeLogGroups,
} from '@aws-sdk/client-cloudwatch-logs';
import { batchesOf } from '../../publish/batches.ts';
import type { LambdaFunction, Snapshot } from '../../snapshot/snapshot.ts';
import { required } from '../answers.ts';
import type { CollectContext } from '../context.ts';
import type { Reading } from '../reading.ts';
import { readInRegions } from '../regions.ts';

type Functions = NonNullable<Snapshot['functions']>;
type LogGroups = NonNullable<Snapshot['logGroups']>;

/** Where Lambda writes unless it is told otherwise. */
const PREFIX = '/aws/lambda/';

/** The most that CloudWatch Logs gives on a page, and that it can be asked for by name (API reference, DescribeLogGroups). */
const PAGE_GROUPS = 50;
const NAMED_GROUPS = 50;

/** The log groups that functions write to, and what else has the usual name of one. A Region without functions is not asked. */
export async function readLogGroups(
  { aws }: CollectContext,
  { regions, items: functions }: Functions,
): Promise<Reading<LogGroups>> {
  const { gaps, ...read } = await readInRegions({ regions, gaps: [] }, async (region) => {
    const here = functions.filter((lambda) => lambda.region === region);
    const questions = questionsAbout(here);
    const answers = await Promise.all(questions.map((question) => ask(aws.logs(region), question)));
    return answers.flat().map(({ logGroupName, retentionInDays }) => ({
      name: required(logGroupName, 'logGroupName'),
      region,
      retentionDays: retentionInDays ?? null,
    }));
  });
  return { data: { regions: [...read.regions], items: [...read.items] }, gaps };
}

function questionsAbout(functions: readonly LambdaFunction[]): readonly DescribeLogGroupsCommandInput[] {
  const names = [...new Set(functions.map(({ logGroup }) => logGroup))];
  const usual = names.some((name) => name.startsWith(PREFIX)) ? [{ logGroupNamePrefix: PREFIX }] : [];
  const others = batchesOf(
    names.filter((name) => !name.startsWith(PREFIX)),
    NAMED_GROUPS,
  );
  return [...usual, ...others.map((names) => ({ logGroupIdentifiers: [...names] }))];
}

async function ask(client: CloudWatchLogsClient, question: DescribeLogGroupsCommandInput) {
  const pages = paginateDescribeLogGroups({ client, pageSize: PAGE_GROUPS }, question);
  return (await Array.fromAsync(pages)).flatMap(({ logGroups }) => logGroups ?? []);
}
