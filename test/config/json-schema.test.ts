import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseConfiguration } from '../../lib/config/configuration.ts';
import { parseException } from '../../lib/config/exception.ts';
import { documentSchema, jsonSchemas } from '../../lib/config/json-schema.ts';

const read = (page: string) => readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8');

const validator = new Ajv2020({ allErrors: true });
formats.default(validator);
const accepts = {
  configuration: validator.compile(jsonSchemas.configuration),
  exception: validator.compile(jsonSchemas.exception),
};

const described = z.object({
  description: z.string().min(1),
  properties: z.record(z.string(), z.unknown()).optional(),
});

/** Fields by their path, those of objects inside too; each has to have a description. */
function fieldsOf(schema: unknown, path = ''): readonly string[] {
  const { properties = {} } = z.object({ properties: z.record(z.string(), z.unknown()).optional() }).parse(schema);
  return Object.entries(properties)
    .filter(([name]) => name !== '$schema')
    .flatMap(([name, field]) => {
      const inside = described.parse(field, { error: () => `${path}${name} is not described` }).properties;
      return inside === undefined ? [`${path}${name}`] : fieldsOf(field, `${path}${name}.`);
    });
}

/** Fields that have a row of a table of their own. */
function documented(page: string): readonly string[] {
  return Array.from(read(page).matchAll(/^\| `([\w.]+)` \|/gm), ([, field = '']) => field);
}

const term = { reason: 'Drilled each quarter', owner: 'security@example.com', expires: '2027-03-31' };

describe('jsonSchemas', () => {
  it.each([
    ['configuration', 'configuration.md'],
    ['exception', 'exceptions.md'],
  ] as const)('describes every field of the %s, as does its page', (name, page) => {
    expect([...documented(page)].sort()).toEqual([...fieldsOf(jsonSchemas[name])].sort());
  });

  it.each(['configuration', 'exception'] as const)(
    'makes docs/%s.schema.json as it stands in the repository',
    (name) => {
      expect(
        read(`${name}.schema.json`),
        `run: node lib/config/json-schema.ts ${name} > docs/${name}.schema.json`,
      ).toBe(documentSchema(jsonSchemas[name]));
    },
  );

  it('accepts in an editor what the audit accepts', () => {
    const configuration = {
      $schema: 'https://example.com/configuration.schema.json',
      regions: ['eu-west-1'],
      pace: 'gentle',
    };
    expect(accepts.configuration(configuration)).toBe(true);
    expect(parseConfiguration(JSON.stringify(configuration), 'config.json')).toMatchObject({ pace: 'gentle' });
    expect(parseConfiguration(JSON.stringify(configuration), 'config.json')).not.toHaveProperty('$schema');
    const exception = { $schema: './exception.schema.json', finding: '0123456789abcdef', ...term };
    expect(accepts.exception(exception)).toBe(true);
    const where = { id: 'a', parameter: '/a', now: new Date('2026-11-23T02:17:00Z'), isCheck: () => true };
    expect(parseException(JSON.stringify(exception), where).accepts).toEqual({ finding: '0123456789abcdef' });
  });

  it.each([
    ['configuration', { unusedAfterDay: 90 }],
    ['configuration', { unusedAfterDays: 0 }],
    ['configuration', { regions: [] }],
    ['configuration', { severities: { 'role-unused': 'urgent' } }],
    ['exception', { ...term }],
    ['exception', { ...term, finding: '0123456789abcdef', checks: ['role-unused'], resource: 'arn:aws:iam::1:role/a' }],
    ['exception', { ...term, checks: ['role-unused'], resource: '*' }],
    ['exception', { ...term, finding: '0123456789abcdef', expires: '2027-02-30' }],
  ] as const)('refuses in an editor a %s such as %o', (name, document) => {
    expect(accepts[name](document)).toBe(false);
  });
});
