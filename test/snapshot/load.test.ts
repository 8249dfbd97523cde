import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../lib/errors.ts';
import { loadSnapshot } from '../../lib/snapshot/load.ts';
import { anAccount } from '../builders/an-account.ts';
import { daysAgo, NOW } from '../builders/time.ts';
import { account } from './authorization-details-output.ts';
import { credentialReportCsv } from './credential-report-csv.ts';

let folder: string;
const path = (name: string) => join(folder, name);
const load = (name: string, credentialReport?: string) =>
  loadSnapshot(path(name), { now: NOW, credentialReportPath: credentialReport && path(credentialReport) });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'snapshot-'));
});
afterEach(() => rm(folder, { recursive: true }));

const snapshot = anAccount()
  .withUser('ada', { keys: [{}], tags: { 'cost:center': 'ü + 7' } })
  .withRole('deploy', { inline: { broken: 'the text is not JSON' }, used: { s3: daysAgo(2), ec2: null } })
  .without('trails')
  .build();

describe('loadSnapshot', () => {
  it('reads a snapshot as it was saved', async () => {
    await writeFile(path('night.json'), JSON.stringify(snapshot));
    expect(await load('night.json')).toEqual(snapshot);
  });

  it('reads a snapshot of the archive, packed as it is, and says so when it is cut off', async () => {
    const packed = gzipSync(JSON.stringify(snapshot));
    await writeFile(path('night.json.gz'), packed);
    await writeFile(path('half.json.gz'), packed.subarray(0, 100));
    expect(await load('night.json.gz')).toEqual(snapshot);
    await expect(load('half.json.gz')).rejects.toThrow(/half\.json\.gz: cut off/);
  });

  it('reads a file written before there were virtual MFA devices, events of root and an organisation in it', async () => {
    const younger = { virtualMfaDevices: null, rootEvents: null, organization: null, organizationAccountIds: null };
    const sources = ['virtual-mfa-devices', 'root-events', 'organization', 'organization-accounts'];
    const older = Object.fromEntries(Object.entries(snapshot).filter(([part]) => !(part in younger)));
    const coverage = snapshot.coverage.filter(({ source }) => !sources.includes(source));
    await writeFile(path('night.json'), JSON.stringify({ ...older, coverage }));
    expect(await load('night.json')).toEqual({ ...snapshot, coverage, ...younger });
  });

  it('recognises the output of the AWS CLI, with a credential report beside it', async () => {
    await writeFile(path('gaad.json'), `\ufeff${JSON.stringify(account())}`);
    await writeFile(path('report.csv'), credentialReportCsv([{ user: 'ada' }]));
    const loaded = await load('gaad.json', 'report.csv');
    expect(loaded).toMatchObject({ account: { accountId: '111122223333' }, takenAt: NOW.toISOString() });
    expect(loaded.credentialReport?.rows).toHaveLength(1);
  });

  it.each([
    ['as the AWS CLI writes them', 2, '\n'],
    ['a line each', 0, '\r\n'],
  ])('reads pages that follow one another in the file: %s', async (_, indent, between) => {
    const { RoleDetailList, ...rest } = account();
    const pages = [
      { ...rest, Note: '} {', IsTruncated: true, Marker: 'more' },
      { RoleDetailList, IsTruncated: false },
    ].map((page) => JSON.stringify(page, null, indent));
    await writeFile(path('pages.json'), `${pages.join(between)}\n`);
    await writeFile(path('account.json'), JSON.stringify(account()));
    expect(await load('pages.json')).toEqual(await load('account.json'));
  });

  it('reads the UTF-16 that PowerShell writes', async () => {
    await writeFile(path('gaad.json'), `\ufeff${JSON.stringify(account())}`, 'utf16le');
    expect((await load('gaad.json')).users).toHaveLength(1);
  });

  it.each([
    ['text', 'hello', /: not JSON \(.*\); accepted are a snapshot of this program and the output of aws iam/],
    ['nothing', '', /: not JSON \(Unexpected end of JSON input\)/],
    ['half a snapshot', JSON.stringify(snapshot).slice(0, 900), /: not JSON/],
    ['another list', '[1, 2]', /: neither UserDetailList nor schemaVersion is in it/],
    ['null', 'null', /: neither UserDetailList nor schemaVersion is in it/],
    ['a later version', '{"schemaVersion": 2}', /: schemaVersion 2; this program reads version 1$/],
    ['a wrong field', JSON.stringify({ ...snapshot, takenAt: 'tonight' }), /: takenAt: Invalid ISO datetime; accepted/],
    ['a field too many', JSON.stringify({ ...snapshot, colour: 'blue' }), /: the document: Unrecognized key: "colour"/],
  ])('refuses %s in one line that names the file', async (_, text, message) => {
    await writeFile(path('night.json'), text);
    const error: unknown = await load('night.json').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(String(error)).toMatch(message);
    expect(String(error)).toContain(path('night.json'));
    expect(String(error)).not.toContain('\n');
  });

  it('refuses a policy document nested beyond reason', async () => {
    const nested = `${'['.repeat(1e5)}${']'.repeat(1e5)}`;
    await writeFile(
      path('night.json'),
      JSON.stringify(snapshot).replace(/"trustPolicy":{"json":{.*?}}/, `"trustPolicy":{"json":${nested}}`),
    );
    await expect(load('night.json')).rejects.toThrow(InvalidInputError);
  });

  it.each([
    ['a file that is not there', 'missing.json', 'no such file'],
    ['a folder', '.', 'a directory; name one file'],
  ])('refuses %s', async (_, name, reason) => {
    await expect(load(name)).rejects.toThrow(reason);
  });

  it('names the credential report when that is what is wrong', async () => {
    await writeFile(path('night.json'), JSON.stringify(snapshot));
    await writeFile(path('report.csv'), 'user,arn\nada');
    await expect(load('night.json', 'report.csv')).rejects.toThrow(`${path('report.csv')}: cut off`);
  });
});
