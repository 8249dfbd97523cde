import type { GetServiceLastAccessedDetailsResponse, ServiceLastAccessed } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import type { Account } from '../../../lib/sandbox/account.ts';
import type { AccountSpecInput } from '../../../lib/sandbox/account-file.ts';
import { namespaces } from '../../../lib/sandbox/iam/catalogue.ts';
import {
  generateServiceLastAccessedDetails,
  getServiceLastAccessedDetails,
} from '../../../lib/sandbox/iam/last-accessed.ts';
import { callsTo, embeddedAccount, expectAwsError, NOW } from '../calling.ts';
import { allowing, trusting } from './documents.ts';

const arn = (resource: string) => `arn:aws:iam::111122223333:${resource}`;
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

const webRole = arn('role/web');

function accountWith(spec: Partial<AccountSpecInput>, behaviour = {}) {
  return embeddedAccount(
    {
      ...spec,
      roles: [
        {
          name: 'web',
          created: '-300d',
          trust: trusting('ec2'),
          inline: { app: allowing('s3:*', 'sqs:SendMessage', 'kms:Decrypt') },
          used: { s3: '-2d', kms: '-90d', ec2: '-1d' },
        },
        ...(spec.roles ?? []),
      ],
    },
    behaviour,
  );
}

function generate(account: Account, target: string, granularity: 'SERVICE_LEVEL' | 'ACTION_LEVEL' = 'SERVICE_LEVEL') {
  const call = callsTo(account);
  const { JobId = '' } = call(generateServiceLastAccessedDetails, { Arn: target, Granularity: granularity });
  return JobId;
}

function get(account: Account, jobId: string, now = later(60), input = {}) {
  return callsTo(account, { now })(getServiceLastAccessedDetails, { JobId: jobId, ...input });
}

async function servicesOf(account: Account, target: string, granularity?: 'ACTION_LEVEL') {
  const { ServicesLastAccessed } = await get(account, generate(account, target, granularity));
  return ServicesLastAccessed ?? [];
}

const datesOf = (services: readonly ServiceLastAccessed[]) =>
  Object.fromEntries(
    services.map((service) => [service.ServiceNamespace, service.LastAuthenticated?.toISOString().slice(0, 10)]),
  );

describe('generateServiceLastAccessedDetails', () => {
  it('answers the id of a job, another one each time', () => {
    const account = accountWith({});
    const ids = [generate(account, webRole), generate(account, webRole)];
    expect(new Set(ids).size).toBe(2);
    expect(ids[0]).toHaveLength(36);
  });

  it.each([
    [arn('role/gone'), 'NoSuchEntity', 'The role with name gone cannot be found.'],
    [arn('user/people/gone'), 'NoSuchEntity', 'The user with name gone cannot be found.'],
    [arn('group/gone'), 'NoSuchEntity', 'The group with name gone cannot be found.'],
    ['arn:aws:iam::aws:policy/Gone', 'NoSuchEntity', 'Policy arn:aws:iam::aws:policy/Gone was not found.'],
    [arn('root'), 'InvalidInput', `ARN ${arn('root')} is not valid.`],
    ['arn:aws:sts::111122223333:assumed-role/web/i-0abc', 'InvalidInput', expect.stringContaining('is not valid')],
  ])('refuses %s', (target, code, message) => {
    const error = expectAwsError(code, () => generate(accountWith({}), target));
    expect(error.message).toEqual(message);
  });
});

