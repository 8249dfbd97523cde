/** Whoever else calls IAM in an account: evenly, and without trying again, until it is asked how it fared. */
import { setInterval as everySoOften } from 'node:timers/promises';
import { GetAccountSummaryCommand, IAMClient } from '@aws-sdk/client-iam';
import { describeAwsError } from '../../../lib/aws/describe-error.ts';
import { type NeighbourFate, neighbourTaskSchema } from '../tasks.ts';

const { place, perSecond } = neighbourTaskSchema.parse(JSON.parse(process.argv[2] ?? ''));
const iam = new IAMClient({ ...place, region: 'us-east-1', maxAttempts: 1 });
const fate = { calls: 0, throttled: 0 };

process.on('message', () => {
  process.send?.(fate satisfies NeighbourFate);
});
process.on('disconnect', () => process.exit());

for await (const _ of everySoOften(1000 / perSecond)) {
  fate.calls += 1;
  iam.send(new GetAccountSummaryCommand()).catch((error: unknown) => {
    if (describeAwsError(error).kind !== 'throttled') throw error;
    fate.throttled += 1;
  });
}
