import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { createAws } from '../lib/aws/aws.ts';
import { type Notified, notify } from '../lib/notify/notify.ts';
import { createOutlets } from '../lib/notify/outlets.ts';
import { SERVICE_NAME } from '../lib/publish/metrics.ts';

const logger = new Logger({ serviceName: SERVICE_NAME });

/**
 * Puts alarms into words: CloudWatch tells the alarm topic, the topic invokes this, and this tells the notification
 * topic, to which people subscribe, and the chats that the configuration names. Findings that cannot be read are said;
 * a mail that cannot be sent is an error.
 */
export const handler = middy()
  .use(injectLambdaContext(logger, { logEvent: false }))
  .handler(async (event: unknown, context: Context): Promise<Notified> => {
    const aws = createAws();
    try {
      const outlets = await createOutlets(aws, {
        prefix: process.env.AUDITOR_PREFIX ?? '/account-auditor',
        topicArn: process.env.AUDITOR_NOTIFICATION_TOPIC_ARN,
        kmsKeyId: process.env.AUDITOR_KMS_KEY_ID,
        archiveBucket: process.env.AUDITOR_ARCHIVE_BUCKET,
        invocation: context.awsRequestId,
        remainingMs: () => context.getRemainingTimeInMillis(),
        log: logger,
      });
      return await notify(event, { ...outlets, log: logger });
    } catch (error) {
      logger.error('The alarm was not told.', { error });
      throw error;
    } finally {
      aws.close();
    }
  });
