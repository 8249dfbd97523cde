import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Diagnosis, LineTopic } from '../../lib/doctor/diagnosis.ts';
import { type DoctorOptions, diagnose } from '../../lib/doctor/doctor.ts';
import type { Trial } from '../../lib/doctor/trial.ts';
import { trials } from '../../lib/doctor/trials.ts';
import type { AccountSpecInput } from '../../lib/sandbox/account-file.ts';
import { loadAccountFile } from '../../lib/sandbox/load.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../lib/sandbox/server.ts';
import { actionOf } from '../iam-actions.ts';

const ada = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' }],
};

/** A small account, which ada may audit herself or through a role. */
const account: AccountSpecInput = {
  accountId: '111122223333',
  alias: 'northwind-lab',
  credentials: [{ ...ada, as: 'user/ada' }],
  users: [{ name: 'ada', created: '-400d', keys: [{ created: '-90d' }] }],
  roles: [{ name: 'auditor', created: '-90d', trust }],
};

const sample = loadAccountFile(fileURLToPath(new URL('../../lib/sandbox/accounts/sample.json', import.meta.url)));

const sampleBucket = 'account-auditor-archive-111122223333-eu-west-1';

afterEach(() => vi.unstubAllEnvs());

/** Starts an account and points the environment at it, as ada, in eu-west-1. */
async function anAccount(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ accounts: [account], ...options });
  onTestFinished(() => sandbox.close());
  stub({ ...sandbox.environment, AWS_REGION: 'eu-west-1' });
  return sandbox;
}

function stub(environment: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
}

/** Writes a shared configuration file and makes it the one that is read; answers its path. */
async function aConfigFile(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'doctor-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'config');
  await writeFile(path, text);
  vi.stubEnv('AWS_CONFIG_FILE', path);
  return path;
}

const withoutKey = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_SESSION_TOKEN: '' };
const keyOfAda = `aws_access_key_id = ${ada.accessKeyId}\naws_secret_access_key = ${ada.secretAccessKey}\n`;

function examine(options: Partial<DoctorOptions> = {}): Promise<Diagnosis> {
  return diagnose({ prefix: '/account-auditor', clock: () => new Date(), ...options });
}

function linesOn({ lines }: Diagnosis, topic: LineTopic) {
  return lines.filter((line) => line.topic === topic);
}

/** What only the account that manages an organisation may read. */
const ofManagement = trials
  .map(({ action }) => action)
  .filter((action) => /^organizations:(?!DescribeOrganization$)/.test(action));

