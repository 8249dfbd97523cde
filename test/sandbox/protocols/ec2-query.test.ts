import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';
import { operation } from '../../../lib/sandbox/service.ts';
import { connectionTo } from '../a-sandbox.ts';
import { awkward, failing, instant, serving } from './one-service.ts';

describe('ec2Query', () => {
  const ec2 = { signingName: 'ec2', protocols: ['ec2Query'] } as const;

  it("carries EC2's names and flat lists both ways", async () => {
    const seen: unknown[] = [];
    const Reservations = [
      {
        Instances: [
          {
            InstanceId: 'i-0abc',
            LaunchTime: instant,
            IamInstanceProfile: { Arn: awkward },
            Tags: [{ Key: 'a', Value: 'b' }],
          },
        ],
      },
    ];
    const sandbox = await serving(
      ec2,
      operation(DescribeInstancesCommand, ({ input }) => {
        seen.push(input);
        return { Reservations, NextToken: 'next' };
      }),
    );
    const input = {
      InstanceIds: ['i-0abc', 'i-0def'],
      Filters: [{ Name: 'instance-state-name', Values: ['running', 'stopped'] }],
      MaxResults: 5,
      DryRun: false,
      NextToken: awkward,
    };
    const answer = await new EC2Client(connectionTo(sandbox)).send(new DescribeInstancesCommand(input));
    expect(seen).toEqual([input]);
    expect(answer).toMatchObject({ Reservations, NextToken: 'next' });
  });

  it("answers errors in EC2's own shape", async () => {
    const sandbox = await serving(ec2, operation(DescribeInstancesCommand, failing('InvalidInstanceID.NotFound')));
    const call = new EC2Client(connectionTo(sandbox)).send(new DescribeInstancesCommand({}));
    await expect(call).rejects.toMatchObject({ name: 'InvalidInstanceID.NotFound', message: 'It went wrong.' });
  });
});
