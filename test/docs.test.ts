import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
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

describe('every page', () => {
  it.each([
    'README.md',
    'SECURITY.md',
    'CHANGELOG.md',
    'docs/configuration.md',
    'docs/nights.md',
    'docs/store.md',
    'docs/calls.md',
    'docs/checks.md',
    'docs/policy.md',
    'docs/paths.md',
    'docs/integrations.md',
    'docs/attribution.md',
    'docs/notifications.md',
  ])('%s links to files that exist', (page) => {
    const links = Array.from(read(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g), ([, target = '']) => target);
    expect(links.filter((target) => !existsSync(join(root, dirname(page), target)))).toEqual([]);
  });
});
