import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  type DescribeLogGroupsCommandInput,
  paginateDescribeLogGroups,
} from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, it } from 'vitest';
import { accountId } from '../calling.ts';
import { serving } from '../serving.ts';

const region = 'eu-west-1';
const prefix = `arn:aws:logs:${region}:${accountId}:log-group:`;

describe('describeLogGroups', () => {
  const connection = serving({
    logGroups: [
      { name: '/aws/lambda/orders-api', region, retentionDays: 30, created: '2025-01-01T00:00:00Z' },
      { name: '/aws/lambda/orders-import', region },
      { name: '/shop/<script>', region },
      ...Array.from({ length: 60 }, (_, index) => ({ name: `/batch/${index}`, region: 'eu-central-1' })),
    ],
  });
  const clientIn = (where?: string) => new CloudWatchLogsClient(connection(where));
  const groupsOf = async (input: DescribeLogGroupsCommandInput) =>
    (await clientIn().send(new DescribeLogGroupsCommand(input))).logGroups ?? [];
  const namesOf = async (input: DescribeLogGroupsCommandInput) =>
    (await groupsOf(input)).map(({ logGroupName }) => logGroupName);

  it('lists the log groups of the Region that is asked, with what they keep', async () => {
    const [first, second, ...others] = await groupsOf({});
    expect(first).toMatchObject({
      logGroupName: '/aws/lambda/orders-api',
      retentionInDays: 30,
      creationTime: Date.UTC(2025, 0, 1),
      arn: `${prefix}/aws/lambda/orders-api:*`,
      logGroupArn: `${prefix}/aws/lambda/orders-api`,
    });
    expect(second).not.toHaveProperty('retentionInDays');
    expect(others).toMatchObject([{ logGroupName: '/shop/<script>' }]);
  });

  it('takes a prefix, a text, or names and ARNs', async () => {
    expect(await namesOf({ logGroupNamePrefix: '/aws/lambda/orders-a' })).toEqual(['/aws/lambda/orders-api']);
    expect(await groupsOf({ logGroupNamePattern: 'api' })).toEqual([
      { logGroupName: '/aws/lambda/orders-api', creationTime: Date.UTC(2025, 0, 1), arn: expect.any(String) },
    ]);
    const named = ['/shop/<script>', `${prefix}/aws/lambda/orders-import`, '/batch/1', '__proto__'];
    expect(await namesOf({ logGroupIdentifiers: named })).toEqual(['/aws/lambda/orders-import', '/shop/<script>']);
  });

  it('answers 50 at most', async () => {
    const pages = paginateDescribeLogGroups({ client: clientIn('eu-central-1') }, {});
    expect(await Array.fromAsync(pages, ({ logGroups = [] }) => logGroups.length)).toEqual([50, 10]);
  });

  it.each<DescribeLogGroupsCommandInput>([
    { limit: 51 },
    { limit: 0 },
    { nextToken: 'page-2' },
    { logGroupNamePrefix: '/a', logGroupNamePattern: 'b' },
    { logGroupNamePrefix: '/a', logGroupIdentifiers: ['/a'] },
    { logGroupIdentifiers: Array.from({ length: 51 }, (_, index) => `/batch/${index}`) },
  ])('refuses %j', async (input) => {
    await expect(groupsOf(input)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});
