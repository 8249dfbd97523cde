import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { unpack } from '../../lib/report/page/packed.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../lib/sandbox/server.ts';
import { smallAccount } from '../e2e/small-account.ts';
import { aFolder, call, executable } from './command-line.ts';

const accountId = '111122223333';
const region = 'us-east-1';

let folder: Awaited<ReturnType<typeof aFolder>>;
let sandbox: Sandbox | undefined;
const at = (...parts: readonly string[]) => folder.path(...parts);

beforeAll(async () => {
  folder = await aFolder();
});
afterAll(() => folder.remove());
afterEach(async () => {
  await sandbox?.close();
  sandbox = undefined;
});

async function serve(options: Partial<SandboxOptions> = {}): Promise<Readonly<Record<string, string>>> {
  sandbox = await startSandbox({ accounts: [smallAccount], ...options });
  return sandbox.environment;
}

const parameters = () => [...(sandbox?.accounts[0]?.ssm.inRegion(region).keys() ?? [])];

/** The trend in the data that a page carries. */
async function trendIn(page: string): Promise<readonly unknown[]> {
  const [, data = ''] = /id="data">([^<]*)</.exec(await readFile(page, 'utf8')) ?? [];
  return Object(unpack(JSON.parse(gunzipSync(Buffer.from(data, 'base64')).toString()))).trend;
}

