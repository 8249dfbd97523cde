import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Finding, type Severity, type StoredFinding, severities } from '../../lib/findings/finding.ts';
import { type Sandbox, startSandbox } from '../../lib/sandbox/server.ts';
import { audit, readBack } from '../e2e/harness.ts';
import { smallAccount } from '../e2e/small-account.ts';
import { call } from './command-line.ts';

const region = 'eu-west-1';
let sandbox: Sandbox;
let env: Readonly<Record<string, string>>;
/** When the second night began. */
let second: string;

beforeAll(async () => {
  sandbox = await startSandbox({ accounts: [smallAccount] });
  env = { ...sandbox.environment, AWS_REGION: region };
  await audit(sandbox, { runId: 'first-night' });
  const night = await readBack(sandbox);
  const unused = night?.findings.find(({ checkId }) => checkId === 'user-unused');
  expect(sandbox.accounts[0]?.remove(unused?.resource.arn ?? '')).toBe(true);
  second = (await audit(sandbox, { runId: 'second-night' })).audited.snapshot.takenAt;
});
afterAll(() => sandbox.close());

const json = async (...args: string[]) => {
  const { code, stdout, stderr } = await call(['findings', ...args, '--format', 'json'], env);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout);
};

describe('account-auditor findings list', () => {
  it('lists what stands, gravest first, with the night that it is from', async () => {
    const { accountId, runId, startedAt, findings, lostParameters } = await json('list');
    expect({ accountId, runId, startedAt, lostParameters }).toEqual({
      accountId: '111122223333',
      runId: 'second-night',
      startedAt: second,
      lostParameters: 0,
    });
    expect(findings.length).toBeGreaterThan(20);
    expect(findings.map(({ status }: { status: string }) => status)).not.toContain('resolved');
    const ranks = findings.map(({ severity }: { severity: Severity }) => severities.indexOf(severity));
    expect(ranks).toEqual(ranks.toSorted());
  });

  it('narrows by severity, status, check and resource', async () => {
    const { findings } = await json('list', '--status', 'resolved', '--check', 'user-unused', '--resource', ':user/');
    expect(findings).toEqual([
      expect.objectContaining({ checkId: 'user-unused', status: 'resolved', resolvedAt: second }),
    ]);
    const { findings: grave } = await json('list', '--min-severity', 'high');
    const bySeverity = Object.groupBy(grave, ({ severity }: Finding) => severity);
    const { critical = [], high = [], ...others } = bySeverity;
    expect(others).toEqual({});
    const { length: standing } = (await json('list')).findings;
    const { stdout } = await call(['findings', 'list', '--min-severity', 'high'], env);
    expect(stdout).toContain(
      `Listed: ${critical.length} critical, ${high.length} high, 0 medium, 0 low, 0 info; ${standing} stand in all.`,
    );
  });

  it('writes a table, NDJSON and CSV as an audit does', async () => {
    const { stdout: table } = await call(['findings', 'list'], env);
    expect(table).toMatch(/^Account 111122223333, audited 20.*, complete, coverage 100 %/);
    expect(table).toMatch(/\nFindings: \d+ critical, \d+ high/);
    const { stdout: lines } = await call(['findings', 'list', '--format', 'ndjson'], env);
    const { stdout: cells } = await call(['findings', 'list', '--format', 'csv'], env);
    const { findings } = await json('list');
    expect(
      lines
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(findings);
    expect(cells.trimEnd().split('\r\n')).toHaveLength(findings.length + 1);
  });

  it.each([
    [['--status', 'gone'], /--status <status>.*Allowed choices are new, open, reopened, resolved, suppressed/],
    [['--check', 'no-such-check'], /--check <id>.*"account-auditor checks" lists them/],
    [['--account', '42'], /--account <id>.*12 digits/],
    [['--prefix', 'nowhere'], /--prefix <path>.*\/account-auditor/],
  ])('refuses %j in one line', async (args, complaint) => {
    const { code, stdout, stderr } = await call(['findings', 'list', ...args], env);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(complaint);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('says in one line where it looked when nothing is stored there', async () => {
    const { code, stderr } = await call(['findings', 'list', '--prefix', '/elsewhere'], env);
    expect(code).toBe(4);
    expect(stderr).toMatch(/^account-auditor: no audit of account 111122223333 is stored below \/elsewhere .*\n$/);
  });
});

describe('account-auditor findings show', () => {
  it('shows evidence and fix of the finding that an id, or its beginning, names', async () => {
    const { findings } = await json('list');
    const [first] = findings;
    expect(await json('show', first.id)).toEqual(first);
    const { stdout } = await call(['findings', 'show', first.id.slice(0, 8)], env);
    expect(stdout).toContain(`finding    ${first.id}\n`);
    expect(stdout).toContain(JSON.stringify(first.evidence, null, 2));
    for (const command of first.remediation.commands ?? []) expect(stdout).toContain(command);
  });

  it('refuses an id that no finding has, and one that is none', async () => {
    expect(await call(['findings', 'show', '00000000'], env)).toMatchObject({ code: 2, stdout: '' });
    const { code, stderr } = await call(['findings', 'show', 'user-unused'], env);
    expect(code).toBe(2);
    expect(stderr).toMatch(/6 to 16 of the characters 0-9 and a-f/);
  });
});

describe('account-auditor findings diff', () => {
  it('shows what the last audit changed', async () => {
    const { since, new: come, reopened, resolved } = await json('diff');
    expect(since).toBe(second);
    expect({ come: come.length, reopened: reopened.length }).toEqual({ come: 0, reopened: 0 });
    expect(resolved.map(({ checkId }: { checkId: string }) => checkId)).toContain('user-unused');
    const { stdout } = await call(['findings', 'diff'], env);
    expect(stdout).toMatch(new RegExp(`\\nRESOLVED \\(${resolved.length}\\)\\n`));
    expect(stdout).toMatch(new RegExp(`: 0 new, 0 back again, ${resolved.length} resolved\\n$`));
  });

  it('goes back to an instant', async () => {
    const { new: come } = await json('diff', '--since', '2020-01-01');
    expect(come.length).toBe((await json('list')).findings.length);
    const { stdout } = await call(['findings', 'diff', '--since', '2100-01-01T00:00:00Z'], env);
    expect(stdout).toMatch(/0 new, 0 back again, 0 resolved\n$/);
  });
});

describe('account-auditor findings trend', () => {
  it('has a row for each night, newest last', async () => {
    const { nights } = await json('trend');
    expect(nights.map(({ runId }: { runId: string }) => runId)).toEqual(['first-night', 'second-night']);
    expect(nights[1].counts.resolved).toBeGreaterThan(0);
    expect((await json('trend', '--nights', '1')).nights).toEqual([nights[1]]);
    const { stdout } = await call(['findings', 'trend'], env);
    expect(stdout).toMatch(/^Account 111122223333\n\nFINDINGS\ncritical {2}[▁-█]{2} /);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/ 100 % +complete$/);
  });

  it('refuses a number of nights that Parameter Store does not keep', async () => {
    expect(await call(['findings', 'trend', '--nights', '101'], env)).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('account-auditor findings, some of which are lost', () => {
  let lost: string;
  let inside: readonly StoredFinding[];
  beforeAll(async () => {
    const shard = (await readBack(sandbox))?.shards[0];
    inside = shard?.findings ?? [];
    lost = `/account-auditor/111122223333/findings/${shard?.hash}`;
    expect(sandbox.accounts[0]?.ssm.inRegion(region).delete(lost)).toBe(true);
  });

  it('lists what is left, says how much is gone, and exits with 3', async () => {
    for (const args of [['list'], ['diff']]) {
      const { code, stdout } = await call(['findings', ...args], env);
      expect(code).toBe(3);
      expect(stdout).toContain('\n  lost: the findings in 1 of their parameters, gone or damaged\n');
    }
  });

  it.each([
    ['show', []],
    ['suppress', ['--reason', 'x', '--owner', 'y', '--expires', '2026-12-31', '--dry-run']],
  ])('%s does not say that there is no finding of an id that may be among them', async (command, options) => {
    for (const id of [inside[0]?.id ?? '', '00000000']) {
      const { code, stdout, stderr } = await call(['findings', command, id, ...options], env);
      expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
      expect(stderr).toMatch(
        new RegExp(`\\naccount-auditor: whether .* ${id} is not known: .* gone or damaged: ${lost}; .*\\n$`),
      );
    }
  });

  it('shows what can be read as it is', async () => {
    const gone = new Set(inside.map(({ id }) => id));
    const left = (await readBack(sandbox))?.findings.find(({ id }) => !gone.has(id));
    expect((await call(['findings', 'show', left?.id ?? ''], env)).code).toBe(0);
  });
});
