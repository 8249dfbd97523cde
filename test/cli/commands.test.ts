import { readFileSync } from 'node:fs';
import { Help } from 'commander';
import { describe, expect, it } from 'vitest';
import { commands } from '../../lib/cli/commands.ts';
import { call } from './command-line.ts';

describe('commands', () => {
  it.each(commands)(
    'are listed with the flags and arguments that they take: $name',
    async ({ name, synopsis, load }) => {
      const command = await load();
      expect(command.name()).toBe(name);
      expect(new Help().subcommandTerm(command)).toBe(`${name} ${synopsis}`.trimEnd());
    },
  );

  it('are described alike in the list and in their own help', async () => {
    const { stdout } = await call(['--help']);
    for (const { name, description } of commands) {
      expect(stdout).toContain(description);
      const own = await call([name, '--help']);
      expect(own.stdout.replace(/\s+/g, ' ')).toContain(description);
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
