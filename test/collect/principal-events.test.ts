import { describe, expect, it } from 'vitest';
import { collectPrincipalEvents } from '../../lib/collect/principal-events.ts';
import type { AccountSpecInput } from '../../lib/sandbox/account-file.ts';
import type { SandboxOptions } from '../../lib/sandbox/server.ts';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import { anAccount } from '../builders/an-account.ts';
import { daysAgo } from '../builders/time.ts';
import { aWorld, coverageIn, type World } from './a-world.ts';

type Event = NonNullable<AccountSpecInput['events']>[number];

const ada = 'arn:aws:iam::111122223333:user/ada';
const deploy = 'arn:aws:iam::111122223333:role/ci/deploy';
const before = anAccount()
  .withUser('ada')
  .withRole('deploy', { path: '/ci/' })
  .without('principal-events', 'skipped')
  .build();

const byAda = (more: Partial<Event> = {}): Event => ({
  time: '-10d',
  name: 'ListBuckets',
  source: 's3.amazonaws.com',
  username: 'ada',
  region: 'eu-west-1',
  identity: { type: 'IAMUser', arn: ada, userName: 'ada' },
  ...more,
});

const assumed = (more: Partial<Event> = {}): Event => ({
  time: '-20d',
  name: 'AssumeRole',
  source: 'sts.amazonaws.com',
  username: 'pipeline',
  region: 'eu-west-1',
  resources: [deploy],
  parameters: { roleArn: deploy, roleSessionName: 'build-7' },
  identity: { type: 'AWSService', invokedBy: 'codebuild.amazonaws.com' },
  ...more,
});

const aWorldWith = (events: readonly Event[], options?: Omit<SandboxOptions, 'accounts' | 'now'>) =>
  aWorld({ events: [...events] }, options);

function collect(
  world: World,
  arns: readonly string[],
  { snapshot = before, max = 10, signal = new AbortController().signal } = {},
): Promise<Snapshot> {
  return collectPrincipalEvents(world.context({ cloudTrailEvidence: { maxPrincipals: max } }, signal), snapshot, arns);
}

