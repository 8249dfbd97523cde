import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '../../lib/sandbox/server.ts';
import { anAccount } from '../builders/an-account.ts';
import {
  ACCOUNT_ROOT,
  allowing,
  EVERYTHING,
  policyArnOf,
  roleArn,
  trusting,
  userArn,
} from '../escalation/documents.ts';
import { aFolder, call } from './command-line.ts';

const toAccount = trusting({ AWS: ACCOUNT_ROOT });
const assuming = (...names: string[]) => allowing('sts:AssumeRole', names.map(roleArn));
const provider = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
const deployTrust = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: ACCOUNT_ROOT }, Action: 'sts:AssumeRole' },
    { Effect: 'Allow', Principal: { Federated: provider }, Action: 'sts:AssumeRoleWithWebIdentity' },
  ],
};
const withMfa = trusting({ AWS: ACCOUNT_ROOT }, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } });
const hostile = '\u001b[2J\u202e[1] arn\n[9] x';

/** Eight developers by one policy, through `deploy`; one by MFA; and `ada`, who is an administrator. */
const story = Array.from({ length: 8 }, (_, index) => `dev-${index}`)
  .reduce(
    (account, name) => account.withUser(name, { groups: ['developers'] }),
    anAccount()
      .withPolicy('assume-deploy', assuming('deploy'))
      .withGroup('developers', { policies: ['assume-deploy'] }),
  )
  .withUser('ada', { inline: { all: EVERYTHING } })
  .withUser('olga', { inline: { [hostile]: assuming('guarded') } })
  .withRole('deploy', { trust: deployTrust, inline: { own: assuming('admin') } })
  .withRole('admin', { trust: toAccount, inline: { all: EVERYTHING } })
  .withRole('guarded', { trust: withMfa, inline: { all: EVERYTHING } });

