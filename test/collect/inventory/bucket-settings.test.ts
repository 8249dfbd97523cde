import { describe, expect, it } from 'vitest';
import { type BucketsToAsk, readBucketSettings } from '../../../lib/collect/inventory/bucket-settings.ts';
import { readBuckets } from '../../../lib/collect/inventory/buckets.ts';
import type { AccountSpecInput } from '../../../lib/sandbox/account-file.ts';
import type { BucketSettings } from '../../../lib/snapshot/snapshot.ts';
import { daysAgo, NOW } from '../../builders/time.ts';
import { aWorld, type World } from '../a-world.ts';

type BucketInput = Exclude<NonNullable<AccountSpecInput['buckets']>[number], string>;

const tlsOnly = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: ['arn:aws:s3:::orders', 'arn:aws:s3:::orders/*'],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const forEverybody = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::orders/*' };
const policyOf = (...Statement: (typeof tlsOnly | typeof forEverybody)[]) => ({ Version: '2012-10-17', Statement });
const open = { ignorePublicAcls: false, restrictPublicBuckets: false };
const shutForAll = {
  set: true,
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
} as const;

const orders: BucketInput = { name: 'orders', region: 'eu-west-1', created: '2026-01-10T08:00:00Z' };
const nobodyLooks = { covers: () => false, inQuestion: new Set<string>() };
const analysed = { covers: () => true, inQuestion: new Set<string>() };

const CALLS = ['GetBucketPolicy', 'GetBucketEncryption', 'GetPublicAccessBlock', 'GetBucketAcl'];

/** What a night reads of buckets, and how often it asked for what. */
async function night(world: World, more: Partial<BucketsToAsk> = {}) {
  world.sandbox.ledger.reset();
  const { data } = await readBuckets(world.context(), 'aws');
  const reading = await readBucketSettings(world.context(), {
    buckets: data ?? [],
    accountBlock: { set: false },
    publicAccess: nobodyLooks,
    kept: null,
    ...more,
  });
  return { reading, calls: CALLS.map((operation) => world.calls(`s3:${operation}`)) };
}

const known: BucketSettings = {
  bucketName: 'orders',
  bucketCreatedAt: '2026-01-10T08:00:00.000Z',
  readAt: daysAgo(5),
  policy: { json: policyOf(tlsOnly) },
  encryption: { algorithm: 'AES256', kmsKeyId: null },
  publicAccessBlock: null,
  publicGrants: [],
};

