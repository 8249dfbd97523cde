import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { createAws } from '../lib/aws/aws.ts';
import { UsageError } from '../lib/errors.ts';
import { type Notified, notify } from '../lib/notify/notify.ts';
import { sendMessage } from '../lib/notify/send-message.ts';
import { SERVICE_NAME } from '../lib/publish/metrics.ts';
import { createFindingsStore } from '../lib/publish/store/findings-store.ts';

const logger = new Logger({ serviceName: SERVICE_NAME });

/**
 * Puts alarms into words: CloudWatch tells the alarm topic, the topic invokes this, and this tells the notification
 * topic, to which people subscribe. Findings that cannot be read are said; a message that cannot be sent is an error.
 */
export const handler = middy()
  .use(injectLambdaContext(logger, { logEvent: false }))
  .handler(async (event: unknown, context: Context): Promise<Notified> => {
    const aws = createAws();
    try {
      const topicArn = process.env.AUDITOR_NOTIFICATION_TOPIC_ARN;
      if (!topicArn) throw new UsageError('AUDITOR_NOTIFICATION_TOPIC_ARN is not set: there is nobody to tell');
      const store = createFindingsStore({
        ssm: aws.ssm(),
        prefix: process.env.AUDITOR_PREFIX ?? '/account-auditor',
        runId: context.awsRequestId,
        clock: () => Date.now(),
        sleep: (ms) => sleep(ms),
        log: logger,
      });
      return await notify(event, { store, send: (message) => sendMessage(aws.sns(), topicArn, message), log: logger });
    } catch (error) {
      logger.error('The alarm was not told.', { error });
      throw error;
    } finally {
      aws.close();
    }
  });
