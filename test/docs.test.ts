import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { wholeProgram } from '../lib/cli/program.ts';
import { configurationSchema, defaultConfiguration, parseConfiguration } from '../lib/config/configuration.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('docs/configuration.md', () => {
  const rows = new Map(
    Array.from(
      read('docs/configuration.md').matchAll(/^\| `([\w.]+)` \|[^|]*\| ([^|]*) \|/gm),
      ([, field = '', standard = '']) => [field, standard],
    ),
  );

  it('has a row for every field, and for nothing else', () => {
    const fields = new Set(Array.from(rows.keys(), (field) => field.split('.')[0]));
    expect([...fields].sort()).toEqual(Object.keys(configurationSchema.shape).sort());
  });

  it('names the defaults that are in force', () => {
    const numbers = Object.entries(defaultConfiguration).filter(([, value]) => typeof value === 'number');
    expect(numbers.length).toBeGreaterThan(2);
    for (const [field, value] of numbers) expect(rows.get(field)).toBe(String(value));
  });

  it('shows an example that is accepted', () => {
    const [, example = ''] = /```json\n([\s\S]*?)```/.exec(read('docs/configuration.md')) ?? [];
    expect(parseConfiguration(example, 'example').unusedAfterDays).toBe(120);
  });
});

const pages = ['README.md', 'SECURITY.md', 'CHANGELOG.md', ...globSync('docs/*.md', { cwd: root })];

/** As GitHub makes it of a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

describe('every page', () => {
  it.each(pages)('%s links to files and headings that exist', (page) => {
    const links = Array.from(
      read(page).matchAll(/\]\((?!https?:)([^)#]*)#?([^)]*)\)/g),
      ([, file = '', anchor = '']) => ({
        target: file === '' ? page : join(dirname(page), file),
        anchor,
      }),
    );
    expect(links.filter(({ target }) => !existsSync(join(root, target)))).toEqual([]);
    const dead = links.filter(({ target, anchor }) => {
      if (anchor === '' || !target.endsWith('.md')) return false;
      const headings = Array.from(read(target).matchAll(/^#+ (.*)$/gm), ([, heading = '']) => anchorOf(heading));
      return !headings.includes(anchor);
    });
    expect(dead).toEqual([]);
  });

  it('is linked from the README', () => {
    const readme = read('README.md');
    expect(pages.filter((page) => page.startsWith('docs/') && !readme.includes(page))).toEqual([]);
  });

  it.each(pages.filter((page) => page !== 'docs/cli.md'))('%s names commands and flags that exist', async (page) => {
    const program = await wholeProgram();
    const lines = Array.from(
      read(page).matchAll(/(?:^|`|\()(?:node bin\/)?account-auditor(?:\.js)? ([a-z][^`\n|]*)/gm),
      ([, line = '']) => line,
    );
    const problems = lines.filter((line) => problemOf(program, line) !== null);
    expect(problems).toEqual([]);
  });
});

/** What is wrong with a line that somebody is told to type; null: nothing. */
function problemOf(program: Command, line: string): string | null {
  let command = program;
  for (const word of line.split(/\s+/)) {
    const next = command.commands.find((each) => each.name() === word);
    if (next === undefined) break;
    command = next;
  }
  if (command === program) return /^help\b/.test(line) ? null : 'no such command';
  const known = new Set(['--help', ...command.options.map(({ long }) => long)]);
  const unknown = line.match(/(?<= )--[a-z][\w-]*/g)?.find((flag) => !known.has(flag));
  return unknown ?? null;
}

describe('docs/troubleshooting.md', () => {
  it('quotes what the program says', () => {
    const sources = globSync('lib/**/*.ts', { cwd: root })
      .map((path) => read(path))
      .join('\n');
    const messages = Array.from(
      read('docs/troubleshooting.md').matchAll(/^### `(.*)`$/gm),
      ([, message = '']) => message,
    );
    expect(messages.length).toBeGreaterThan(20);
    const fragments = messages.flatMap((message) =>
      message.split('…').map((part) => part.replace(/^[:;,. )(]+|[:;,. )(]+$/g, '')),
    );
    expect(fragments.filter((fragment) => !sources.includes(fragment))).toEqual([]);
  });
});
