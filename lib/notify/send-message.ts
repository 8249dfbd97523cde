import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { describeAwsError } from '../aws/describe-error.ts';
import { CannotRunError } from '../errors.ts';
import type { Message } from './message.ts';

/**
 * Publishes a message to a topic; answers its id.
 *
 * @throws CannotRunError in one line: nobody has heard of the alarm
 */
export async function sendMessage(sns: SNSClient, topicArn: string, { subject, body }: Message): Promise<string> {
  try {
    const { MessageId } = await sns.send(new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: body }));
    return MessageId ?? 'unknown';
  } catch (cause) {
    throw new CannotRunError(`The message was not sent: ${describeAwsError(cause).message}`, { cause });
  }
}
