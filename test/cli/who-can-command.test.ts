import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '../../lib/sandbox/server.ts';
import { anAccount } from '../builders/an-account.ts';

const executable = fileURLToPath(new URL('../../bin/account-auditor.js', import.meta.url));
const allow = (action: string, others: object = {}) => ({
  Version: '2012-10-17',
  Statement: [{ Sid: 'Some', Effect: 'Allow', Action: action, Resource: '*', ...others }] as never,
});
const withMfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const hostile = '\u001b[2J\u202e</script>\n[1] allowed';

interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Result> {
  try {
    const output = await promisify(execFile)(process.execPath, [executable, ...args], {
      env: { ...process.env, ...env },
    });
    return { code: 0, ...output };
  } catch (error) {
    const { code, stdout, stderr } = error as Result;
    return { code, stdout, stderr };
  }
}

describe('account-auditor can and who-can', () => {
  let folder = '';
  let snapshot = '';
  let broken = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'account-auditor-'));
    snapshot = join(folder, 'account.json');
    broken = join(folder, 'broken.json');
    const story = anAccount()
      .withPolicy('reports', allow('s3:GetObject', { Resource: 'arn:aws:s3:::reports/*' }))
      .withGroup('readers', { policies: ['reports'] })
      .withUser('alice', { groups: ['readers'], inline: { mfa: allow('iam:*', withMfa) } })
      .withRole('deploy', { inline: { [hostile]: allow('iam:PassRole', { Sid: hostile }) } });
    await writeFile(snapshot, JSON.stringify(story.build()));
    await writeFile(broken, JSON.stringify(story.withRole('app', { inline: { odd: '{' } }).build()));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('answers allowed, with the statement, its policy and the group, and exits with 0', async () => {
    const { code, stdout } = await run(['can', 'alice', 's3:GetObject', '--snapshot', snapshot]);
    expect(code).toBe(0);
    expect(stdout).toBe(`allowed: arn:aws:iam::111122223333:user/alice may s3:GetObject
  on arn:aws:s3:::reports/*

arn:aws:iam::111122223333:policy/reports, Statement[0] (Some), through arn:aws:iam::111122223333:group/readers, allows:
  {
    "Sid": "Some",
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::reports/*"
  }
`);
  });

  it('answers conditional, with the condition in words, and exits with 1', async () => {
    const { code, stdout } = await run(['can', 'alice', 'iam:DeleteUser', '*', '--snapshot', snapshot]);
    expect(code).toBe(1);
    expect(stdout).toContain(
      'conditional: arn:aws:iam::111122223333:user/alice may iam:DeleteUser on * under conditions',
    );
    expect(stdout).toContain('it depends on aws:MultiFactorAuthPresent');
    expect(stdout).toContain('allows if aws:MultiFactorAuthPresent is "true":');
  });

  it('takes the context into account', async () => {
    const args = [
      'can',
      'alice',
      'iam:DeleteUser',
      '--snapshot',
      snapshot,
      '--context',
      'aws:MultiFactorAuthPresent=true',
    ];
    expect((await run(args)).code).toBe(0);
  });

  it('answers implicitDeny, with what would have to allow, and exits with 1', async () => {
    const { code, stdout } = await run(['can', 'alice', 'ec2:RunInstances', '--snapshot', snapshot]);
    expect(code).toBe(1);
    expect(stdout).toBe(
      'implicitDeny: arn:aws:iam::111122223333:user/alice may not ec2:RunInstances; a policy of its own or of its groups would have to allow it\n',
    );
  });

  it('asks back when AWS has no such action, and answers all the same', async () => {
    const { code, stdout, stderr } = await run(['can', 'alice', 's3:GetObjekt', '--snapshot', snapshot]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('the nearest is s3:GetObject')]);
    expect(stdout).toContain('implicitDeny');
  });

  it('answers as JSON', async () => {
    const { stdout } = await run(['can', 'alice', 's3:GetObject', '--snapshot', snapshot, '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      account: { accountId: '111122223333' },
      principal: 'arn:aws:iam::111122223333:user/alice',
      action: 's3:GetObject',
      resource: null,
      decision: 'allowed',
      because: [
        {
          layer: 'identity',
          effect: 'Allow',
          policyArn: 'arn:aws:iam::111122223333:policy/reports',
          throughGroup: 'arn:aws:iam::111122223333:group/readers',
          statement: 0,
          sid: 'Some',
          text: { Action: 's3:GetObject' },
        },
      ],
      resources: [{ in: ['arn:aws:s3:::reports/*'], except: [], unknownKeys: [] }],
      unread: [],
    });
  });

  it('lists who can, and shows each statement once', async () => {
    const { code, stdout } = await run(['who-can', 'iam:PassRole', '--snapshot', snapshot]);
    expect(code).toBe(0);
    expect(stdout).toContain(
      '1 (1 more under conditions) of 2 users and roles of account 111122223333 may iam:PassRole',
    );
    expect(stdout).toContain(
      'conditional  arn:aws:iam::111122223333:user/alice [1]\n             on *\n             if aws:MultiFactorAuthPresent is "true"',
    );
    expect(stdout).toContain('allowed      arn:aws:iam::111122223333:role/deploy [2]');
    expect(stdout).toContain('[1] inline policy mfa of arn:aws:iam::111122223333:user/alice, Statement[0] (Some):');
  });

  it('shows nothing that a terminal obeys or that looks like a line of its own', async () => {
    const { stdout } = await run(['who-can', 'iam:PassRole', '--snapshot', snapshot]);
    expect(stdout).toContain('script>');
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(stdout).not.toContain('\n[1] allowed');
  });

  it('exits with 3, and says of whom it is unknown, when a policy could not be read', async () => {
    const { code, stdout } = await run(['who-can', 'iam:PassRole', '--snapshot', broken]);
    expect(code).toBe(3);
    expect(stdout).toContain('(1 more under conditions, unknown of 1) of 3');
    expect(stdout).toContain(
      'unknown      arn:aws:iam::111122223333:role/app\n             could not be read: inline policy odd',
    );
    expect((await run(['can', 'app', 's3:GetObject', '--snapshot', broken])).code).toBe(3);
  });

  it.each([
    [['can', 'nobody', 's3:GetObject'], 'no user or role'],
    [['can', 'alice', 's3:*'], 'one action'],
    [['who-can', 's3:GetObject', 'reports'], 'an ARN'],
    [['can', 'alice', 's3:GetObject', '--context', 'x'], 'KEY=VALUE'],
  ])('%j is a usage error', async (args, message) => {
    const { code, stdout, stderr } = await run([...args, '--snapshot', snapshot]);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
  });

  it('reads a live account by GetAccountAuthorizationDetails and nothing else', async () => {
    const sandbox = await startSandbox({
      accounts: [
        { accountId: '111122223333', users: [{ name: 'alice', created: '-9d', inline: { all: allow('*') } }] },
      ],
    });
    try {
      const env = { ...sandbox.environment, AWS_REGION: 'eu-west-1' };
      const { code, stdout } = await run(['can', 'alice', 's3:GetObject'], env);
      expect([code, stdout]).toEqual([0, expect.stringContaining('allowed: ')]);
      expect(sandbox.ledger.count()).toBe(1);
      expect(sandbox.ledger.count('iam:GetAccountAuthorizationDetails')).toBe(1);
    } finally {
      await sandbox.close();
    }
  });
});
