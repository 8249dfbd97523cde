import {
  CreateTopicCommand,
  ListTopicsCommand,
  PublishCommand,
  paginateListTopics,
  SNSClient,
} from '@aws-sdk/client-sns';
import { describe, expect, it } from 'vitest';
import { accountId } from '../calling.ts';
import { serving } from '../serving.ts';

const topicArn = `arn:aws:sns:eu-west-1:${accountId}:notifications`;

describe('sns', () => {
  const connection = serving({ kmsKeys: ['alias/account-auditor'] }, { pageLimit: 2 });

  it('makes a topic, once', async () => {
    const sns = new SNSClient(connection());
    const create = new CreateTopicCommand({ Name: 'notifications', Attributes: { DisplayName: 'account-auditor' } });
    expect(await sns.send(create)).toMatchObject({ TopicArn: topicArn });
    expect(await sns.send(create)).toMatchObject({ TopicArn: topicArn });
    const differently = new CreateTopicCommand({ Name: 'notifications' });
    await expect(sns.send(differently)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('takes a message and answers its id', async () => {
    const sns = new SNSClient(connection());
    const { MessageId } = await sns.send(
      new PublishCommand({ TopicArn: topicArn, Subject: 'hello', Message: 'world' }),
    );
    expect(MessageId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('lets the SDK page through the topics of a Region', async () => {
    const client = new SNSClient(connection('us-east-1'));
    for (const Name of ['c', 'a', 'e', 'b', 'd']) await client.send(new CreateTopicCommand({ Name }));
    const names: (string | undefined)[] = [];
    for await (const { Topics = [] } of paginateListTopics({ client }, {})) {
      names.push(...Topics.map(({ TopicArn }) => TopicArn?.split(':').at(-1)));
    }
    expect(names).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('answers errors that the SDK knows', async () => {
    const sns = new SNSClient(connection());
    await expect(sns.send(new CreateTopicCommand({ Name: 'two words' }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Invalid parameter: Topic Name',
      $metadata: { httpStatusCode: 400 },
    });
    const nowhere = new PublishCommand({ TopicArn: `${topicArn}-2`, Message: 'x' });
    await expect(sns.send(nowhere)).rejects.toMatchObject({
      name: 'NotFoundException',
      $metadata: { httpStatusCode: 404 },
    });
    const badToken = new ListTopicsCommand({ NextToken: 'guessed' });
    await expect(sns.send(badToken)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});
