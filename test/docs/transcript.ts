import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAws } from '../../lib/aws/aws.ts';
import { projectFile } from '../../lib/cli/demo/stack.ts';
import { collectSnapshot } from '../../lib/collect/collect-snapshot.ts';
import { configurationSchema } from '../../lib/config/configuration.ts';
import { loadAccountFile } from '../../lib/sandbox/load.ts';
import { startSandbox } from '../../lib/sandbox/server.ts';

/** Nothing in the transcript may depend on when it is made. */
const NOW = new Date('2026-11-23T03:00:00Z');

/** Width of a code block that does not scroll on the page of the repository. */
const COLUMNS = '100';

/** What is typed in the README, on a saved snapshot of the embedded account: of a few checks, so that a new one changes nothing. */
const commands = [
  'account-auditor audit --snapshot northwind.json --check admin-user-without-mfa --check access-key-unused',
  'account-auditor paths break-glass-1 --cuts 0 --snapshot northwind.json',
] as const;

/** The commands and what they say, as on a terminal that is 100 columns wide. */
export async function transcript(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'account-auditor-'));
  try {
    await writeFile(join(folder, 'northwind.json'), JSON.stringify(await sampleSnapshot()));
    return commands.map((command) => `$ ${command}\n${outputOf(command, folder)}`).join('\n');
  } finally {
    await rm(folder, { recursive: true });
  }
}

function outputOf(command: string, folder: string): string {
  const [, ...args] = command.split(' ');
  const { stdout, stderr, error } = spawnSync(process.execPath, [projectFile('bin/account-auditor.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, COLUMNS, NO_COLOR: '1' },
  });
  if (error) throw error;
  return `${stderr}${stdout}`;
}

/** The account that `demo` shows, read as an audit reads it. */
async function sampleSnapshot() {
  const accounts = loadAccountFile(projectFile('lib/sandbox/accounts/sample.json'));
  const sandbox = await startSandbox({ accounts, now: () => NOW });
  const aws = createAws({ region: 'eu-west-1', endpoint: sandbox.endpoint, credentials: sandbox.credentials });
  const settings = { configuration: configurationSchema.parse({}), clock: () => NOW, sleep: async () => {} };
  try {
    return await collectSnapshot(aws, settings);
  } finally {
    aws.close();
    await sandbox.close();
  }
}

/** Where it stands in the README. */
const place = /(<!-- transcript: .* -->\n```console\n)[\s\S]*?(```\n)/;

/** The README with this transcript in its place. */
export function withTranscript(readme: string, text: string): string {
  return readme.replace(place, (_, before: string, after: string) => `${before}${text}${after}`);
}

if (import.meta.main) {
  const readme = projectFile('README.md');
  await writeFile(readme, withTranscript(await readFile(readme, 'utf8'), await transcript()));
}
