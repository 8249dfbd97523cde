import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAccount } from '../builders/an-account.ts';
import { daysAgo } from '../builders/time.ts';
import { account as authorizationDetails } from '../snapshot/authorization-details-output.ts';
import { aFolder, call, type Run } from './command-line.ts';

let folder: Awaited<ReturnType<typeof aFolder>>;
const at = (...parts: readonly string[]) => folder.path(...parts);

const account = anAccount()
  .withRole('old-etl', { created: daysAgo(700), lastUsed: null })
  .build();

/** Files that somebody might hand in, by what is wrong with them. */
const files: Readonly<Record<string, string>> = {
  'account.json': JSON.stringify(account),
  'empty.json': '',
  'cut-off.json': JSON.stringify(account).slice(0, 500),
  'text.json': 'UserDetailList',
  'list.json': '[1, 2, 3]',
  'nested.json': `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  'deep.json': '{"UserDetailList":'.repeat(100_000),
  'version.json': '{"schemaVersion": 99}',
  'field.json': JSON.stringify({ ...account, takenAt: 'yesterday' }),
  'details.json': JSON.stringify({ ...authorizationDetails(), RoleDetailList: 'none' }),
  'short.csv': 'user,arn\nada',
  'columns.csv': 'user,arn\n',
  'text.settings': 'unusedAfterDays = 30',
  'typo.settings': '{"unusedAfterDay": 30}',
  'value.settings': '{"unusedAfterDays": "thirty"}',
  'check.settings': '{"severities": {"role-unusd": "high"}}',
};

beforeAll(async () => {
  folder = await aFolder();
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(at(name), text)));
  await mkdir(at('no-snapshots'));
});
afterAll(() => folder.remove());

/** One line on stderr that names what is wrong, nothing on stdout. */
function expectRefusal({ code, stdout, stderr }: Run, words: RegExp): void {
  expect(stderr).toMatch(/^account-auditor: [^\n]+\n$/);
  expect(stderr).toMatch(words);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
}

describe('account-auditor', () => {
  it.each<[string, readonly string[], RegExp]>([
    [
      'a command that is none',
      ['chekcs'],
      /unknown command 'chekcs' \(Did you mean checks\?\); "account-auditor --help"/,
    ],
    ['a command that is none, with --help', ['chekcs', '--help'], /unknown command 'chekcs'/],
    ['help for a command that is none', ['help', 'who'], /unknown command 'who'; "account-auditor --help"/],
    [
      'an argument that is none',
      ['can', 'ada', 'GetObject'],
      /argument 'action': 'GetObject' is invalid\. Accepted is one/,
    ],
    ['an option that is none', ['audit', '--bogus'], /unknown option '--bogus'; "account-auditor audit --help"/],
    ['an argument too many', ['audit', 'prod'], /too many arguments for 'audit'.*"account-auditor audit --help"/],
    [
      'an option without its value',
      ['audit', '--snapshot'],
      /option '--snapshot <path>' argument missing; "account-auditor audit --help"/,
    ],
    ['an option that is nearly one', ['audit', '--snapshto', 'x'], /'--snapshto' \(Did you mean --snapshot\?\)/],
    ['a command of a command', ['findings', 'lits'], /unknown command 'lits' \(Did you mean list\?\)/],
    ['a value that is nearly one', ['audit', '--format', 'jsn'], /'jsn' is invalid.*\(Did you mean json\?\)/],
    [
      'a value that is not accepted',
      ['checks', '--format', 'yaml'],
      /'yaml' is invalid\. Allowed choices are table, json/,
    ],
    ['a port that is none', ['demo', '--port', '99999'], /Accepted is a number from 0 to 65535/],
  ])('refuses %s', async (_, args, words) => {
    expectRefusal(await call(args), words);
  });

  it('says what it can do when it is asked, and when it is not asked anything', async () => {
    const asked = await call(['--help']);
    expect(asked).toMatchObject({ code: 0, stderr: '' });
    expect(asked.stdout).toMatch(
      /^Usage: account-auditor[\s\S]*audit[\s\S]*checks[\s\S]*demo[\s\S]*Exit codes:\n {2}0 {2}done\n {2}1 {2}/,
    );
    expect(await call([])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^Usage: account-auditor COMMAND[\s\S]*account-auditor audit /),
    });
  });

  it('says which version it is', async () => {
    expect((await call(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each(['audit', 'checks', 'demo', 'doctor', 'evaluate', 'can', 'who-can'])('explains %s', async (command) => {
    const { code, stdout } = await call([command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: account-auditor ${command} `));
  });
});