describe('readBucketSettings', () => {
  it('asks for policy and encryption alone where an analyzer or the account says that nothing is public', async () => {
    const key = 'arn:aws:kms:eu-west-1:111122223333:key/0a';
    await using world = await aWorld({
      buckets: [{ ...orders, policy: policyOf(tlsOnly), encryption: { algorithm: 'aws:kms', kmsKeyId: key } }],
    });
    const settings = {
      bucketName: 'orders',
      bucketCreatedAt: '2026-01-10T08:00:00.000Z',
      readAt: NOW.toISOString(),
      policy: { json: policyOf(tlsOnly) },
      encryption: { algorithm: 'aws:kms', kmsKeyId: key },
    };
    for (const shut of [{ publicAccess: analysed }, { accountBlock: shutForAll }]) {
      const { reading, calls } = await night(world, shut);
      expect(reading).toMatchObject({ data: [settings], gaps: [] });
      expect(calls).toEqual([1, 1, 0, 0]);
    }
  });

  it('asks for block and ACL where nothing else tells, or an analyzer found something', async () => {
    await using world = await aWorld({
      buckets: [{ ...orders, publicAccessBlock: open, publicGrants: [{ permission: 'READ' }] }],
    });
    const inQuestion = { covers: () => true, inQuestion: new Set(['arn:aws:s3:::orders']) };
    for (const publicAccess of [nobodyLooks, inQuestion]) {
      const { reading, calls } = await night(world, { publicAccess });
      expect(reading.data).toMatchObject([
        {
          policy: null,
          encryption: { algorithm: 'AES256', kmsKeyId: null },
          publicAccessBlock: { ...open, blockPublicAcls: true, blockPublicPolicy: true },
          publicGrants: ['READ'],
        },
      ]);
      expect(calls).toEqual([1, 1, 1, 1]);
    }
  });

  it('says that a bucket has no block of its own', async () => {
    await using world = await aWorld({ buckets: [orders] });
    const { reading } = await night(world);
    expect(reading.data).toMatchObject([{ publicAccessBlock: null, publicGrants: [] }]);
  });

  it('asks each bucket in its Region, whichever that is, and says of how many nobody knows where they are', async () => {
    await using world = await aWorld({
      buckets: [
        { ...orders, name: 'here' },
        { ...orders, name: 'far', region: 'ap-south-1' },
        { ...orders, name: 'nowhere' },
      ],
    });
    const { data } = await readBuckets(world.context(), 'aws');
    const buckets = (data ?? []).map((bucket) => (bucket.name === 'nowhere' ? { ...bucket, region: null } : bucket));
    const { reading } = await night(world, { buckets });
    expect(reading.data?.map(({ bucketName }) => bucketName).sort()).toEqual(['far', 'here']);
    expect(reading.gaps).toEqual(['S3 does not say where 1 of 3 buckets are']);
  });

  it('leaves out a bucket that is gone by then', async () => {
    await using world = await aWorld({ buckets: [orders, { ...orders, name: 'staying' }] });
    const { data } = await readBuckets(world.context(), 'aws');
    world.sandbox.accounts[0]?.s3.buckets.delete('orders');
    const { reading } = await night(world, { buckets: data ?? [] });
    expect(reading).toMatchObject({ data: [{ bucketName: 'staying' }], gaps: [], wanted: 1, read: 1 });
  });

  it('goes on with the others where the policies of some let nobody ask', async () => {
    await using world = await aWorld({ buckets: 'abcdefg'.split('').map((name) => ({ ...orders, name })) });
    world.sandbox.setFaults([
      {
        on: 's3:GetBucketPolicy',
        times: 4,
        fault: 'error',
        code: 'AccessDenied',
        status: 403,
        message:
          'User: x is not authorized to perform: s3:GetBucketPolicy with an explicit deny in a resource-based policy',
      },
    ]);
    const { reading } = await night(world);
    expect(reading.data).toHaveLength(3);
    expect(reading.gaps).toEqual([expect.stringMatching(/^4 of 7 buckets could not be read: Access denied/)]);
  });

  it('stops asking where the permission is missing', async () => {
    await using world = await aWorld({ buckets: 'abcdefg'.split('').map((name) => ({ ...orders, name })) });
    world.sandbox.setFaults([{ on: 's3:GetBucketPolicy', fault: 'denied' }]);
    const { reading, calls } = await night(world);
    expect(reading).toMatchObject({ data: null, status: 'denied' });
    expect(calls[0]).toBe(3);
  });

  it('keeps a policy that is no JSON as it is', async () => {
    await using world = await aWorld({ buckets: [{ ...orders, policy: '<script>alert(1)</script>' }] });
    const { reading } = await night(world);
    expect(reading.data).toMatchObject([{ policy: { unreadable: expect.any(String) } }]);
  });

  describe('on a later night', () => {
    const insisting = { ...orders, policy: policyOf(tlsOnly) };
    const shut = { publicAccess: analysed };

    it('asks nothing of a bucket that an analyzer watches and that insists on TLS', async () => {
      await using world = await aWorld({ buckets: [insisting] });
      const { reading, calls } = await night(world, { ...shut, kept: [known] });
      expect(calls).toEqual([0, 0, 0, 0]);
      expect(reading).toMatchObject({ data: [known], dataAsOf: known.readAt });
    });

    it.each<[string, BucketInput, BucketSettings, Partial<BucketsToAsk>, readonly number[]]>([
      ['the policy of one that does not insist on TLS', orders, { ...known, policy: null }, shut, [1, 0, 0, 0]],
      ['the policy of one that nobody watches', insisting, known, {}, [1, 0, 0, 0]],
      [
        'everything of one that was changed',
        { ...orders, policy: policyOf(tlsOnly, forEverybody) },
        known,
        {},
        [1, 1, 1, 1],
      ],
      ['everything of one that was made anew', { ...insisting, created: '-1d' }, known, shut, [1, 1, 0, 0]],
      ['everything after at most 13 days', insisting, { ...known, readAt: daysAgo(13) }, shut, [1, 1, 0, 0]],
      [
        'everything where the answer is of a day to come',
        insisting,
        { ...known, readAt: daysAgo(-1) },
        shut,
        [1, 1, 0, 0],
      ],
      [
        'everything of one that an analyzer watched and watches no more',
        insisting,
        {
          bucketName: 'orders',
          bucketCreatedAt: known.bucketCreatedAt,
          readAt: known.readAt,
          policy: known.policy,
          encryption: null,
        },
        {},
        [1, 1, 1, 1],
      ],
      ['everything of one with a public ACL', insisting, { ...known, publicGrants: ['READ'] }, {}, [1, 1, 1, 1]],
      [
        'everything of one whose policy names everybody',
        { ...orders, policy: policyOf(forEverybody) },
        { ...known, policy: { json: policyOf(forEverybody) } },
        {},
        [1, 1, 1, 1],
      ],
      [
        'everything of one whose policy was not readable',
        insisting,
        { ...known, policy: { unreadable: 'the text is not JSON' } },
        {},
        [1, 1, 1, 1],
      ],
      [
        'the policy alone where the own block keeps everybody out',
        { ...orders, policy: policyOf(forEverybody) },
        { ...known, policy: { json: policyOf(forEverybody) }, publicAccessBlock: shutForAll },
        {},
        [1, 0, 0, 0],
      ],
    ])('asks %s', async (_, bucket, before, more, calls) => {
      await using world = await aWorld({ buckets: [bucket] });
      const { reading, ...asked } = await night(world, { ...more, kept: [before] });
      expect(asked.calls).toEqual(calls);
      expect(reading.data).toHaveLength(1);
      expect(reading.dataAsOf).toBe(calls[1] === 0 ? before.readAt : NOW.toISOString());
    });
  });
});

describe('readBuckets', () => {
  it('reads all pages, with the Region of each', async () => {
    const names = Array.from({ length: 7 }, (_, index) => `bucket-${index}`);
    const regionOf = (index: number) => (index % 2 ? 'eu-west-1' : 'us-east-1');
    await using world = await aWorld(
      { buckets: names.map((name, index) => ({ ...orders, name, region: regionOf(index) })) },
      { pageLimit: 3 },
    );
    const { data } = await readBuckets(world.context(), 'aws-cn');
    expect(data?.map(({ name }) => name)).toEqual(names);
    expect(data?.[0]).toEqual({
      arn: 'arn:aws-cn:s3:::bucket-0',
      name: 'bucket-0',
      region: 'us-east-1',
      createdAt: '2026-01-10T08:00:00.000Z',
    });
    expect(world.calls('s3:ListBuckets')).toBeGreaterThan(2);
  });
});
