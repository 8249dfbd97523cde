import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checks } from '../../lib/checks/registry.ts';
import { severities } from '../../lib/findings/finding.ts';
import { anAccount } from '../builders/an-account.ts';
import { daysAgo, NOW } from '../builders/time.ts';
import { account as authorizationDetails } from '../snapshot/authorization-details-output.ts';
import { credentialReportCsv } from '../snapshot/credential-report-csv.ts';
import { aFolder, call, executable, run } from './command-line.ts';

let folder: Awaited<ReturnType<typeof aFolder>>;
const at = (...parts: readonly string[]) => folder.path(...parts);
const json = async (path: string) => JSON.parse(await readFile(path, 'utf8'));

/** Two roles that nobody uses, and an old version of a policy that allows everything. */
const account = anAccount()
  .withRole('old-etl', { created: daysAgo(700), lastUsed: null })
  .withRole('billing-export', { created: daysAgo(500), lastUsed: daysAgo(200) })
  .withGroup('nobody', { created: daysAgo(900) })
  .build();

beforeAll(async () => {
  folder = await aFolder();
  await writeFile(at('account.json'), JSON.stringify(account));
});
afterAll(() => folder.remove());

const audit = (...args: readonly string[]) => call(['audit', '--snapshot', at('account.json'), ...args]);
const found = async (...args: readonly string[]) =>
  JSON.parse((await audit('--format', 'json', ...args)).stdout).findings.map(
    ({ checkId, resource }: { checkId: string; resource: { name: string } }) => `${checkId} ${resource.name}`,
  );

describe('account-auditor audit --snapshot', () => {
  it('shows a table on stdout, and nothing else', async () => {
    const { code, stdout, stderr } = await audit();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Account 111122223333/);
    expect(stdout).toContain('role-unused (2): Role that nobody uses');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal acts on it, and this is none
    expect(stdout).not.toMatch(/\u001b/);
  });

  it.each([
    [['--fail-on', 'critical'], 0],
    [['--fail-on', 'medium'], 1],
    [['--fail-on', 'low'], 1],
    [['--fail-on', 'none'], 0],
    [['--fail-on', 'low', '--check', 'server-certificate-expired'], 0],
    // What is left out of the result still counts.
    [['--fail-on', 'low', '--min-severity', 'critical'], 1],
  ])('exits by %j with %i', async (args, code) => {
    expect((await audit(...args)).code).toBe(code);
  });

  it('exits with 3 when something could not be read, whatever else it found', async () => {
    const blind = anAccount()
      .withRole('old-etl', { created: daysAgo(700), lastUsed: null })
      .without('trails')
      .build();
    await writeFile(at('blind.json'), JSON.stringify(blind));
    const { code, stdout } = await call(['audit', '--snapshot', at('blind.json'), '--fail-on', 'low']);
    expect(code).toBe(3);
    expect(stdout).toContain('not seen: trails: ');
  });

  it('does not take a source that was skipped on purpose for a gap', async () => {
    const skipped = anAccount().without('ssh-public-keys', 'skipped').build();
    await writeFile(at('skipped.json'), JSON.stringify(skipped));
    expect((await call(['audit', '--snapshot', at('skipped.json')])).code).toBe(0);
  });

  it('leaves out what is below --min-severity, and counts it all the same', async () => {
    const report = JSON.parse((await audit('--format', 'json', '--min-severity', 'medium')).stdout);
    const order = report.findings.map(({ severity }: { severity: 'medium' }) => severities.indexOf(severity));
    expect(Math.max(...order)).toBeLessThanOrEqual(severities.indexOf('medium'));
    expect(report.summary.counts.low).toBeGreaterThan(0);
  });

  it('runs the checks that it is asked for', async () => {
    expect(await found('--check', 'group-empty', '--check', 'role-unused')).toEqual([
      'role-unused billing-export',
      'role-unused old-etl',
      'group-empty nobody',
    ]);
  });

  it('counts ages to --now', async () => {
    expect(await found('--check', 'role-unused', '--now', daysAgo(150))).toEqual(['role-unused old-etl']);
  });

  it('takes its settings from --config', async () => {
    await writeFile(at('settings.json'), JSON.stringify({ unusedAfterDays: 365 }));
    expect(await found('--check', 'role-unused', '--config', at('settings.json'))).toEqual(['role-unused old-etl']);
  });

  it('reads the output of aws iam get-account-authorization-details, with a credential report beside it', async () => {
    await writeFile(at('details.json'), JSON.stringify(authorizationDetails(), null, 4));
    const user = { user: 'ada', arn: 'arn:aws:iam::111122223333:user/ada', user_creation_time: daysAgo(600) };
    const key = { access_key_1_active: 'true', access_key_1_last_rotated: daysAgo(600) };
    await writeFile(at('report.csv'), credentialReportCsv([{ ...user, ...key }]));
    const args = ['audit', '--snapshot', at('details.json'), '--now', NOW.toISOString(), '--format', 'json'];

    const alone = JSON.parse((await call(args)).stdout);
    const withReport = await call([...args, '--credential-report', at('report.csv')]);
    const outcome = (report: typeof alone, id: string) =>
      report.checks.find((check: { id: string }) => check.id === id);

    expect(alone.account).toMatchObject({ accountId: '111122223333', partition: 'aws' });
    expect(outcome(alone, 'access-key-unused')).toMatchObject({ status: 'unknown', findings: 0 });
    expect(outcome(JSON.parse(withReport.stdout), 'access-key-unused')).toMatchObject({ status: 'fail', findings: 1 });
    expect(withReport.code).toBe(0);
  });
});

