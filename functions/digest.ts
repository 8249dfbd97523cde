import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { createAws } from '../lib/aws/aws.ts';
import { createOutlets } from '../lib/notify/outlets.ts';
import { sendDigest } from '../lib/notify/send-digest.ts';
import type { Sent } from '../lib/notify/tell.ts';
import { SERVICE_NAME } from '../lib/publish/metrics.ts';

const logger = new Logger({ serviceName: SERVICE_NAME });

/** The week in one message, to the people and chats that are told of alarms: the Monday schedule and a manual invoke. */
export const handler = middy()
  .use(injectLambdaContext(logger, { logEvent: false }))
  .handler(async (event: unknown, context: Context): Promise<Sent | null> => {
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
      // arn:aws:lambda:REGION:ACCOUNT:function:NAME
      const accountId = context.invokedFunctionArn.split(':')[4] ?? '';
      return await sendDigest(event, {
        ...outlets,
        accountId,
        invocation: context.awsRequestId,
        now: new Date(),
        log: logger,
      });
    } catch (error) {
      logger.error('The digest was not told.', { error });
      throw error;
    } finally {
      aws.close();
    }
  });