describe('account-auditor paths', () => {
  let folder: Awaited<ReturnType<typeof aFolder>>;
  const paths = (...args: readonly string[]) => call(['paths', ...args, '--snapshot', folder.path('account.json')]);

  beforeAll(async () => {
    folder = await aFolder();
    const broken = story.withUser('odd', { inline: { odd: '{' } });
    await Promise.all([
      writeFile(folder.path('account.json'), JSON.stringify(story.build())),
      writeFile(folder.path('broken.json'), JSON.stringify(broken.build())),
    ]);
  });
  afterAll(() => folder.remove());

  it('names the version of a policy that a step puts in force, and cuts nothing of that version', async () => {
    const reviving = anAccount()
      .withPolicy('team', allowing('s3:GetObject'), { dormantVersions: [{ document: assuming('admin') }] })
      .withUser('eve', { policies: ['team'], inline: { own: allowing('iam:SetDefaultPolicyVersion') } })
      .withRole('admin', { trust: toAccount, inline: { all: EVERYTHING } });
    await writeFile(folder.path('reviving.json'), JSON.stringify(reviving.build()));
    const ask = (...args: readonly string[]) =>
      call(['paths', 'eve', '--snapshot', folder.path('reviving.json'), ...args]);
    const { stdout } = await ask();
    expect(stdout).toContain(`(iam-set-default-policy-version: v1 of ${policyArnOf('team')}), on itself, by [1]`);
    expect(stdout).toContain(`by Statement[0] of the other version of ${policyArnOf('team')}`);
    const [way] = JSON.parse((await ask('--format', 'json')).stdout).principals[0].paths;
    expect(way.hops[0].revived).toEqual({ policyArn: policyArnOf('team'), versionId: 'v1' });
  });

  it('shows each step of one principal, the statements, and what to cut', async () => {
    const { code, stdout } = await paths('dev-0');
    expect(code).toBe(0);
    expect(stdout).toBe(`arn:aws:iam::111122223333:user/dev-0 can become an administrator in 1 way

1. to arn:aws:iam::111122223333:role/admin
  Assume a role (sts-001), to arn:aws:iam::111122223333:role/deploy, by [1], trusted by [2]
  Assume a role (sts-001), to arn:aws:iam::111122223333:role/admin, by [3], trusted by [4]

Cut this statement and 1 of 1 paths are gone:
  [1] arn:aws:iam::111122223333:policy/assume-deploy, Statement[0]: 1 gone, 0 left

[1] arn:aws:iam::111122223333:policy/assume-deploy, Statement[0]:
  {
    "Effect": "Allow",
    "Action": [
      "sts:AssumeRole"
    ],
    "Resource": [
      "arn:aws:iam::111122223333:role/deploy"
    ]
  }

[2] trust policy of arn:aws:iam::111122223333:role/deploy, Statement[0]:
  {
    "Effect": "Allow",
    "Principal": {
      "AWS": "arn:aws:iam::111122223333:root"
    },
    "Action": "sts:AssumeRole"
  }

[3] inline policy own of arn:aws:iam::111122223333:role/deploy, Statement[0]:
  {
    "Effect": "Allow",
    "Action": [
      "sts:AssumeRole"
    ],
    "Resource": [
      "arn:aws:iam::111122223333:role/admin"
    ]
  }

[4] trust policy of arn:aws:iam::111122223333:role/admin, Statement[0]:
  {
    "Effect": "Allow",
    "Principal": {
      "AWS": "arn:aws:iam::111122223333:root"
    },
    "Action": "sts:AssumeRole"
  }
`);
  });

  it('shows everybody, those alike once and the most dangerous first, and who comes from outside', async () => {
    const { code, stdout } = await paths();
    expect(code).toBe(0);
    expect(stdout).toContain(
      '10 of 13 users and roles of account 111122223333 can become an administrator, in 10 ways, 1 of them under conditions\n',
    );
    const [deploy, developers, olga, outside] = [
      'role/deploy\n  Assume',
      'user/dev-4\nand 3 more, in the same way\n',
      'user/olga\n  Assume a role (sts-001), to arn:aws:iam::111122223333:role/guarded',
      `From outside the account:\n\n${provider}\n`,
    ].map((text) => stdout.indexOf(text));
    expect([deploy, developers, olga, outside]).not.toContain(-1);
    expect([deploy, developers, olga, outside]).toEqual(
      [deploy, developers, olga, outside].toSorted((a = 0, b = 0) => a - b),
    );
    expect(stdout).toContain('    if aws:MultiFactorAuthPresent is "true"');
    expect(stdout).toContain('Cut these 2 statements and 10 of 10 paths are gone:');
    expect(stdout).toContain(
      'inline policy own of arn:aws:iam::111122223333:role/deploy, Statement[0]: 9 gone, 1 left',
    );
  });

  it('shows nothing that a terminal obeys or that looks like a line of its own', async () => {
    const { stdout } = await paths('olga');
    expect(stdout).toContain('inline policy \\u{1b}[2J');
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(stdout).not.toContain('\n[9] x');
  });

  it('looks for the ways to somebody else', async () => {
    expect((await paths('dev-1', '--to', 'deploy')).stdout).toContain(
      `${userArn('dev-1')} can become ${roleArn('deploy')} in 1 way\n`,
    );
    const { stdout } = await paths('--to', 'deploy', '--cuts', '1');
    expect(stdout).toContain(
      `8 of 13 users and roles of account 111122223333 can become ${roleArn('deploy')}, in 8 ways\n`,
    );
    expect(stdout).toContain(`Cut this statement and 8 of 9 paths are gone:`);
    expect((await paths('ada', '--to', 'dev-0')).stdout).toContain('cannot become');
  });

  it('takes a point of entry for one who asks', async () => {
    const { stdout } = await paths(provider, '--cuts', '0');
    expect(stdout).toContain(`${provider} can become an administrator in 1 way\n`);
    expect(stdout).not.toContain('Cut');
  });

  it('says so where there is nothing to show', async () => {
    expect((await paths('ada')).stdout).toBe(`${userArn('ada')} is an administrator as it is\n`);
    expect((await paths('olga', '--to', 'deploy')).stdout).toBe(
      `${userArn('olga')} cannot become ${roleArn('deploy')}\n`,
    );
  });

  it('answers as JSON', async () => {
    const { stdout } = await paths('dev-0', '--format', 'json');
    const answer: unknown = JSON.parse(stdout);
    expect(answer).toMatchObject({
      schemaVersion: 1,
      account: { accountId: '111122223333', partition: 'aws' },
      from: userArn('dev-0'),
      to: null,
      isAdmin: false,
      gap: null,
      unread: [],
      longestPath: null,
      principals: [
        {
          principal: userArn('dev-0'),
          paths: [
            {
              target: roleArn('admin'),
              conditional: false,
              hops: [
                {
                  from: userArn('dev-0'),
                  to: roleArn('deploy'),
                  technique: 'sts-001',
                  title: 'Assume a role',
                  grants: [{ policyArn: policyArnOf('assume-deploy'), statement: 0 }],
                  trusts: [{ trustPolicyOf: roleArn('deploy'), statement: 0 }],
                  conditional: false,
                  conditions: [],
                },
                { from: roleArn('deploy'), to: roleArn('admin') },
              ],
            },
          ],
        },
      ],
      entryPoints: [],
      cuts: [{ policyArn: policyArnOf('assume-deploy'), statement: 0, sid: null, pathsBefore: 1, pathsAfter: 0 }],
    });
    expect(answer).toHaveProperty('statements.0.text.Action', ['sts:AssumeRole']);
    const everybody: unknown = JSON.parse((await paths('--format', 'json')).stdout);
    expect(everybody).toMatchObject({ from: null, entryPoints: [{ entryPoint: provider, paths: [{}] }] });
    expect(everybody).not.toHaveProperty('isAdmin');
  });

  it('exits with 3, and says of whom, when a policy could not be read', async () => {
    const { code, stdout } = await call(['paths', '--snapshot', folder.path('broken.json')]);
    expect(code).toBe(3);
    expect(stdout).toContain(`There can be other paths: policies could not be read of ${userArn('odd')}`);
  });

  it.each([
    [['nobody'], 'no user or role'],
    [['dev-0', '--to', 'developers'], 'a group makes no requests'],
    [['arn:aws:iam::111122223333:root'], 'points of entry'],
    [['--cuts', 'many'], 'a number'],
  ])('%j is a usage error', async (args, message) => {
    const { code, stdout, stderr } = await paths(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('gives examples', async () => {
    expect((await call(['paths', '--help'])).stdout).toContain('account-auditor paths deploy-bot --to');
  });

  it('reads a live account by GetAccountAuthorizationDetails and nothing else', async () => {
    const sandbox = await startSandbox({
      accounts: [
        {
          accountId: '111122223333',
          users: [{ name: 'eve', created: '-9d', inline: { own: allowing('iam:PutUserPolicy') as never } }],
        },
      ],
    });
    try {
      const { code, stdout } = await call(['paths', 'eve'], { ...sandbox.environment, AWS_REGION: 'eu-west-1' });
      expect([code, stdout]).toEqual([0, expect.stringContaining('(iam-007), on itself')]);
      expect(sandbox.ledger.count()).toBe(1);
    } finally {
      await sandbox.close();
    }
  });
});
