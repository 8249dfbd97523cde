import { GetUserCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { GetPublicAccessBlockCommand } from '@aws-sdk/client-s3-control';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createAws } from '../../lib/aws/aws.ts';
import { describeAwsError } from '../../lib/aws/describe-error.ts';
import { queryAnswer, queryError, scriptedEndpoint } from './scripted-endpoint.ts';

const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' };
const noUsers = queryAnswer('ListUsers', '<IsTruncated>false</IsTruncated><Users></Users>');

const failure = async (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('the call succeeded'),
    (error: unknown) => describeAwsError(error),
  );

describe('createAws', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  /** Backoff is random between nothing and its bound; tests take nothing. */
  const withoutBackoff = () => vi.spyOn(Math, 'random').mockReturnValue(0);

  it('says who is calling in the user agent', async () => {
    await using endpoint = await scriptedEndpoint(() => noUsers);
    const aws = createAws({ region: 'eu-west-1', endpoint: endpoint.url, credentials });
    await aws.iam().send(new ListUsersCommand());
    expect(endpoint.requests[0]?.headers['user-agent']).toMatch(/account-auditor\/\d+\.\d+\.\d+/);
  });

  it('makes one client for each service and Region', () => {
    const aws = createAws({ region: 'eu-west-1', credentials });
    expect(aws.iam()).toBe(aws.iam());
    expect(aws.iamForSweeps()).not.toBe(aws.iam());
    expect(aws.ec2('us-east-1')).toBe(aws.ec2('us-east-1'));
    expect(aws.ec2('us-east-1')).not.toBe(aws.ec2());
  });

  it('tries a throttled call again, and counts it once as a call', async () => {
    withoutBackoff();
    await using endpoint = await scriptedEndpoint((_, index) =>
      index < 2 ? queryError('Throttling', 'Rate exceeded') : noUsers,
    );
    const aws = createAws({ region: 'eu-west-1', endpoint: endpoint.url, credentials });
    aws.paceIam({ pace: 'fast' });
    await aws.iam().send(new ListUsersCommand());
    expect(aws.ledger.snapshot()).toMatchObject({
      calls: 1,
      attempts: 3,
      throttles: 2,
      failures: 0,
      operations: [{ operation: 'iam:ListUsers', calls: 1, attempts: 3, throttles: 2 }],
    });
    expect(aws.iamPace()).toMatchObject({ mode: 'fast', limitFound: null, throttles: 2 });
  });

  it.each(['iam', 'iamForSweeps'] as const)(
    'does not try a quota again, nor count it as a throttle (%s)',
    async (client) => {
      await using endpoint = await scriptedEndpoint(() => queryError('LimitExceeded', 'Cannot exceed quota', 409));
      const aws = createAws({ region: 'eu-west-1', endpoint: endpoint.url, credentials });
      expect(await failure(aws[client]().send(new ListUsersCommand()))).toMatchObject({ kind: 'quota' });
      expect(aws.ledger.snapshot()).toMatchObject({ calls: 1, attempts: 1, throttles: 0, failures: 1 });
    },
  );

  it('does not try again what is denied', async () => {
    await using endpoint = await scriptedEndpoint(() =>
      queryError('AccessDenied', 'User is not authorized to perform: iam:ListUsers', 403),
    );
    const aws = createAws({ region: 'eu-west-1', endpoint: endpoint.url, credentials });
    expect(await failure(aws.iam().send(new ListUsersCommand()))).toMatchObject({
      kind: 'denied',
      code: 'AccessDenied',
    });
    expect(aws.ledger.snapshot().attempts).toBe(1);
  });

  it('gives up on an endpoint that never answers', async () => {
    withoutBackoff();
    await using endpoint = await scriptedEndpoint(() => 'hang');
    const aws = createAws({ region: 'eu-west-1', endpoint: endpoint.url, credentials, timeouts: { answerMs: 20 } });
    expect(await failure(aws.iam().send(new ListUsersCommand()))).toMatchObject({ kind: 'network' });
    expect(aws.ledger.snapshot().attempts).toBe(4);
  });

  it('does not wait long for a host that refuses connections', async () => {
    withoutBackoff();
    const gone = await scriptedEndpoint(() => noUsers);
    await gone[Symbol.asyncDispose]();
    const aws = createAws({ region: 'eu-west-1', endpoint: gone.url, credentials });
    const { kind, message } = await failure(aws.iam().send(new ListUsersCommand()));
    expect({ kind, message }).toEqual({
      kind: 'network',
      message: `Nothing answers at ${gone.url.slice(7)} (ECONNREFUSED)`,
    });
    expect(aws.ledger.snapshot().attempts).toBe(3);
  });

  it('holds both clients of IAM to one ceiling', async () => {
    await using endpoint = await scriptedEndpoint(({ action }) =>
      action === 'ListUsers' ? noUsers : queryAnswer(action, ''),
    );
    const aws = createAws({ region: 'eu-west-1', endpoint: endpoint.url, credentials });
    const iam = [aws.iam(), aws.iamForSweeps()];
    aws.paceIam({ pace: 'fast', maxCallsPerSecond: 20 });
    await Promise.all([...iam, ...iam].map((client) => client.send(new ListUsersCommand())));
    const times = endpoint.requests.map(({ atMs }) => atMs);
    expect((times[3] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(3 * 50 - 10);
    expect(aws.iamPace().secondsWaited).toBeGreaterThan(0);
  });

  it('holds a retry back as it does a first attempt', async () => {
    withoutBackoff();
    await using endpoint = await scriptedEndpoint((_, index) =>
      index === 0 ? queryError('Throttling', 'Rate exceeded') : noUsers,
    );
    const aws = createAws({ region: 'eu-west-1', endpoint: endpoint.url, credentials });
    aws.paceIam({ pace: 'fast', maxCallsPerSecond: 10 });
    await aws.iam().send(new ListUsersCommand());
    const [first, second] = endpoint.requests.map(({ atMs }) => atMs);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(100 - 10);
  });

  it('takes AWS_DEFAULT_REGION when nothing else names a Region', async () => {
    vi.stubEnv('AWS_DEFAULT_REGION', 'ap-southeast-2');
    expect(await createAws({ credentials }).region()).toBe('ap-southeast-2');
  });

  it('says that no Region is configured', async () => {
    const aws = createAws({ credentials });
    await expect(aws.region()).rejects.toThrow(
      'No Region: give --region, set AWS_REGION, or set region in the profile',
    );
    expect((await failure(aws.iam().send(new ListUsersCommand()))).message).toContain('No Region');
  });

  it('refuses a Region that would change the host', async () => {
    await expect(createAws({ credentials, region: 'eu-west-1.evil.example/' }).region()).rejects.toThrow(
      'Not the name of a Region',
    );
  });

  it.each([
    ['eu-west-1', 'iam.amazonaws.com'],
    ['cn-north-1', 'iam.cn-north-1.amazonaws.com.cn'],
    ['us-gov-west-1', 'iam.us-gov.amazonaws.com'],
  ])("calls IAM of %s at its partition's endpoint", async (region, host) => {
    const iam = createAws({ credentials, region }).iam();
    let called = '';
    iam.middlewareStack.add(
      () => async (args) => {
        if (args.request instanceof Object && 'hostname' in args.request) called = String(args.request.hostname);
        return { response: {}, output: { $metadata: {} } };
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    await iam.send(new GetUserCommand());
    expect(called).toBe(host);
  });

  it.each([
    [undefined, '111122223333.s3-control.eu-west-1.amazonaws.com'],
    ['http://127.0.0.1:4566', '127.0.0.1'],
    ['http://[::1]:4566', '[::1]'],
    ['http://localhost:4566', 'localhost'],
    [
      'https://control.vpce-1a2b.s3.eu-west-1.vpce.amazonaws.com',
      '111122223333.control.vpce-1a2b.s3.eu-west-1.vpce.amazonaws.com',
    ],
  ])('calls S3 Control, with the endpoint %s, at %s', async (endpoint, host) => {
    for (const options of [{ endpoint }, {}]) {
      if (endpoint) vi.stubEnv('AWS_ENDPOINT_URL', endpoint);
      const s3Control = createAws({ credentials, region: 'eu-west-1', ...options }).s3Control();
      const called: string[] = [];
      s3Control.middlewareStack.add(
        () =>
          async ({ request }) => {
            if (request instanceof Object && 'hostname' in request) called.push(String(request.hostname));
            return { response: {}, output: { $metadata: {} } };
          },
        { step: 'finalizeRequest', priority: 'low' },
      );
      await s3Control.send(new GetPublicAccessBlockCommand({ AccountId: '111122223333' }));
      expect(called).toEqual([host]);
    }
  });

  it('names the profile that does not exist', async () => {
    const aws = createAws({ region: 'eu-west-1', profile: 'nightly', endpoint: 'http://127.0.0.1:9' });
    const { kind, message } = await failure(aws.sts().send(new GetCallerIdentityCommand()));
    expect(kind).toBe('no-credentials');
    expect(message).toContain('Could not resolve credentials using profile: [nightly]');
  });

  describe('with a role to take on', () => {
    const assumed = queryAnswer(
      'AssumeRole',
      '<Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2036-01-01T00:00:00Z</Expiration></Credentials>',
    );
    const assumeRole = {
      roleArn: 'arn:aws:iam::444455556666:role/auditor',
      externalId: 'blue-7',
      mfaSerial: 'arn:aws:iam::111122223333:mfa/ada',
    };

    it('takes it on once for all clients, under a name that stays the same', async () => {
      await using endpoint = await scriptedEndpoint(({ action }) => (action === 'AssumeRole' ? assumed : noUsers));
      const aws = createAws({
        region: 'eu-west-1',
        endpoint: endpoint.url,
        credentials,
        assumeRole,
        mfaToken: async () => '123456',
      });
      await Promise.all([aws.iam().send(new ListUsersCommand()), aws.iamForSweeps().send(new ListUsersCommand())]);
      const [first, ...others] = endpoint.requests.filter(({ action }) => action === 'AssumeRole');
      expect(others).toHaveLength(0);
      expect(Object.fromEntries(first?.form ?? [])).toMatchObject({
        RoleArn: assumeRole.roleArn,
        RoleSessionName: 'account-auditor',
        ExternalId: 'blue-7',
        SerialNumber: assumeRole.mfaSerial,
        TokenCode: '123456',
      });
      expect(aws.ledger.snapshot().operations.map(({ operation }) => operation)).toContain('sts:AssumeRole');
    });

    it('says that the role may not be taken on', async () => {
      await using endpoint = await scriptedEndpoint(() =>
        queryError('AccessDenied', 'not authorized to perform: sts:AssumeRole', 403),
      );
      const aws = createAws({
        region: 'eu-west-1',
        endpoint: endpoint.url,
        credentials,
        assumeRole: { roleArn: assumeRole.roleArn },
      });
      expect(await failure(aws.iam().send(new ListUsersCommand()))).toMatchObject({ kind: 'denied' });
    });
  });
});
