import type {
  DescribeLogGroupsCommandInput,
  DescribeLogGroupsResponse,
  LogGroup,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Account } from '../account.ts';
import { checkedPageSize, failedConstraint } from '../constraints.ts';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { pageOf } from '../token-paging.ts';

const code = 'InvalidParameterException';
const pageSizes = { initial: 50, maximum: 50, member: 'limit', code };
/** Log groups that a request may name (API reference, DescribeLogGroups, logGroupIdentifiers). */
const maximumIdentifiers = 50;

type Input = HandlerInput<DescribeLogGroupsCommandInput>;

/** DescribeLogGroups, in order of name: all, those with a prefix or a text in their name, or those that are named. */
export function describeLogGroups({ input, account, region }: Call<Input>): DescribeLogGroupsResponse {
  checkFilters(input);
  const groups = account.logGroups.filter((group) => group.region === region);
  const { items, nextToken } = pageOf({
    items: groups.map((group) => toLogGroup(account, group)).filter((group) => isWanted(input, group)),
    keyOf: ({ logGroupName }) => logGroupName,
    pageSize: checkedPageSize(input.limit, pageSizes),
    pageLimit: account.behaviour.pageLimit,
    token: input.nextToken,
    invalidTokenCode: code,
  });
  return { logGroups: input.logGroupNamePattern === undefined ? [...items] : items.map(withoutDetails), nextToken };
}

function checkFilters({ logGroupNamePrefix: prefix, logGroupNamePattern: pattern, logGroupIdentifiers }: Input): void {
  if (prefix !== undefined && pattern !== undefined) {
    throw new AwsError(code, 'LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.');
  }
  if (logGroupIdentifiers !== undefined && (prefix ?? pattern) !== undefined) {
    throw new AwsError(code, 'LogGroup identifiers and LogGroup name filters are mutually exclusive parameters.');
  }
  const named = logGroupIdentifiers?.length ?? 0;
  if (named > maximumIdentifiers) {
    const constraint = `Member must have length less than or equal to ${maximumIdentifiers}`;
    throw failedConstraint('logGroupIdentifiers', named, constraint, code);
  }
}

type NamedLogGroup = LogGroup & { readonly logGroupName: string; readonly logGroupArn: string };

function isWanted(input: Input, { logGroupName, logGroupArn }: NamedLogGroup): boolean {
  const { logGroupNamePrefix: prefix = '', logGroupNamePattern: pattern = '', logGroupIdentifiers } = input;
  const isNamed =
    !logGroupIdentifiers || [logGroupName, logGroupArn].some((each) => logGroupIdentifiers.includes(each));
  return isNamed && logGroupName.startsWith(prefix) && logGroupName.includes(pattern);
}

function toLogGroup(
  { partition, accountId }: Account,
  { name, region, retentionDays, createdAt }: Account['logGroups'][number],
): NamedLogGroup {
  const arn = `arn:${partition}:logs:${region}:${accountId}:log-group:${name}`;
  return {
    logGroupName: name,
    creationTime: createdAt.getTime(),
    ...(retentionDays !== undefined && { retentionInDays: retentionDays }),
    metricFilterCount: 0,
    arn: `${arn}:*`,
    logGroupArn: arn,
    storedBytes: 0,
    logGroupClass: 'STANDARD',
  };
}

/** What is answered to a pattern: no retention among it (API reference, logGroupNamePattern). */
function withoutDetails({ logGroupName, creationTime, arn }: NamedLogGroup): LogGroup {
  return { logGroupName, creationTime, arn };
}
