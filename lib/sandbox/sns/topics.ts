import type {
  CreateTopicCommandInput,
  CreateTopicResponse,
  ListTopicsCommandInput,
  ListTopicsResponse,
} from '@aws-sdk/client-sns';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { pageOf } from '../token-paging.ts';

/** Fixed by SNS (API reference, ListTopics). */
const pageSize = 100;

/** Names of standard topics; FIFO topics, whose names end in `.fifo`, cannot be made here. */
const topicName = /^[A-Za-z0-9_-]{1,256}$/;

/** CreateTopic. A topic that exists is answered as it is, unless it was made with other attributes. */
export function createTopic({
  input,
  account,
  region,
}: Call<HandlerInput<CreateTopicCommandInput>>): CreateTopicResponse {
  if (!topicName.test(input.Name)) {
    throw new AwsError('InvalidParameter', 'Invalid parameter: Topic Name');
  }
  const arn = `arn:${account.partition}:sns:${region}:${account.accountId}:${input.Name}`;
  const topics = account.sns.inRegion(region);
  const attributes = new Map(Object.entries(input.Attributes ?? {}));
  const existing = topics.get(arn);
  if (existing && !isSame(existing.attributes, attributes)) {
    throw new AwsError(
      'InvalidParameter',
      'Invalid parameter: Attributes Reason: Topic already exists with different attributes',
    );
  }
  if (!existing) {
    topics.set(arn, { arn, attributes, messages: [] });
  }
  return { TopicArn: arn };
}

/** ListTopics, in the order of their ARNs. */
export function listTopics({ input, account, region }: Call<HandlerInput<ListTopicsCommandInput>>): ListTopicsResponse {
  const { items, nextToken } = pageOf({
    items: [...account.sns.inRegion(region).values()],
    keyOf: (topic) => topic.arn,
    pageSize,
    pageLimit: account.behaviour.pageLimit,
    token: input.NextToken,
    invalidTokenCode: 'InvalidParameter',
  });
  return { Topics: items.map(({ arn }) => ({ TopicArn: arn })), NextToken: nextToken };
}

function isSame(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([name, value]) => other.get(name) === value);
}