describe('account-auditor audit --out', () => {
  it('writes one format into a file, for its owner alone, and stays silent', async () => {
    const { code, stdout, stderr } = await audit('--format', 'ndjson', '--out', at('new', 'findings.ndjson'));
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
    expect((await readFile(at('new/findings.ndjson'), 'utf8')).trimEnd().split('\n').length).toBeGreaterThan(2);
  });

  it('writes all formats into a folder, all of the same findings', async () => {
    const formats = ['table', 'json', 'ndjson', 'csv', 'markdown', 'sarif'].flatMap((format) => ['--format', format]);
    await audit(...formats, '--out', at('all'));
    expect((await readdir(at('all'))).sort()).toEqual(
      ['csv', 'json', 'md', 'ndjson', 'sarif', 'txt'].map((extension) => `audit.${extension}`),
    );
    const { findings } = await json(at('all/audit.json'));
    const read = (extension: string) => readFile(at(`all/audit.${extension}`), 'utf8');
    expect(parse(await read('csv'))).toHaveLength(findings.length + 1);
    expect((await read('ndjson')).trimEnd().split('\n')).toHaveLength(findings.length);
    expect(JSON.parse(await read('sarif')).runs[0].results).toHaveLength(findings.length);
    for (const { resource } of findings) {
      expect(await read('md')).toContain(`\`${resource.name}\``);
      expect(await read('txt')).toContain(resource.name);
    }
  });

  it('writes one result an account for a folder of accounts, called after the file', async () => {
    await mkdir(at('accounts'));
    await writeFile(at('accounts/prod.json'), JSON.stringify(account));
    await writeFile(at('accounts/test.json'), JSON.stringify(anAccount().build()));
    await writeFile(at('accounts/README.md'), 'not an account');
    const { code } = await call(['audit', '--snapshot', at('accounts'), '--out', at('results'), '--fail-on', 'medium']);

    expect(code).toBe(1);
    expect((await readdir(at('results'))).sort()).toEqual(['prod.json', 'test.json']);
    expect((await json(at('results/prod.json'))).findings.length).toBeGreaterThan(2);

    await rm(at('results'), { recursive: true });
    await call(['audit', '--snapshot', at('accounts'), '--out', at('results'), '--format', 'json', '--format', 'csv']);
    expect((await readdir(at('results'))).sort()).toEqual(['prod.csv', 'prod.json', 'test.csv', 'test.json']);
  });

  it('keeps the older result when the new one cannot be made', async () => {
    await writeFile(at('kept.json'), 'of yesterday');
    await writeFile(at('broken.json'), '{');
    await call(['audit', '--snapshot', at('broken.json'), '--format', 'json', '--out', at('kept.json')]);
    expect(await readFile(at('kept.json'), 'utf8')).toBe('of yesterday');
    expect((await readdir(at())).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('account-auditor checks', () => {
  it('lists the catalogue for people', async () => {
    const { code, stdout } = await call(['checks']);
    expect(code).toBe(0);
    for (const { id } of checks) expect(stdout).toContain(id);
  });

  it('gives it to programs with its mappings', async () => {
    const catalogue = JSON.parse((await call(['checks', '--format', 'json'])).stdout);
    expect(catalogue.map(({ id }: { id: string }) => id)).toEqual(checks.map(({ id }) => id));
    for (const check of catalogue) {
      expect(check).toEqual({
        id: expect.stringMatching(/^[a-z0-9-]+$/),
        family: expect.any(String),
        title: expect.any(String),
        severity: expect.toBeOneOf([...severities]),
        rationale: expect.any(String),
        remediation: expect.any(String),
        needs: expect.any(Array),
        mappings: { cis: expect.any(Object), securityHub: expect.any(Array), prowler: expect.any(Array) },
      });
      for (const number of Object.values(check.mappings.cis)) expect(number).toMatch(/^\d+\.\d+(\.\d+)?$/);
    }
  });
});

describe('the process', () => {
  it('ends with its exit code, and without a word, when the reader has had enough', async () => {
    const big = anAccount();
    const many = Array.from({ length: 3_000 }).reduce<typeof big>(
      (story, _, index) => story.withRole(`worker-${index}`, { created: daysAgo(700), lastUsed: null }),
      big,
    );
    await writeFile(at('big.json'), JSON.stringify(many.build()));
    const args = [executable, 'audit', '--snapshot', at('big.json'), '--format', 'json', '--fail-on', 'low'];
    const child = spawn(process.execPath, args);
    child.stdout.once('data', () => child.stdout.destroy());
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });

  it.runIf(process.platform === 'linux')('says in one line that stdout cannot be written', async () => {
    const child = spawn('/bin/sh', [
      '-c',
      'exec "$0" "$@" > /dev/full',
      process.execPath,
      executable,
      'audit',
      '--snapshot',
      at('account.json'),
    ]);
    const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect({ code, stderr }).toEqual({
      code: 4,
      stderr: 'account-auditor: stdout: no space left on the device; make room, or name another place by --out\n',
    });
  });

  it('runs from any folder, and hands its exit code on', async () => {
    expect(await run(['audit', '--snapshot', at('account.json'), '--fail-on', 'low', '--out', at('x.txt')])).toEqual({
      code: 1,
      signal: null,
      stdout: '',
      stderr: '',
    });
  });
});
