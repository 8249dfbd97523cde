import { CreateTopicCommand, ListTopicsCommand, PublishCommand } from '@aws-sdk/client-sns';
import { operation, type ServiceDefinition } from '../service.ts';
import { publish } from './publish.ts';
import { createTopic, listTopics } from './topics.ts';

/** Topics. What is published stays in the account's state, for whoever started the sandbox to read; nobody can subscribe. */
export const sns: ServiceDefinition = {
  signingName: 'sns',
  xmlNamespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
  protocols: ['query'],
  operations: [
    operation(CreateTopicCommand, createTopic),
    operation(ListTopicsCommand, listTopics),
    operation(PublishCommand, publish),
  ],
};
