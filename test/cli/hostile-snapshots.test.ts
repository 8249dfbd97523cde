import { writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAccount } from '../builders/an-account.ts';
import { daysAgo } from '../builders/time.ts';
import { account as authorizationDetails } from '../snapshot/authorization-details-output.ts';
import { aFolder, call } from './command-line.ts';

type Path = readonly (string | number)[];

/** Where anything stands in a document, the document itself included. */
function placesIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const children = Object.entries(value).map(
    ([key, child]) => [Array.isArray(value) ? Number(key) : key, child] as const,
  );
  return [path, ...children.flatMap(([key, child]) => placesIn(child, [...path, key]))];
}

/** The document with something else in one place. */
function withValue(document: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(document))
    return document.map((item, index) => (index === key ? withValue(item, rest, value) : item));
  if (typeof document !== 'object' || document === null) return document;
  return Object.fromEntries(
    Object.entries(document).map(([name, item]) => [name, name === key ? withValue(item, rest, value) : item]),
  );
}

const anything = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom<unknown>(
    { Version: '2012-10-17', Statement: { Effect: 'Allow', NotAction: '*', Resource: 5 } },
    { Statement: [{ Effect: 'Allow', Action: ['s3:*', 5, null, '*'.repeat(80)], Principal: { AWS: [[]] } }] },
    '%7B%22Statement',
    '%E0%A4%A',
    '9999-12-31T23:59:59Z',
    '0000-01-01T00:00:00Z',
    '\ud800',
    '__proto__',
    'arn:aws:iam::111122223333:role/',
    1e300,
  ),
);

const snapshot = anAccount()
  .withPolicy('reports', { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] })
  .withGroup('readers', { policies: ['reports'] })
  .withUser('ada', { groups: ['readers'], keys: [{}], tags: { team: 'core' } })
  .withRole('etl', { policies: ['reports'], used: { s3: daysAgo(200) } })
  .build();

describe('account-auditor audit of a snapshot that somebody has been at', () => {
  let folder: Awaited<ReturnType<typeof aFolder>>;
  beforeAll(async () => {
    folder = await aFolder();
  });
  afterAll(() => folder.remove());

  it.each([
    ['a snapshot of ours', snapshot],
    ['the output of the AWS CLI', authorizationDetails()],
  ])('reads it or refuses it in one line: %s', async (_, document) => {
    const places = placesIn(JSON.parse(JSON.stringify(document)));
    const changes = fc.array(fc.tuple(fc.constantFrom(...places), anything), { minLength: 1, maxLength: 3 });
    const file = folder.path('account.json');
    const formats = ['table', 'json', 'csv', 'markdown', 'sarif'].flatMap((format) => ['--format', format]);
    await fc.assert(
      fc.asyncProperty(changes, async (all) => {
        const changed = all.reduce<unknown>((so, [place, value]) => withValue(so, place, value), document);
        await writeFile(file, JSON.stringify(changed) ?? 'null');
        const { code, stderr } = await call(['audit', '--snapshot', file, ...formats, '--out', folder.path('results')]);
        expect(stderr).toMatch(/^(account-auditor: [^\n]+\n)?$/);
        expect(code).toBeOneOf([0, 2, 3]);
      }),
      { numRuns: 100, seed: 20261123 },
    );
  });
});