describe('getServiceLastAccessedDetails', () => {
  it('is in progress, without a date of completion, until the job’s time is over', async () => {
    const account = accountWith({}, { jobSeconds: 30 });
    const job = generate(account, webRole);
    expect(await get(account, job, later(29))).toEqual({
      JobStatus: 'IN_PROGRESS',
      JobType: 'SERVICE_LEVEL',
      JobCreationDate: NOW,
      JobCompletionDate: undefined,
      ServicesLastAccessed: [],
      IsTruncated: false,
    });
    expect(await get(account, job, later(30))).toMatchObject({
      JobStatus: 'COMPLETED',
      JobCreationDate: NOW,
      JobCompletionDate: later(30),
    });
  });

  it('lists what the policies grant, sorted, with dates only where there was use', async () => {
    expect(await servicesOf(accountWith({}), webRole)).toEqual([
      {
        ServiceName: 'AWS Key Management Service',
        ServiceNamespace: 'kms',
        LastAuthenticated: new Date('2026-08-25T03:00:00Z'),
        LastAuthenticatedEntity: webRole,
        LastAuthenticatedRegion: 'eu-west-1',
        TotalAuthenticatedEntities: 1,
        TrackedActionsLastAccessed: undefined,
      },
      expect.objectContaining({ ServiceName: 'Amazon S3', LastAuthenticated: new Date('2026-11-21T03:00:00Z') }),
      {
        ServiceName: 'Amazon SQS',
        ServiceNamespace: 'sqs',
      },
    ]);
  });

  it('forgets use that is older than the tracking window', async () => {
    const account = accountWith({
      roles: [
        {
          name: 'old',
          created: '-900d',
          trust: trusting('ec2'),
          inline: { app: allowing('s3:*', 'kms:*') },
          used: { s3: '-401d', kms: '-399d' },
        },
      ],
    });
    expect(datesOf(await servicesOf(account, arn('role/old')))).toEqual({ kms: '2025-10-20', s3: undefined });
  });

  it('counts a user’s groups among its policies', async () => {
    const account = accountWith({
      groups: [{ name: 'developers', created: '-1d', inline: { read: allowing('ec2:Describe*') } }],
      users: [{ name: 'alice', created: '-1d', groups: ['developers'], used: { ec2: '-1d' } }],
    });
    expect(datesOf(await servicesOf(account, arn('user/alice')))).toEqual({ ec2: '2026-11-22' });
  });

  it('reports for a group what its own policies grant and a member last used', async () => {
    const account = accountWith({
      groups: [{ name: 'developers', created: '-1d', inline: { read: allowing('ec2:*', 's3:*') } }],
      users: [
        { name: 'alice', created: '-9d', groups: ['developers'], used: { ec2: '-3d', sqs: '-1d' } },
        { name: 'bob', created: '-9d', groups: ['developers'], used: { ec2: '-1d' } },
        { name: 'eve', created: '-9d', used: { s3: '-1d' } },
      ],
    });
    expect(await servicesOf(account, arn('group/developers'))).toMatchObject([
      { ServiceNamespace: 'ec2', LastAuthenticatedEntity: arn('user/bob'), TotalAuthenticatedEntities: 2 },
      { ServiceNamespace: 's3', LastAuthenticatedEntity: undefined, TotalAuthenticatedEntities: undefined },
    ]);
  });

  it('reports for a policy whoever it reaches: users, roles and members of groups', async () => {
    const account = accountWith({
      policies: [{ name: 'Queues', created: '-90d', document: allowing('sqs:*') }],
      groups: [{ name: 'developers', created: '-1d', policies: ['Queues'] }],
      users: [{ name: 'alice', created: '-9d', groups: ['developers'], used: { sqs: '-3d' } }],
      roles: [
        { name: 'worker', created: '-9d', trust: trusting('lambda'), policies: ['Queues'], used: { sqs: '-1d' } },
        { name: 'other', created: '-9d', trust: trusting('lambda'), used: { sqs: '-1m' } },
      ],
    });
    expect(await servicesOf(account, arn('policy/Queues'))).toMatchObject([
      { ServiceNamespace: 'sqs', LastAuthenticatedEntity: arn('role/worker'), TotalAuthenticatedEntities: 2 },
    ]);
  });

  it('lists nothing for a policy that reaches nobody', async () => {
    const account = accountWith({
      policies: [{ name: 'Queues', created: '-90d', document: allowing('sqs:*') }],
      groups: [{ name: 'empty', created: '-1d', policies: ['Queues'] }],
    });
    expect(await servicesOf(account, arn('policy/Queues'))).toEqual([]);
  });

  it('lists nothing for a principal whose policies only deny', async () => {
    const deny = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }] };
    const account = accountWith({
      roles: [{ name: 'fenced', created: '-9d', trust: trusting('ec2'), inline: { deny } }],
    });
    expect(await servicesOf(account, arn('role/fenced'))).toEqual([]);
  });

  it('tells of tracked actions at the level of actions: all that are granted, once one of them was used', async () => {
    const account = accountWith({
      roles: [
        {
          name: 'archiver',
          created: '-90d',
          trust: trusting('lambda'),
          inline: { app: allowing('s3:ListAllMyBuckets', 's3:CreateBucket', 's3:GetObject', 'sqs:*', 'iam:PassRole') },
          used: { 's3:ListAllMyBuckets': '-5d', s3: '-2d', 'sqs:SendMessage': '-1d', iam: '-1d' },
        },
      ],
    });
    const services = await servicesOf(account, arn('role/archiver'), 'ACTION_LEVEL');
    const tracked = new Map(services.map((service) => [service.ServiceNamespace, service.TrackedActionsLastAccessed]));
    expect(tracked.get('s3')).toEqual([
      { ActionName: 'CreateBucket' },
      {
        ActionName: 'ListAllMyBuckets',
        LastAccessedEntity: arn('role/archiver'),
        LastAccessedTime: new Date('2026-11-18T03:00:00Z'),
        LastAccessedRegion: 'eu-west-1',
      },
    ]);
    expect(tracked.get('sqs')).toBeUndefined();
    expect(tracked.get('iam')).toBeUndefined();
  });

  it('pages, 100 services at a time unless asked for more', async () => {
    const account = accountWith({
      roles: [{ name: 'admin', created: '-9d', trust: trusting('ec2'), inline: { all: allowing('*') } }],
    });
    const job = generate(account, arn('role/admin'));
    const first = await get(account, job);
    expect(first.ServicesLastAccessed).toHaveLength(100);
    const read: GetServiceLastAccessedDetailsResponse[] = [first];
    for (let marker = first.Marker; marker; marker = read.at(-1)?.Marker) {
      read.push(await get(account, job, later(60), { Marker: marker, MaxItems: 200 }));
    }
    const listed = read.flatMap((page) => page.ServicesLastAccessed ?? []).map((service) => service.ServiceNamespace);
    expect(listed).toEqual(namespaces);
    expect(read.map((page) => page.IsTruncated)).toEqual([true, true, false]);
  });

  it('is read by the caller that made it and by nobody else', async () => {
    const account = accountWith({});
    const job = generate(account, webRole);
    const other = {
      arn: 'arn:aws:sts::111122223333:assumed-role/account-auditor/manual',
      accountId: '111122223333',
      accessKeyId: 'ASIAOTHEROTHEROTHERS',
      uniqueId: 'AROADBQP57FF2AEXAMPLE:manual',
    };
    const call = { input: { JobId: job }, account, caller: other, region: 'us-east-1', now: NOW };
    await expect(getServiceLastAccessedDetails(call)).rejects.toMatchObject({ code: 'NoSuchEntity', status: 404 });
    await expect(get(account, 'no-such-job')).rejects.toMatchObject({ code: 'NoSuchEntity' });
  });

  it('still reports on an entity that was removed after the job was made', async () => {
    const account = accountWith({});
    const job = generate(account, webRole);
    account.remove(webRole);
    expect((await get(account, job)).ServicesLastAccessed).toHaveLength(3);
    expectAwsError('NoSuchEntity', () => generate(account, webRole));
  });

  it('fails for the share of jobs that it is told, the same ones for the same seed', async () => {
    const failing = async (seed: string) => {
      const account = accountWith({}, { jobFailureRate: 0.25, seed });
      const answers = await Promise.all(Array.from({ length: 200 }, () => get(account, generate(account, webRole))));
      return answers.map((answer) => answer.JobStatus);
    };
    const statuses = await failing('one');
    const failed = statuses.filter((status) => status === 'FAILED').length;
    expect(failed).toBeGreaterThan(25);
    expect(failed).toBeLessThan(75);
    expect(await failing('one')).toEqual(statuses);
  });

  it('says why a job failed', async () => {
    const account = accountWith({}, { jobFailureRate: 1 });
    expect(await get(account, generate(account, webRole))).toMatchObject({
      JobStatus: 'FAILED',
      ServicesLastAccessed: [],
      Error: { Code: 'ServiceFailure', Message: expect.any(String) },
    });
  });
});
