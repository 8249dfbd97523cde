import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { describeAwsError } from '../aws/describe-error.ts';
import { CannotRunError } from '../errors.ts';
import type { Mail } from './mail.ts';

/**
 * Publishes a mail to a topic; answers its id.
 *
 * @throws CannotRunError in one line: nobody has heard of the alarm
 */
export async function sendMail(sns: SNSClient, topicArn: string, { subject, body }: Mail): Promise<string> {
  try {
    const { MessageId } = await sns.send(new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: body }));
    return MessageId ?? 'unknown';
  } catch (cause) {
    throw new CannotRunError(`The message was not sent: ${describeAwsError(cause).message}`, { cause });
  }
}
