import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The layers of the house from the top down: a file imports from its own layer or from below. */
const layers: readonly (readonly string[])[] = [
  ['functions', 'lib/cli', 'bin'],
  [
    'lib/audit',
    'lib/audit-event',
    'lib/audit-job',
    'lib/audit-summary',
    'lib/compare-audit',
    'lib/job-places',
    'lib/night-page',
    'lib/store-audit',
    'lib/doctor',
    'lib/org',
    'lib/remediate',
  ],
  ['lib/collect', 'lib/publish', 'lib/report', 'lib/notify'],
  ['lib/checks', 'lib/escalation', 'lib/rightsize', 'lib/findings'],
  ['lib/policy', 'lib/snapshot', 'lib/config'],
  ['lib/aws', 'lib/sandbox'],
  ['lib/collect-garbage', 'lib/errors', 'lib/interruption', 'lib/one-line', 'lib/secret-names', 'lib/version'],
];

const pureRooms = ['lib/policy', 'lib/checks', 'lib/escalation', 'lib/findings', 'lib/rightsize'];
const roomsWithClients = [
  'lib/aws',
  'lib/collect',
  'lib/publish',
  'lib/remediate',
  'lib/org',
  'lib/notify',
  'lib/sandbox',
  'lib/doctor',
];

interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const sources = ['functions', 'lib', 'bin'].flatMap((folder) => readSources(join(root, folder)));

describe('the rooms of the house', () => {
  it('are all known to this test', () => {
    const rooms = new Set(sources.map((source) => roomOf(source.path)));
    const known = new Set(layers.flat());
    expect([...rooms].filter((room) => !known.has(room))).toEqual([]);
  });

  it('import from their own layer or from below, never from above', () => {
    const upward = sources.flatMap((source) =>
      source.imports
        .filter((target) => target.startsWith('.'))
        .map((target) =>
          relative(root, resolve(dirname(join(root, source.path)), target))
            .split(sep)
            .join('/'),
        )
        .filter((target) => layerOf(roomOf(target)) < layerOf(roomOf(source.path)))
        .map((target) => `${source.path} -> ${target}`),
    );
    expect(upward).toEqual([]);
  });

  it('keep the embedded account out of everything that is deployed', () => {
    const users = sources.filter(
      (source) =>
        !/^lib\/(sandbox|cli)\//.test(source.path) && source.imports.some((target) => target.includes('/sandbox/')),
    );
    expect(users.map((source) => source.path)).toEqual([]);
  });

  it('leave SDK clients to the rooms that talk to AWS', () => {
    const users = sources.filter(
      (source) =>
        !roomsWithClients.some((room) => roomOf(source.path) === room) &&
        source.imports.some((target) => /^@(aws-sdk|smithy)\//.test(target)),
    );
    expect(users.map((source) => source.path)).toEqual([]);
  });

  it('are pure where they say so: no client, no clock, no environment, no input or output', () => {
    const impure = sources
      .filter((source) => pureRooms.includes(roomOf(source.path)))
      // What documents the room runs at development time.
      .filter((source) => !/\/document\.ts$/.test(source.path))
      .filter(
        (source) =>
          /\bprocess\.(env|hrtime|stdout)\b|\bDate\.now\(\)|\bnew Date\(\)|\bMath\.random\(\)/.test(source.text) ||
          source.imports.some((target) => /^@aws-sdk\/|^node:(fs|http|net|child_process|os)/.test(target)),
      );
    expect(impure.map((source) => source.path)).toEqual([]);
  });

  it('print nothing outside the command line', () => {
    const printers = sources.filter(
      (source) => !source.path.startsWith('lib/cli/') && /\bconsole\.\w+\(/.test(source.text),
    );
    expect(printers.map((source) => source.path)).toEqual([]);
  });
});

function readSources(folder: string): Source[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|js)$/.test(entry.name))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const text = readFileSync(path, 'utf8');
      const imports = Array.from(text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g), (match) => match[1] ?? '');
      return { path: relative(root, path).split(sep).join('/'), text, imports };
    });
}

/** `lib/policy/match.ts` -> `lib/policy`; a file straight under lib is its own room: `lib/audit.ts` -> `lib/audit`. */
function roomOf(path: string): string {
  const [top = '', room = ''] = path.split('/');
  return top === 'lib' ? `lib/${room.replace(/\.ts$/, '')}` : top;
}

function layerOf(room: string): number {
  const index = layers.findIndex((layer) => layer.includes(room));
  return index === -1 ? layers.length : index;
}
