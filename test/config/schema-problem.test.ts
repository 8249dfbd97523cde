import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { schemaProblem } from '../../lib/config/schema-problem.ts';

const schema = z.strictObject({
  thresholds: z.strictObject({ keyAgeDays: z.int().min(1).default(90) }).prefault({}),
  channels: z.array(z.strictObject({ url: z.url() })).default([]),
  regions: z.union([z.literal('all'), z.array(z.string().regex(/^eu-/, 'accepted is eu-'))], {
    error: 'all or a list',
  }),
});

describe('schemaProblem', () => {
  it.each([
    ['a field in an object', { thresholds: { keyAgeDays: 0 }, regions: 'all' }, /^thresholds\.keyAgeDays: .*>=1/],
    [
      'a field in a list',
      { channels: [{ url: 'https://a.example' }, { url: 'a' }], regions: 'all' },
      /^channels\.1\.url: /,
    ],
    [
      'a field that an object does not have, with those that it has',
      { thresholds: { keyAge: 90 }, regions: 'all' },
      /^thresholds\.keyAge: no such field; accepted are keyAgeDays$/,
    ],
    [
      'a field that an object of a list does not have',
      { channels: [{ url: 'https://a.example', uri: '' }], regions: 'all' },
      /^channels\.0\.uri: no such field; accepted are url$/,
    ],
    [
      'a field that does not exist',
      { region: 'all', regions: 'all' },
      /^region: no such .*are thresholds, channels, regions$/,
    ],
    ['the part of a value that is wrong', { regions: ['eu-west-1', 'us-east-1'] }, /^regions\.1: accepted is eu-$/],
    ['a value that is nothing of what it may be', { regions: 7 }, /^regions: all or a list$/],
    ['a document that is none', [], /^the document: /],
  ])('names %s', (_, document, words) => {
    const { error } = schema.safeParse(document);
    expect(error && schemaProblem(error, schema)).toMatch(words);
  });
});