describe('account-auditor audit', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['--publish of a file', ['--snapshot', 'x', '--publish'], /--publish does not go with --snapshot/],
    ['--publish of some checks', ['--publish', '--check', 'role-unused'], /--publish does not go with --check/],
    ['--publish of another time', ['--publish', '--now', '2026-01-01'], /--publish does not go with --now/],
    ['--save-snapshot of a snapshot', ['--snapshot', 'x', '--save-snapshot', 'y'], /--save-snapshot does not go with/],
    [
      'a credential report beside a live audit',
      ['--credential-report', 'x'],
      /--credential-report goes with --snapshot/,
    ],
    ['an external id for no role', ['--external-id', 'x'], /--external-id goes with --role-arn/],
    ['an MFA device for no role', ['--mfa-serial', 'x'], /--mfa-serial goes with --role-arn/],
    ['two formats on stdout', ['--format', 'csv', '--format', 'json'], /several --format need --out FOLDER/],
    [
      'a check that does not exist',
      ['--check', 'role-unusd'],
      /no check is called role-unusd \(did you mean role-unused\?\); "account-auditor checks"/,
    ],
    ['a check named twice', ['--check', 'role-unused', '--check', 'role-unused'], /role-unused is named twice/],
  ])('refuses %s', async (_, args, words) => {
    expectRefusal(await call(['audit', ...args]), words);
  });

  it.each<[string, RegExp]>([
    ['missing.json', /no such file/],
    ['empty.json', /not JSON \(Unexpected end/],
    ['cut-off.json', /not JSON/],
    ['text.json', /not JSON/],
    ['list.json', /neither UserDetailList nor schemaVersion/],
    ['nested.json', /nested deeper than/],
    ['deep.json', /not JSON|nested deeper than/],
    ['version.json', /schemaVersion 99; this program reads version 1/],
    ['field.json', /takenAt: /],
    ['details.json', /RoleDetailList: .*expected array/],
    ['no-snapshots', /no \.json file in this folder/],
  ])('refuses the snapshot %s, by its name and with what is accepted', async (name, words) => {
    const run = await call(['audit', '--snapshot', at(name)]);
    expectRefusal(run, words);
    expect(run.stderr).toContain(`account-auditor: ${at(name)}: `);
  });

  it.each<[string, RegExp]>([
    ['missing.csv', /no such file/],
    ['short.csv', /cut off/],
    ['columns.csv', /no column user_creation_time; accepted is the CSV of IAM's credential report/],
    ['account.json', /cut off, or not a credential report|no column/],
  ])('refuses the credential report %s', async (name, words) => {
    const run = await call(['audit', '--snapshot', at('account.json'), '--credential-report', at(name)]);
    expectRefusal(run, words);
    expect(run.stderr).toContain(at(name));
  });

  it.each<[string, RegExp]>([
    ['missing.settings', /no such file/],
    ['text.settings', /not JSON; accepted is an object such as/],
    ['typo.settings', /unusedAfterDay: no such field; accepted are unusedAfterDays, /],
    ['value.settings', /unusedAfterDays: /],
    ['check.settings', /severities\.role-unusd: no such check/],
  ])('refuses the configuration %s, by its name and field', async (name, words) => {
    const run = await call(['audit', '--snapshot', at('account.json'), '--config', at(name)]);
    expectRefusal(run, words);
    expect(run.stderr).toContain(`account-auditor: ${at(name)}: `);
  });

  it('refuses to put the result in the place of the snapshot', async () => {
    const file = at('account.json');
    expectRefusal(
      await call(['audit', '--snapshot', file, '--format', 'json', '--out', file]),
      /the result would take the place of the snapshot; name another --out/,
    );
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(account);
  });

  it('writes nothing at all when one of many files is bad', async () => {
    await mkdir(at('accounts'));
    await writeFile(at('accounts/a-good.json'), JSON.stringify(account));
    await writeFile(at('accounts/b-bad.json'), '{');
    expectRefusal(await call(['audit', '--snapshot', at('accounts'), '--out', at('results')]), /b-bad\.json: not JSON/);
    expect(await readdir(at())).not.toContain('results');
  });

  it('wants a folder for the results of a folder', async () => {
    await mkdir(at('one'));
    await writeFile(at('one/a.json'), JSON.stringify(account));
    expectRefusal(await call(['audit', '--snapshot', at('one')]), /several results need --out FOLDER/);
    expectRefusal(
      await call(['audit', '--snapshot', at('one'), '--out', at('text.json')]),
      /text\.json: it is a file; several results need a folder/,
    );
    expectRefusal(
      await call(['audit', '--snapshot', at('one'), '--credential-report', 'x', '--out', at('r')]),
      /--credential-report goes with one --snapshot/,
    );
  });
});
