import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { parseAuditEvent } from '../lib/audit-event.ts';
import { runAuditJob } from '../lib/audit-job.ts';
import { type AuditSummary, summariseAudit } from '../lib/audit-summary.ts';
import { createAws } from '../lib/aws/aws.ts';
import { timeLimit } from '../lib/interruption.ts';
import { METRIC_NAMESPACE, SERVICE_NAME } from '../lib/publish/metrics.ts';

const logger = new Logger({ serviceName: SERVICE_NAME });
const metrics = new Metrics({ namespace: METRIC_NAMESPACE, serviceName: SERVICE_NAME });

/** Kept of the function's time for reading the reports asked for by then, a minute's worth, and for what comes after. */
const RESERVED_FOR_READING_MS = 240_000;

/** Kept for judging and writing what was read by then. */
const RESERVED_FOR_WRITING_MS = 90_000;

/** Kept for keeping what was read, when there is more to write than there is time for. */
const RESERVED_FOR_KEEPING_MS = 45_000;

/** Kept for saying what went wrong: Lambda ends a function without a word. */
const RESERVED_FOR_ENDING_MS = 5_000;

/**
 * The audit as a Lambda function: the nightly schedule and a manual invoke. Answers with a summary that a person can
 * read in the console. An audit that could not read everything is `incomplete`; one that could not run is an error. When time runs
 * out before everybody was asked about, the answer says how many are `left`, and another invocation goes on with them.
 */
export const handler = middy()
  .use(injectLambdaContext(logger, { logEvent: false }))
  .use(logMetrics(metrics))
  .handler(async (event: unknown, context: Context): Promise<AuditSummary> => {
    const aws = createAws();
    try {
      const { trigger, checkIds, dryRun } = parseAuditEvent(event);
      const result = await runAuditJob({
        aws,
        settings: {
          prefix: process.env.AUDITOR_PREFIX ?? '/account-auditor',
          ...(process.env.AUDITOR_KMS_KEY_ID ? { kmsKeyId: process.env.AUDITOR_KMS_KEY_ID } : {}),
          ...(process.env.AUDITOR_ARCHIVE_BUCKET ? { archiveBucket: process.env.AUDITOR_ARCHIVE_BUCKET } : {}),
        },
        runId: context.awsRequestId,
        clock: () => new Date(),
        log: logger,
        ...(checkIds ? { checkIds } : {}),
        store: !dryRun && checkIds === undefined,
        sweepSignal: AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - RESERVED_FOR_READING_MS)),
        signal: AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - RESERVED_FOR_WRITING_MS)),
        writeSignal: AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - RESERVED_FOR_KEEPING_MS)),
        deadline: timeLimit(Math.max(0, context.getRemainingTimeInMillis() - RESERVED_FOR_ENDING_MS)),
        onProgress: ({ message }) => logger.info(message),
      });
      metrics.addDimension('AccountId', result.report.account.accountId);
      for (const { name, unit, value } of result.metrics) metrics.addMetric(name, unit, value);
      const summary = summariseAudit(result);
      // The history of the state machine has answers for 90 days, and more readers than the findings.
      return trigger === 'schedule' ? { ...summary, worst: [] } : summary;
    } catch (error) {
      logger.error('The audit did not run to its end; the findings stored before it stand.', { error });
      throw error;
    } finally {
      aws.close();
    }
  });
