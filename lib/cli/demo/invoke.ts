/**
 * What Lambda does with the function, in a process of its own: loads the handler with the environment of the stack,
 * invokes it once with the event in the file named by the first argument, and hands the answer to the parent.
 * Its stdout is the function's log: JSON lines, metrics in Embedded Metric Format among them.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Context } from 'aws-lambda';
import { handler } from '../../../functions/audit.ts';

/** Lambda's longest, as in serverless.yml. */
const TIMEOUT_MS = 900_000;

const [, , eventPath = ''] = process.argv;
const event: unknown = JSON.parse(await readFile(eventPath, 'utf8'));
const deadline = Date.now() + TIMEOUT_MS;

const context: Context = {
  awsRequestId: randomUUID(),
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'account-auditor-demo-audit',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:account-auditor-demo-audit',
  logGroupName: '/aws/lambda/account-auditor-demo-audit',
  logStreamName: 'demo',
  memoryLimitInMB: '1024',
  getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  done: () => {},
  fail: () => {},
  succeed: () => {},
};

// Whoever started this is gone, and the account that is audited with it.
const abandon = () => process.exit(1);
process.once('disconnect', abandon);
try {
  const summary = await handler(event, context);
  process.send?.({ summary });
} catch (error) {
  process.send?.({ error: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
} finally {
  process.removeListener('disconnect', abandon);
  process.disconnect?.();
}