describe('diagnose', () => {
  it('finds everything in order, and says what that is', async () => {
    const sandbox = await anAccount({ accounts: sample });
    const diagnosis = await examine();
    expect(diagnosis).toMatchObject({
      status: 'fine',
      account: { accountId: '111122223333', alias: 'northwind-prod' },
    });
    expect(diagnosis.lines.filter(({ status }) => status !== 'ok')).toMatchObject([
      { topic: 'endpoint', status: 'warn', text: expect.stringContaining(sandbox.endpoint) },
      ...ofManagement.map((subject) => ({ topic: 'permission', subject, status: 'unknown' })),
      { topic: 'permission', subject: 'ssm:PutParameter', status: 'unknown' },
      {
        topic: 'permission',
        subject: 's3:PutObject',
        status: 'unknown',
        text: expect.stringMatching(/names no bucket/),
      },
    ]);
    expect(linesOn(diagnosis, 'region')).toMatchObject([{ text: 'eu-west-1, from AWS_REGION' }]);
    expect(linesOn(diagnosis, 'caller')).toMatchObject([
      {
        text: expect.stringMatching(
          /^account 111122223333 \(northwind-prod\) as arn:aws:sts::111122223333:assumed-role/,
        ),
      },
    ]);
    expect(linesOn(diagnosis, 'settings')).toMatchObject([{ text: '/account-auditor/config is accepted' }]);
    expect(linesOn(diagnosis, 'quota')).toHaveLength(5);
    expect(linesOn(diagnosis, 'cost')).toMatchObject([{ text: expect.stringMatching(/^at most \d+ calls to IAM/) }]);
  });

  it('tries each permission of the audit function once, and writes nothing', async () => {
    const management = {
      id: 'o-a1b2c3d4e5',
      managementAccountId: '111122223333',
      accounts: [{ id: '222233334444', name: 'audit', joined: '-90d' }],
      serviceControlPolicies: [{ id: 'p-0a1b2c3d', name: 'guardrails', document: '{}' }],
      delegatedAdministrators: [{ id: '222233334444', enabled: '-80d', services: ['guardduty.amazonaws.com'] }],
    };
    const sandbox = await anAccount({ accounts: sample.map((spec) => ({ ...spec, organization: management })) });
    await examine({ archiveBucket: sampleBucket });
    const counts = sandbox.ledger.counts();
    expect(Object.entries(counts).filter(([action, count]) => count > (isAskedTwice(action) ? 2 : 1))).toEqual([]);
    const yaml = await readFile(new URL('../../serverless.yml', import.meta.url), 'utf8');
    const statement = /Sid: ReadTheAccount\n[\s\S]*?Resource:/.exec(yaml)?.[0] ?? '';
    const granted = statement.match(/[a-z0-9-]+:[A-Z]\w+/g);
    const isOfStack = ({ neededBy }: Trial) => neededBy === 'store' || neededBy === 'archive';
    const tried = trials.filter((each) => !isOfStack(each)).map(({ action }) => action);
    const ofStack = trials.filter(isOfStack).map(({ action }) => action);
    expect([...tried, 'sts:GetCallerIdentity'].toSorted()).toEqual(granted?.toSorted());
    for (const action of ofStack) expect(yaml).toContain(action);
    const called = Object.keys(counts).map((operation) => actionOf(operation));
    expect(called.toSorted()).toEqual([...tried, 'sts:GetCallerIdentity', ...ofStack].toSorted());
    const objects = sandbox.accounts[0]?.s3.buckets.get(sampleBucket)?.objects;
    expect(objects?.size).toBe(0);
  });

  it('names exactly the permissions that are missing', async () => {
    const sandbox = await anAccount();
    sandbox.setFaults([
      { on: 'iam:GetCredentialReport', fault: 'denied' },
      { on: 'iam:GenerateServiceLastAccessedDetails', fault: 'denied' },
      { on: 'ec2:*', fault: 'denied' },
    ]);
    const diagnosis = await examine();
    expect(diagnosis.status).toBe('incomplete');
    const failed = diagnosis.lines.filter(({ status }) => status === 'fail');
    expect(failed.map(({ subject }) => subject).toSorted()).toEqual([
      'ec2:DescribeIamInstanceProfileAssociations',
      'ec2:DescribeRegions',
      'iam:GenerateServiceLastAccessedDetails',
      'iam:GetCredentialReport',
    ]);
    expect(failed[0]?.text).toMatch(/^passwords, access keys, MFA: Access denied \(AccessDenied\): User: arn:aws:iam:/);
  });

  it('says of what cannot be tried why not', async () => {
    const sandbox = await anAccount();
    sandbox.setFaults([{ on: 'iam:GenerateServiceLastAccessedDetails', fault: 'denied' }]);
    const lines = linesOn(await examine(), 'permission').filter(({ status }) => status === 'unknown');
    expect(lines.map(({ subject, text }) => `${subject}: ${text}`)).toEqual([
      'iam:GetServiceLastAccessedDetails: which permissions are used: there is no job of GenerateServiceLastAccessedDetails to try it on',
      'iam:GetOpenIDConnectProvider: the age of identity providers: there is no OpenID Connect provider to try it on',
      'cloudtrail:GetTrailStatus: whether trails record: there is no trail to try it on',
      "access-analyzer:ListFindings: what analyzers found: there is no analyzer in the audit's Region to try it on",
      'organizations:ListAccounts: accounts of the same organisation: there is no organisation that this account manages to try it on',
      ...ofManagement.slice(1).map((action) => expect.stringMatching(`^${action}: .*: there is no .* to try it on$`)),
      expect.stringMatching(
        /^s3:GetBucketPolicy: .*: there is no bucket in the audit's Region to try it on; needed with/,
      ),
      expect.stringMatching(/^s3:GetEncryptionConfiguration: /),
      expect.stringMatching(/^s3:GetBucketPublicAccessBlock: /),
      expect.stringMatching(/^s3:GetBucketAcl: /),
      expect.stringMatching(
        /^kms:GetKeyRotationStatus: .*: there is no key in the audit's Region to try it on; needed with/,
      ),
      expect.stringMatching(/^kms:DescribeKey: /),
      expect.stringMatching(/^ssm:PutParameter: .*not tried/),
      expect.stringMatching(/^s3:PutObject: .*not tried/),
    ]);
  });

  it('takes a report or a password policy that does not exist for permission to ask', async () => {
    const sandbox = await anAccount();
    sandbox.setFaults([
      { on: 'iam:GetCredentialReport', fault: 'error', code: 'ReportNotPresent', status: 410 },
      { on: 'iam:GetAccountPasswordPolicy', fault: 'error', code: 'NoSuchEntity', status: 404 },
    ]);
    expect((await examine()).status).toBe('fine');
  });

  it('is not content with an answer that it did not get', async () => {
    const sandbox = await anAccount();
    sandbox.setFaults([{ on: 'iam:ListServerCertificates', fault: 'error', code: 'InvalidInput' }]);
    const diagnosis = await examine();
    expect(diagnosis.status).toBe('incomplete');
    expect(diagnosis.lines.filter(({ status }) => status === 'fail')).toEqual([]);
    expect(diagnosis.lines.find(({ subject }) => subject === 'iam:ListServerCertificates')?.status).toBe('unknown');
  });

  it('only warns when the store cannot be read: an audit can do without', async () => {
    const sandbox = await anAccount();
    sandbox.setFaults([{ on: 'ssm:*', fault: 'denied' }]);
    const diagnosis = await examine();
    expect(diagnosis.status).toBe('fine');
    expect(diagnosis.lines.find(({ subject }) => subject === 'ssm:GetParameter')).toMatchObject({
      status: 'warn',
      text: expect.stringContaining('needed by --publish and by the function alone'),
    });
    expect(linesOn(diagnosis, 'settings')).toMatchObject([{ status: 'unknown' }]);
  });

  it('says what is lost without a permission for the archive', async () => {
    const archiveBucket = 'nightly-archive';
    const sandbox = await anAccount({ accounts: [{ ...account, buckets: [archiveBucket] }] });
    sandbox.setFaults([{ on: 's3:PutObject', fault: 'denied' }]);
    const diagnosis = await examine({ archiveBucket });
    const archive = linesOn(diagnosis, 'permission').filter(
      ({ text }) => text.includes('function alone') && !text.includes('--publish'),
    );
    expect(archive.map(({ subject, status }) => [subject, status])).toEqual([
      ['s3:ListBucket', 'ok'],
      ['s3:GetObject', 'ok'],
      ['s3:PutObject', 'warn'],
      ['s3:DeleteObject', 'ok'],
    ]);
    expect(archive[2]?.text).toMatch(/without it none is kept, .*: Access denied .*; needed by the function alone$/);
    expect(diagnosis.status).toBe('fine');
  });

  it('cannot tell what is missing of an archive that it may not list', async () => {
    const archiveBucket = 'nightly-archive';
    const sandbox = await anAccount({ accounts: [{ ...account, buckets: [archiveBucket] }] });
    sandbox.setFaults([{ on: 's3:ListObjectsV2', fault: 'denied' }]);
    const archive = linesOn(await examine({ archiveBucket }), 'permission').filter(
      ({ text }) => text.includes('function alone') && !text.includes('--publish'),
    );
    expect(archive.map(({ status }) => status)).toEqual(['warn', 'unknown', 'unknown', 'unknown']);
    expect(archive[1]?.text).toContain('there is no bucket that may be listed to try it on');
    expect(sandbox.ledger.count('s3:DeleteObject')).toBe(0);
  });

  it.each([
    ['{"unusedAfterDays": 0}', /^an audit would stop at \/account-auditor\/config: unusedAfterDays: /],
    [
      '{"expectedAccountId": "444455556666"}',
      /expects account 444455556666, and these credentials belong to 111122223333$/,
    ],
  ])('finds settings that would stop an audit: %s', async (settings, text) => {
    await anAccount({ accounts: [{ ...account, parameters: { '/account-auditor/config': settings } }] });
    const diagnosis = await examine();
    expect(diagnosis.status).toBe('incomplete');
    expect(linesOn(diagnosis, 'settings')).toMatchObject([{ status: 'fail', text: expect.stringMatching(text) }]);
  });

  it('stops at credentials that have expired', async () => {
    const credentials = [{ ...ada, sessionToken: 'token', as: 'user/ada', expired: true }];
    await anAccount({ accounts: [{ ...account, credentials }] });
    stub({
      AWS_ACCESS_KEY_ID: ada.accessKeyId,
      AWS_SECRET_ACCESS_KEY: ada.secretAccessKey,
      AWS_SESSION_TOKEN: 'token',
    });
    const diagnosis = await examine();
    expect(diagnosis).toMatchObject({ status: 'cannot-run', account: null });
    expect(failures(diagnosis)).toEqual([expect.stringMatching(/^The AWS credentials have expired/)]);
  });

  it.each([
    [10, 'behind'],
    [-10, 'ahead of'],
  ])('stops when AWS is %i minutes ahead', async (minutes, direction) => {
    await anAccount({ clockOffsetMs: minutes * 60_000 });
    const diagnosis = await examine();
    expect(diagnosis.status).toBe('cannot-run');
    expect(failures(diagnosis)).toEqual([
      expect.stringContaining(`the clock of this machine is 10.0 minutes ${direction} AWS's`),
    ]);
  });

  it('warns of a clock that is on its way out', async () => {
    await anAccount({ clockOffsetMs: 3 * 60_000 });
    const diagnosis = await examine();
    expect(diagnosis.status).toBe('fine');
    expect(linesOn(diagnosis, 'clock')).toMatchObject([{ status: 'warn' }]);
  });

  it('stops when nothing answers', async () => {
    const sandbox = await anAccount();
    await sandbox.close();
    const diagnosis = await examine();
    expect(diagnosis.status).toBe('cannot-run');
    expect(failures(diagnosis)).toEqual([`Nothing answers at 127.0.0.1:${sandbox.port} (ECONNREFUSED)`]);
    expect(linesOn(diagnosis, 'clock')).toMatchObject([{ status: 'unknown' }]);
  });

  it('stops without a Region, and at what is none', async () => {
    expect(failures(await examine())).toEqual([expect.stringMatching(/^No Region: /)]);
    expect(failures(await examine({ region: 'ireland' }))).toEqual([
      expect.stringMatching(/^Not the name of a Region/),
    ]);
  });

  it('stops without credentials, and says where it has looked', async () => {
    await anAccount();
    stub(withoutKey);
    const path = await aConfigFile('[default]\nregion = eu-west-1\n');
    const diagnosis = await examine();
    expect(diagnosis.status).toBe('cannot-run');
    expect(failures(diagnosis)).toEqual([expect.stringMatching(/^No valid AWS credentials .* name a profile/)]);
    expect(failures(diagnosis)[0]).toContain(path);
  });

  it('stops at a profile that does not exist, whatever else is there', async () => {
    await anAccount();
    const path = await aConfigFile(`[profile prod]\n${keyOfAda}`);
    const diagnosis = await examine({ profile: 'prdo' });
    expect(diagnosis.status).toBe('cannot-run');
    expect(failures(diagnosis)).toEqual([`profile prdo (named by --profile) is neither in ${path} nor in /dev/null`]);
  });

  it('stops at a profile that gives nothing', async () => {
    await anAccount();
    await aConfigFile('[profile prod]\nregion = eu-west-1\n');
    expect(failures(await examine({ profile: 'prod' }))).toEqual([
      expect.stringMatching(/^profile prod \(named by --profile\) of .* gives no credentials: /),
    ]);
  });

  it('says which file a profile is of, and which Region it names', async () => {
    await anAccount();
    stub({ ...withoutKey, AWS_REGION: '', AWS_DEFAULT_REGION: '' });
    const path = await aConfigFile(`[profile prod]\nregion = eu-central-1\n${keyOfAda}`);
    const diagnosis = await examine({ profile: 'prod' });
    expect(diagnosis.status).toBe('fine');
    expect(linesOn(diagnosis, 'region')).toMatchObject([{ text: 'eu-central-1, from profile prod' }]);
    expect(linesOn(diagnosis, 'credentials')).toMatchObject([
      {
        status: 'ok',
        text: `profile prod (named by --profile) of ${path}: an access key in the file; access key AKIA...MPLE`,
      },
    ]);
  });

  it('warns when the environment hides a profile', async () => {
    await anAccount();
    const path = await aConfigFile(`[default]\n${keyOfAda}`);
    expect(linesOn(await examine(), 'credentials')).toMatchObject([
      { status: 'ok', text: expect.stringMatching(/^the access key in the environment/) },
      { status: 'warn', text: `this hides profile default of ${path}` },
    ]);
  });

  it('warns when AWS_PROFILE hides a key in the environment', async () => {
    await anAccount();
    await aConfigFile(`[profile stray]\n${keyOfAda}`);
    stub({ AWS_PROFILE: 'stray' });
    expect(linesOn(await examine(), 'credentials')).toMatchObject([
      { status: 'ok', text: expect.stringMatching(/^profile stray \(named by AWS_PROFILE\)/) },
      { status: 'warn', text: expect.stringMatching(/^this hides the access key in the environment \(AKIA/) },
    ]);
  });

  it('warns of half a key', async () => {
    await anAccount();
    await aConfigFile(`[default]\n${keyOfAda}`);
    stub({ ...withoutKey, AWS_ACCESS_KEY_ID: ada.accessKeyId });
    expect(linesOn(await examine(), 'credentials')).toMatchObject([
      { status: 'ok', text: expect.stringMatching(/^profile default \(nothing names another\)/) },
      { status: 'warn', text: 'AWS_ACCESS_KEY_ID is set without AWS_SECRET_ACCESS_KEY, so it is not used' },
    ]);
  });

  it('goes through a role, and says whose role it is', async () => {
    await anAccount();
    const roleArn = 'arn:aws:iam::111122223333:role/auditor';
    const diagnosis = await examine({ assumeRole: { roleArn } });
    expect(diagnosis.account?.callerArn).toBe('arn:aws:sts::111122223333:assumed-role/auditor/account-auditor');
    expect(linesOn(diagnosis, 'role')).toMatchObject([{ status: 'ok', text: `${roleArn} is taken on` }]);
  });

  it('stops at a role that cannot be taken on', async () => {
    await anAccount();
    const roleArn = 'arn:aws:iam::111122223333:role/nobodys';
    const diagnosis = await examine({ assumeRole: { roleArn } });
    expect(diagnosis.status).toBe('cannot-run');
    expect(failures(diagnosis)).toEqual([expect.stringMatching(/^arn:.*\/nobodys cannot be taken on: Access denied/)]);
  });
});

function failures({ lines }: Diagnosis): readonly string[] {
  return lines.filter(({ status }) => status === 'fail').map(({ text }) => text);
}

/** Some user and some role are looked for by a call each. */
function isAskedTwice(action: string): boolean {
  return action === 'iam:GetAccountAuthorizationDetails';
}
