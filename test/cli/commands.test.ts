import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commands } from '../../lib/cli/commands.ts';
import { helpOf } from '../../lib/cli/help.ts';
import { nameOf, wholeProgram, withSubcommands } from '../../lib/cli/program.ts';
import { call } from './command-line.ts';

const oneLine = (text: string) => text.replace(/\s+/g, ' ');

describe('commands', () => {
  it.each(commands)('are called as they are listed: $name', async ({ name, load }) => {
    expect((await load()).name()).toBe(name);
  });

  it('are described alike in the list and in their own help', async () => {
    const all = oneLine((await call(['--help'])).stdout);
    for (const { name, description } of commands) {
      expect(all).toContain(description);
      expect(oneLine((await call([name, '--help'])).stdout)).toContain(description);
    }
  });

  it('have examples, each of flags that they take', async () => {
    for (const command of withSubcommands(await wholeProgram())) {
      const { examples = [] } = helpOf(command) ?? {};
      expect(examples.length, nameOf(command)).toBeGreaterThan(0);
      for (const [, line] of command.parent === null || command.commands.length > 0 ? [] : examples) {
        const [own = ''] = line.replace('source <(', '').split(/ && | \| |'/);
        expect(own.startsWith(nameOf(command)), line).toBe(true);
        const flags = Array.from(own.matchAll(/ (--[\w-]+)/g), ([, flag]) => flag);
        expect(command.options.map(({ long }) => long)).toEqual(expect.arrayContaining(flags));
      }
    }
  });

  it('can be explained by the help command', async () => {
    const { stdout } = await call(['help', 'who-can']);
    expect(stdout).toBe((await call(['who-can', '--help'])).stdout);
  });
});

describe('the start of the command line', () => {
  it.each([
    'main.ts',
    'commands/evaluate.ts',
    'commands/checks.ts',
    'commands/can.ts',
    'commands/who-can.ts',
    'commands/paths.ts',
  ])('loads nothing that talks to AWS: %s', (file) => {
    const loaded = loadedBy(new URL(`../../lib/cli/${file}`, import.meta.url));
    expect([...loaded].filter((target) => /^@(aws-sdk|smithy)\//.test(target))).toEqual([]);
  });
});

/** The modules that a file loads before anything runs: packages by name, files by address. */
function loadedBy(file: URL, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file.href) || !file.pathname.endsWith('.ts')) return seen;
  seen.add(file.href);
  const text = readFileSync(file, 'utf8');
  for (const [, target = ''] of text.matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)'/gm)) {
    if (target.startsWith('.')) loadedBy(new URL(target, file), seen);
    else seen.add(target);
  }
  return seen;
}
