import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditJobResult } from '../../lib/audit-job.ts';
import { type Sandbox, startSandbox } from '../../lib/sandbox/server.ts';
import { call } from '../cli/command-line.ts';
import { accountId, audit, prefix, region } from './harness.ts';
import { smallAccount } from './small-account.ts';

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const terms = ['--reason', 'Kept for the <b>drill</b>', '--owner', 'security@example.com'];

let sandbox: Sandbox;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  sandbox = await startSandbox({ accounts: [smallAccount] });
  env = { ...sandbox.environment, AWS_REGION: region };
});
afterAll(() => sandbox.close());

const found = ({ report }: AuditJobResult, checkId: string) =>
  report.findings.filter((finding) => finding.checkId === checkId);
const suppress = (...args: string[]) => call(['findings', 'suppress', ...args, ...terms], env);
const exceptionNames = () =>
  [...(sandbox.accounts[0]?.ssm.inRegion(region).keys() ?? [])].filter((name) => name.includes('/exceptions/'));

describe('an exception', () => {
  it('hides what it accepts from the next audit on, which says by whom and until when', async () => {
    const first = await audit(sandbox, { runId: 'first' });
    const [unused] = found(first, 'user-unused');
    const id = unused?.id ?? '';
    expect(unused?.status).toBe('new');

    const tried = await suppress(id.slice(0, 8), '--expires', day(90), '--dry-run');
    expect(tried).toMatchObject({ code: 0, stderr: '' });
    expect(tried.stdout).toMatch(/^Would write \/account-auditor\/exceptions\/[0-9a-f]{16}:/);
    expect(tried.stdout).toContain(unused?.resource.name);
    expect(exceptionNames()).toEqual([]);

    expect(await suppress(id, '--expires', day(90))).toMatchObject({ code: 0 });
    expect(exceptionNames()).toEqual([`${prefix}/exceptions/${id}`]);

    const second = await audit(sandbox, { runId: 'second' });
    const suppression = { exception: id, reason: terms[1], owner: terms[3], expires: day(90) };
    expect(found(second, 'user-unused').find((finding) => finding.id === id)).toMatchObject({
      status: 'suppressed',
      suppression,
    });
    expect(second.report.summary.counts.suppressed).toBe(1);
    expect(found(second, 'suppression-unmatched')).toEqual([]);
    const shown = await call(['findings', 'show', id], env);
    expect(shown.stdout).toContain(`until ${day(90)}, security@example.com: Kept for the <b>drill</b>`);
  });

  it('brings findings back when its day is past, and says so', async () => {
    const { now, ...reopened } = { now: new Date(Date.now() + 91 * 86_400_000), status: 'reopened' };
    const night = await audit(sandbox, { runId: 'later', now });
    expect(found(night, 'user-unused')).toContainEqual(expect.objectContaining(reopened));
    const [expired] = found(night, 'suppression-expired');
    expect(expired?.resource).toMatchObject({
      arn: `arn:aws:ssm:${region}:${accountId}:parameter${expired?.resource.name}`,
      type: 'AWS::SSM::Parameter',
    });
    expect(expired?.detail).toMatch(/for which security@example\.com answers, held until \d{4}-\d\d-\d\d\.$/);
  });

  it('is reported when it fits nothing, and when it cannot be read', async () => {
    const fitting = ['--check', 'role-unused', '--resource', `arn:aws:iam::${accountId}:role/no-such-*`];
    expect((await suppress(...fitting, '--expires', day(30), '--name', 'no-such')).stdout).toMatch(
      /No finding of the last audit fits it\./,
    );
    const store = sandbox.accounts[0]?.ssm.inRegion(region);
    const versions = store?.get(`${prefix}/exceptions/no-such`)?.versions ?? [];
    const torn = versions.map((version) => ({ ...version, value: '{"reason": ' }));
    store?.set(`${prefix}/exceptions/torn`, { name: `${prefix}/exceptions/torn`, versions: torn });

    const night = await audit(sandbox, { runId: 'untidy' });
    const details = found(night, 'suppression-unmatched').map(({ detail }) => detail);
    expect(details).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^The exception no-such, which holds until .*, fits no finding\.$/),
        expect.stringMatching(/^The exception torn cannot be read, and so hides nothing: .*not JSON/),
      ]),
    );
  });
});

describe('account-auditor findings suppress', () => {
  it.each([
    [['--expires', '2020-01-01'], /either the id of a finding, or --check and --resource together/],
    [['3f9c2a', '--check', 'role-unused', '--expires', day(30)], /either the id of a finding, or --check/],
    [['--check', 'role-unused', '--expires', day(30)], /--check and --resource together/],
    [['--check', 'no-such', '--resource', 'arn:*', '--expires', day(30)], /there is no check no-such/],
    [['--check', 'role-unused', '--resource', '*', '--expires', day(30)], /resource: accepted is an ARN/],
    [['--check', 'role-unused', '--resource', 'arn:*', '--expires', day(400)], /expires: .* is too far away/],
    [['--check', 'role-unused', '--resource', 'arn:*', '--expires', 'soon'], /expires: accepted is a day/],
    [['--check', 'role-unused', '--resource', 'arn:*', '--expires', day(-1)], /--expires: .* is past; accepted is/],
    [['--check', 'role-unused', '--resource', 'arn:*', '--expires', day(1), '--name', 'a/b'], /letters, digits/],
  ])('refuses %j in one line, and writes nothing', async (args, complaint) => {
    const before = exceptionNames();
    const { code, stdout, stderr } = await suppress(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(complaint);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(exceptionNames()).toEqual(before);
  });

  it('does not overwrite an exception', async () => {
    const args = ['--check', 'role-unused', '--resource', 'arn:aws:iam::*:role/a', '--expires', day(9), '--name', 'a'];
    expect((await suppress(...args)).code).toBe(0);
    const { code, stderr } = await suppress(...args);
    expect(code).toBe(4);
    expect(stderr).toMatch(/there is an exception a already/);
  });
});
