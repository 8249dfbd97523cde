import type { PublishCommandInput, PublishResponse } from '@aws-sdk/client-sns';
import { isKnownKey } from '../kms-keys.ts';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import type { Topic } from './state.ts';

type Input = HandlerInput<PublishCommandInput>;

/** Longest message in bytes of UTF-8 (API reference, Publish). */
const maximumBytes = 256 * 1024;

/** ASCII without control characters that begins with a letter, digit or punctuation, shorter than 100 characters (the same). */
const subject = /^[\x21-\x7e][\x20-\x7e]{0,98}$/;

/** Publish, of text to a topic of this account. */
export function publish(call: Call<Input>): PublishResponse {
  const { input, account, caller, now } = call;
  const topic = topicOf(call);
  checkContent(input);
  const key = topic.attributes.get('KmsMasterKeyId');
  if (key !== undefined && !isKnownKey(key, account.kmsKeys, 'alias/aws/sns')) {
    throw new AwsError('KMSNotFound', `Key '${key}' does not exist (Service: AWSKMS; Error Code: NotFoundException)`);
  }
  const messageId = account.sns.nextMessageId();
  topic.messages.push({
    messageId,
    subject: input.Subject,
    body: input.Message,
    publishedAt: now,
    publishedBy: caller.arn,
  });
  return { MessageId: messageId };
}

function topicOf({ input, account, region }: Call<Input>): Topic {
  const arn = input.TopicArn ?? input.TargetArn;
  if (arn === undefined) {
    throw invalid('TopicArn or TargetArn Reason: no value for required parameter');
  }
  const [prefix, partition, service, ofRegion] = arn.split(':');
  if (prefix !== 'arn' || partition !== account.partition || service !== 'sns' || ofRegion !== region) {
    throw invalid('TopicArn');
  }
  const topic = account.sns.inRegion(region).get(arn);
  if (!topic) {
    throw new AwsError('NotFound', 'Topic does not exist', 404);
  }
  return topic;
}

function checkContent(input: Input): void {
  if (input.MessageStructure !== undefined) {
    throw invalid('MessageStructure Reason: the embedded account publishes text alone');
  }
  if (input.Message === '') {
    throw invalid('Empty message');
  }
  if (Buffer.byteLength(input.Message) > maximumBytes) {
    throw invalid('Message too long');
  }
  if (input.Subject !== undefined && !subject.test(input.Subject)) {
    throw invalid('Subject');
  }
}

function invalid(what: string): AwsError {
  return new AwsError('InvalidParameter', `Invalid parameter: ${what}`);
}