describe('collectPrincipalEvents', () => {
  it('finds the newest call of a user to each service, in the Regions in use and that of IAM', async () => {
    await using world = await aWorldWith([
      byAda(),
      byAda({ time: '-12d' }),
      byAda({
        time: '-30d',
        name: 'ListUsers',
        source: 'iam.amazonaws.com',
        region: 'us-east-1',
        errorCode: 'AccessDenied',
      }),
      byAda({ time: '-1d', region: 'eu-central-1' }),
    ]);
    const after = await collect(world, [ada]);
    const eventId = expect.stringMatching(/^[0-9a-f-]{36}$/);
    expect(after.principalEvents).toEqual({
      [ada]: {
        status: 'read',
        days: 90,
        regions: ['eu-west-1', 'us-east-1'],
        events: [
          { at: daysAgo(10), name: 'ListBuckets', source: 's3.amazonaws.com', region: 'eu-west-1', eventId },
          { at: daysAgo(30), name: 'ListUsers', source: 'iam.amazonaws.com', region: 'us-east-1', eventId },
        ],
      },
    });
    expect(coverageIn(after, 'principal-events')).toEqual({ status: 'complete', reason: null });
    expect(world.calls('cloudtrail:LookupEvents')).toBe(2);
  });

  it("takes no session of the same name for a user's doing, and no sign-in that failed", async () => {
    await using world = await aWorldWith([
      byAda({ identity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/Admin/ada' } }),
      byAda({ name: 'ConsoleLogin', source: 'signin.amazonaws.com', errorMessage: 'Failed authentication' }),
      byAda({ identity: undefined }),
    ]);
    expect((await collect(world, [ada])).principalEvents[ada]).toMatchObject({ status: 'read', events: [] });
  });

  it('finds when somebody assumed a role, whatever else was done to it', async () => {
    await using world = await aWorldWith([
      assumed(),
      assumed({ time: '-25d' }),
      assumed({ time: '-2d', errorCode: 'AccessDenied' }),
      assumed({ time: '-1d', name: 'UpdateAssumeRolePolicy', source: 'iam.amazonaws.com', region: 'us-east-1' }),
      assumed({ time: '-1d', parameters: { roleArn: `${deploy}-other` } }),
    ]);
    const events = [expect.objectContaining({ at: daysAgo(20), name: 'AssumeRole', region: 'eu-west-1' })];
    expect((await collect(world, [deploy])).principalEvents[deploy]).toMatchObject({ status: 'read', events });
  });

  it("takes what a namesake did, who is gone, for nobody's doing", async () => {
    const snapshot = anAccount()
      .withUser('ada', { created: daysAgo(20) })
      .build();
    await using world = await aWorldWith([byAda({ time: '-21d' })]);
    expect((await collect(world, [ada], { snapshot })).principalEvents[ada]).toMatchObject({ events: [] });
  });

  it('asks about no more than it may, two a second in each Region, and says who was left out', async () => {
    const users = ['ada', 'bob', 'eve', 'dan'];
    const snapshot = users.reduce((account, name) => account.withUser(name), anAccount()).build();
    await using world = await aWorldWith([]);
    const arns = users.map((name) => `arn:aws:iam::111122223333:user/${name}`);
    const after = await collect(world, arns, { snapshot, max: 3 });
    expect(arns.map((arn) => after.principalEvents[arn]?.status)).toEqual(['read', 'read', 'read', 'undecided']);
    expect(after.principalEvents[arns[3] ?? '']).toMatchObject({
      reason: expect.stringContaining('cloudTrailEvidence.maxPrincipals: 3'),
    });
    expect(coverageIn(after, 'principal-events')?.status).toBe('complete');
    expect(world.calls('cloudtrail:LookupEvents')).toBe(6);
    expect(world.sleptMs()).toBeGreaterThanOrEqual(1_000);
    expect(world.sleptMs()).toBeLessThan(1_500);
  });

  it('does not ask again about those whom an earlier invocation asked about', async () => {
    await using world = await aWorldWith([]);
    const first = await collect(world, [ada]);
    const second = await collect(world, [ada, deploy], { snapshot: first, max: 2 });
    expect(second.principalEvents[deploy]?.status).toBe('read');
    expect(world.calls('cloudtrail:LookupEvents')).toBe(4);
    expect((await collect(world, [ada, deploy], { snapshot: first, max: 1 })).principalEvents[deploy]?.status).toBe(
      'undecided',
    );
  });

  it('says that it is lost when a Region gives no answer, unless another saw use', async () => {
    await using world = await aWorldWith([assumed()]);
    await using closed = await aWorldWith([], { faults: [{ on: 'cloudtrail:LookupEvents', fault: 'denied' }] });
    const { aws, ...context } = world.context({ cloudTrailEvidence: { maxPrincipals: 10 } });
    const cloudTrail = (region?: string) => (region === 'us-east-1' ? closed : world).aws.cloudTrail(region);
    const after = await collectPrincipalEvents({ ...context, aws: { ...aws, cloudTrail } }, before, [ada, deploy]);
    const reason = 'cloudtrail:LookupEvents is denied (us-east-1)';
    expect(after.principalEvents[ada]).toEqual({ status: 'lost', reason });
    expect(after.principalEvents[deploy]).toMatchObject({ status: 'read', regions: ['eu-west-1'] });
    expect(coverageIn(after, 'principal-events')).toEqual({
      status: 'partial',
      reason: `1 of 2 users and roles could not be read: ${reason}`,
    });
  });

  it('says that the run was stopped', async () => {
    await using world = await aWorldWith([]);
    const after = await collect(world, [ada], { signal: AbortSignal.abort() });
    expect(after.principalEvents[ada]).toMatchObject({
      status: 'lost',
      reason: expect.stringContaining('time ran out'),
    });
    expect(coverageIn(after, 'principal-events')?.status).toBe('failed');
  });

  it('decides nothing when the newest hundred events are about other things', async () => {
    const others = Array.from({ length: 101 }, (_, index) =>
      assumed({ time: `-${index + 1}h`, name: 'GetRole', source: 'iam.amazonaws.com' }),
    );
    await using world = await aWorldWith([...others, assumed()]);
    const after = await collect(world, [deploy]);
    expect(after.principalEvents[deploy]).toMatchObject({
      status: 'undecided',
      reason: expect.stringContaining('eu-west-1'),
    });
    expect(coverageIn(after, 'principal-events')?.status).toBe('complete');
  });
});