describe('account-auditor audit of a live account', () => {
  it('reads it at the endpoint in the environment, and finds the same in the snapshot that it saves', async () => {
    const env = await serve();
    const live = await call(['audit', '--format', 'json', '--save-snapshot', at('night.json')], env);
    const again = await call(['audit', '--snapshot', at('night.json'), '--format', 'json']);

    expect(live.code).toBe(0);
    expect(JSON.parse(live.stdout).findings.length).toBeGreaterThan(30);
    const { findings, checks, coverage, account } = JSON.parse(live.stdout);
    expect(JSON.parse(again.stdout)).toMatchObject({ findings, checks, coverage, account });
    expect((await stat(at('night.json'))).mode & 0o777).toBe(0o600);
    // What goes on is for people, and there is none.
    expect(live.stderr).toBe('');
  });

  it('goes on without what it may not read, says so and exits with 3', async () => {
    const env = await serve({ faults: [{ on: 'iam:GenerateServiceLastAccessedDetails', fault: 'denied' }] });
    const { code, stdout } = await call(['audit', '--fail-on', 'low'], env);
    expect(code).toBe(3);
    expect(stdout).toMatch(/Coverage: \d\d(\.\d)? %, incomplete\n {2}not seen: last-accessed: .*Access denied/);
    expect(stdout).toMatch(/\n {2}unknown: .*services-unused/);
  });

  it('shows the nights that are stored in the page, with --publish alone', async () => {
    const env = await serve();
    await call(['audit', '--publish', '--out', at('first-night.txt')], env);
    await call(['audit', '--publish', '--format', 'html', '--out', at('second-night.html')], env);
    await call(['audit', '--format', 'html', '--out', at('only-looked-at.html')], env);
    expect((await trendIn(at('second-night.html'))).length).toBe(2);
    expect(await trendIn(at('only-looked-at.html'))).toEqual([]);
  });

  it('stores with --publish, and sends the metrics of the contract', async () => {
    const env = await serve();
    const { code, stderr, stdout } = await call(['audit', '--publish', '--format', 'json'], env);
    const report = JSON.parse(stdout);

    expect(code).toBe(0);
    expect(stderr).toMatch(/^no kmsKeyId is configured: findings are encrypted with the account's default key/m);
    const own = parameters().filter((name) => name.startsWith('/account-auditor/'));
    const folders = new Set(own.map((name) => name.replace(/[0-9a-f]{16}$/, '{hash}')));
    expect([...folders].sort()).toEqual(
      ['findings/{hash}', 'manifests/{hash}', 'summary'].map((name) => `/account-auditor/${accountId}/${name}`),
    );
    expect(report.findings.every(({ status }: { status: string }) => status === 'new')).toBe(true);

    const metrics = [...(sandbox?.accounts[0]?.cloudwatch.inRegion(region).values() ?? [])];
    expect(metrics.map(({ name }) => name).sort()).toEqual(
      [
        ...['Critical', 'High', 'Medium', 'Low', 'Info'].map((severity) => `Findings${severity}`),
        ...['FindingsNewCritical', 'FindingsNewHigh', 'FindingsNew', 'FindingsResolved'],
        ...['UnusedPolicies', 'UnusedPrincipals', 'UnusedCredentials', 'CoveragePercent'],
        ...['AuditDurationMs', 'ApiCalls', 'Throttles', 'AuditCompleted'],
      ].sort(),
    );
    for (const { namespace, dimensions, points } of metrics) {
      expect(namespace).toBe('AccountAuditor');
      expect(dimensions).toEqual([
        { name: 'AccountId', value: accountId },
        { name: 'service', value: 'account-auditor' },
      ]);
      expect(points).toHaveLength(1);
    }
    const high = metrics.find(({ name }) => name === 'FindingsHigh')?.points[0]?.sum;
    expect(high).toBe(report.summary.counts.high);
  });

  it('has its result when only the metrics are refused', async () => {
    const env = await serve({ faults: [{ on: 'cloudwatch:PutMetricData', fault: 'denied' }] });
    const { code, stderr } = await call(['audit', '--publish', '--out', at('published.txt')], env);
    expect(code).toBe(4);
    expect(stderr).toMatch(
      /account-auditor: CloudWatch did not take the metrics: Access denied .*; the findings are stored; "account-auditor doctor" lists .*\n$/,
    );
    expect(await readFile(at('published.txt'), 'utf8')).toContain('Findings: ');
  });

  it('ends by the signal that it gets, gives the lease back and leaves no file behind', async () => {
    const env = await serve({ faults: [{ on: 'ssm:PutParameter', fault: 'latency', ms: 50 }] });
    const args = [executable, 'audit', '--publish', '--out', at('late.txt'), '--save-snapshot', at('late.json')];
    const child = spawn(process.execPath, args, { env: { ...process.env, ...env } });
    const stderr = text(child.stderr);
    while (!parameters().some((name) => name.includes('/findings/'))) await sleep(20);
    child.kill('SIGINT');
    const [code, signal] = await once(child, 'close');

    expect({ code, signal }).toEqual({ code: null, signal: 'SIGINT' });
    expect(await stderr).toMatch(/account-auditor: interrupted \(SIGINT\)\n$/);
    expect(parameters().filter((name) => /\/(lease|summary)$/.test(name))).toEqual([]);
    expect((await readdir(at())).filter((name) => name.includes('late'))).toEqual([]);
  });
});

describe('account-auditor audit that cannot run', () => {
  const signedIn = {
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    AWS_REGION: 'eu-west-1',
  };

  it.each<[string, Readonly<Record<string, string>>, readonly string[], RegExp, number]>([
    [
      'a profile that does not exist',
      {},
      ['--profile', 'prdo'],
      /no profile "prdo" in the AWS configuration files; accepted: default, prod/,
      4,
    ],
    ['such a profile in the environment', { AWS_PROFILE: 'prdo' }, [], /no profile "prdo"/, 4],
    ['no credentials', { AWS_REGION: 'eu-west-1' }, [], /No valid AWS credentials .*; sign in, or name a --profile/, 4],
    [
      'no Region',
      {},
      ['--profile', 'prod'],
      /No Region: give --region, set AWS_REGION, or set region in the profile/,
      2,
    ],
    [
      'a Region that is none',
      signedIn,
      ['--region', 'Frankfurt'],
      /Not the name of a Region: "Frankfurt"; one looks like eu-west-1/,
      2,
    ],
    [
      'an endpoint where nothing listens',
      { ...signedIn, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
      [],
      /Nothing answers at 127\.0\.0\.1:9/,
      4,
    ],
    [
      'an endpoint that is no URL',
      { ...signedIn, AWS_ENDPOINT_URL: 'garbage' },
      [],
      /Not a URL: "garbage"; accepted as AWS_ENDPOINT_URL/,
      4,
    ],
  ])('says in one line that there is %s', async (_, env, args, words, code) => {
    await writeFile(
      at('config'),
      '[default]\noutput = json\n[profile prod]\noutput = json\n[sso-session corp]\nsso_region = eu-west-1\n',
    );
    const run = await call(['audit', ...args], { AWS_CONFIG_FILE: at('config'), ...env });
    expect(run.stderr).toMatch(/^account-auditor: [^\n]+\n$/);
    expect(run.stderr).toMatch(words);
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code, stdout: '' });
  });

  it.each<[string, SandboxOptions['faults'], RegExp]>([
    [
      'expired credentials',
      [{ fault: 'expiredToken' }],
      /The AWS credentials have expired; sign in again or renew them/,
    ],
    ['an account that answers nothing but refusals', [{ on: 'sts:*', fault: 'denied' }], /Access denied/],
  ])('says in one line that it has %s', async (_, faults, words) => {
    const env = await serve({ faults: faults ?? [] });
    const run = await call(['audit', '--out', at('never.txt')], env);
    expect(run.stderr).toMatch(/^account-auditor: [^\n]+\n$/);
    expect(run.stderr).toMatch(words);
    expect(run.code).toBe(4);
    expect(await readdir(at())).not.toContain('never.txt');
  });

  it('says which account it found and which it was to find', async () => {
    const env = await serve();
    await writeFile(at('expected.json'), '{"expectedAccountId": "999988887777"}');
    const { code, stderr } = await call(['audit', '--config', at('expected.json')], env);
    expect(stderr).toMatch(
      /belong to account 111122223333, and the configuration expects 999988887777; nothing was read\n$/,
    );
    expect(code).toBe(4);
  });

  it.each([
    ['--out', 'it is a folder; name a file'],
    ['--save-snapshot', 'it is a folder; name a file'],
  ])('asks AWS nothing when the place of %s cannot be had', async (flag, reason) => {
    const env = await serve();
    const args = flag === '--out' ? ['--out', at('night.json', 'x')] : [flag, at()];
    await writeFile(at('night.json'), 'a file');
    const { code, stderr } = await call(['audit', ...args], env);
    expect(stderr).toContain(flag === '--out' ? 'part of the path is a file, not a folder' : reason);
    expect(code).toBe(2);
    expect(sandbox?.ledger.count()).toBe(0);
  });
});
