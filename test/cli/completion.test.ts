import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checks } from '../../lib/checks/registry.ts';
import { completionTree } from '../../lib/cli/completion/tree.ts';
import { nameOf, wholeProgram, withSubcommands } from '../../lib/cli/program.ts';
import { formats } from '../../lib/report/formats.ts';
import { aFolder, call } from './command-line.ts';

let folder: Awaited<ReturnType<typeof aFolder>>;

beforeAll(async () => {
  folder = await aFolder();
  for (const shell of ['bash', 'zsh', 'fish']) {
    await writeFile(folder.path(shell), (await call(['completion', shell])).stdout);
  }
  await mkdir(folder.path('.aws'));
  await writeFile(folder.path('.aws/config'), '[default]\nregion = eu-west-1\n[profile staging]\n[sso-session corp]\n');
});
afterAll(() => folder.remove());

/** What a shell prints that runs this; it has nothing of the environment but where programs are. */
function shell(name: string, script: string, args: readonly string[]): readonly string[] {
  const { stdout, stderr } = spawnSync(name, args.concat(script), {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: folder.path() },
  });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

const word = (text: string) => `'${text}'`;

/** Each asks a shell for what may stand in the place of the last word. */
const shells: Readonly<Record<string, (words: readonly string[]) => readonly string[]>> = {
  bash: (words) =>
    shell(
      'bash',
      `source ${folder.path('bash')}; COMP_WORDS=(account-auditor ${words.map(word).join(' ')}); COMP_CWORD=${words.length};
       _account_auditor; printf '%s\\n' "\${COMPREPLY[@]}"`,
      ['--norc', '-c'],
    ),
  zsh: (words) =>
    shell(
      'zsh',
      // The functions of zsh's own that the script calls, made to say what they are given.
      `compdef() { }; compset() { return 1 }; _files() { print FILES }; compadd() { shift; print -l -- $@ }
       _describe() { print -l -- \${\${(P)2}%%:*} }
       source ${folder.path('zsh')}; words=(account-auditor ${words.map(word).join(' ')}); CURRENT=$#words
       PREFIX=$words[CURRENT]; _account_auditor`,
      ['-f', '-c'],
    ).filter((offer) => offer.startsWith(words.at(-1) ?? '')),
  fish: (words) =>
    shell('fish', `source ${folder.path('fish')}; complete -C ${word(`account-auditor ${words.join(' ')}`)}`, [
      '--no-config',
      '-c',
    ]).map((line) => line.split('\t')[0] ?? ''),
};

const isThere = (name: string) => spawnSync(name, ['--version']).status === 0;

describe('account-auditor completion', () => {
  it('knows every command and every flag', async () => {
    const program = await wholeProgram();
    const nodes = new Map(completionTree(program).map((node) => [node.path, node]));
    for (const command of withSubcommands(program)) {
      const path = nameOf(command).split(' ').slice(1).join(' ');
      const flags = nodes.get(path)?.flags.flatMap(({ names }) => names);
      expect(flags).toEqual(expect.arrayContaining(command.options.map(({ long }) => long)));
      expect(nodes.get(path)?.commands.map(({ name }) => name)).toEqual(
        expect.arrayContaining(command.commands.map((each) => each.name())),
      );
    }
  });

  it('refuses a shell that it does not know', async () => {
    expect((await call(['completion', 'zhs'])).stderr).toMatch(
      /'zhs' is invalid.*bash, zsh, fish \(Did you mean zsh\?\)/,
    );
  });

  describe.each(Object.keys(shells))('in %s', (name) => {
    const complete = (...words: readonly string[]) => [...(shells[name]?.(words) ?? [])].sort();

    it.skipIf(!isThere(name)).each<[string, readonly string[], readonly string[]]>([
      ['commands', ['fin'], ['findings']],
      ['commands of a command', ['findings', 's'], ['show', 'suppress']],
      ['flags behind values that look like commands', ['findings', 'list', '--profile', 'show', '--st'], ['--status']],
      ['flags', ['audit', '--s'], ['--save-snapshot', '--snapshot']],
      ['formats', ['audit', '--format', 's'], Object.keys(formats).filter((format) => format.startsWith('s'))],
      ['severities', ['audit', '--snapshot', 'a.json', '--fail-on', 'no'], ['none']],
      ['shells', ['completion', 'z'], ['zsh']],
      ['names of commands after help', ['help', 'who'], ['who-can']],
      ['profiles of the AWS configuration', ['doctor', '--profile', ''], ['default', 'staging']],
      [
        'ids of checks',
        ['findings', 'list', '--check', 'role-'],
        checks.map(({ id }) => id).filter((id) => id.startsWith('role-')),
      ],
      ['nothing that it does not know', ['audit', '--nosuch'], []],
    ])('completes %s', (_, words, offered) => {
      expect(complete(...words)).toEqual([...offered].sort());
    });
  });

  it('completes a value that is joined to its flag, which bash takes apart', () => {
    expect(shells.bash?.(['audit', '--format', '=', 'sa'])).toEqual(['sarif']);
    expect(shells.bash?.(['audit', '--format', '=', 'json', '--min-severity', 'cr'])).toEqual(['critical']);
  });
});
