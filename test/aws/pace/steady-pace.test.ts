import { describe, expect, it } from 'vitest';
import { SteadyPace } from '../../../lib/aws/pace/steady-pace.ts';
import { SimulatedClock } from './simulated-clock.ts';

/** When requests of these operations leave that all come at once, in milliseconds. */
function departures(service: string, operations: readonly string[]): Promise<readonly number[]> {
  const clock = new SimulatedClock();
  const pace = new SteadyPace(service, clock);
  const leave = async (operation: string) => {
    await pace.take(`${operation}Command`);
    return clock.nowMs();
  };
  return clock.run(Promise.all(operations.map(leave)));
}

describe('SteadyPace', () => {
  it('lets ten requests a second leave, whichever they are', async () => {
    expect(await departures('lambda', ['ListFunctions', 'GetPolicy', 'GetPolicy'])).toEqual([0, 100, 200]);
  });

  it('lets two a second leave to list parameters, and holds back nothing else of Parameter Store', async () => {
    const operations = ['DescribeParameters', 'PutParameter', 'DescribeParameters', 'GetParameter'];
    expect(await departures('ssm', operations)).toEqual([0, 0, 500, 0]);
  });

  it('holds back what asks about buckets, and nothing of the archive', async () => {
    const operations = ['GetBucketPolicy', 'GetObject', 'GetPublicAccessBlock', 'PutObject'];
    expect(await departures('s3', operations)).toEqual([0, 0, 25, 0]);
  });

  it.each(['iam', 'cloudtrail', 'access-analyzer', 'sts'])('leaves %s alone', async (service) => {
    expect(await departures(service, ['ListTrails', 'ListTrails', 'ListTrails'])).toEqual([0, 0, 0]);
  });
});
