import { describe, expect, it } from 'vitest';
import { CannotRunError } from '../../lib/errors.ts';
import { createToldNews, type Notes, type ToldNews } from '../../lib/notify/told.ts';

const accountId = '111122223333';
const now = Date.parse('2026-11-23T02:22:00Z');
const news = { accountId, key: 'news_run-1', changedAt: '2026-11-23T02:21:36.871Z' };
const name = '/account-auditor/111122223333/notified/news_run-1';
const day = 86_400_000;

/** Parameters in memory, as {@link createToldNews} uses them. */
function someParameters(parts: Partial<Notes> = {}) {
  const values = new Map<string, { value: string; version: number; modifiedAtMs: number }>();
  const put = (key: string, value: string) => values.set(key, { value, version: 1, modifiedAtMs: now });
  const parameters: Notes = {
    read: async (key) => values.get(key) ?? null,
    list: async () => new Map(Array.from(values, ([key, { modifiedAtMs }]) => [key, modifiedAtMs])),
    create: async (key, value) => !values.has(key) && put(key, value).has(key),
    overwrite: async (key, value) => void put(key, value),
    remove: async (keys) => {
      for (const key of keys) values.delete(key);
    },
    ...parts,
  };
  return { values, parameters };
}

function told(parameters: Notes, invocation: string, warnings: string[] = [], clock = now): ToldNews {
  return createToldNews({
    parameters,
    prefix: '/account-auditor',
    invocation,
    time: { clock: () => clock, sleep: async () => {} },
    log: { info: () => {}, warn: (message) => warnings.push(message) },
  });
}

describe('createToldNews', () => {
  it('lets one of many invocations tell', async () => {
    const { parameters } = someParameters();
    const claims = await Promise.all(['a', 'b', 'c'].map((invocation) => told(parameters, invocation).claim(news)));
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  it('lets the same invocation go on until it has told', async () => {
    const { parameters } = someParameters();
    const mine = told(parameters, 'a');
    expect([await mine.claim(news), await mine.claim(news)]).toEqual([true, true]);
    await mine.confirm(news);
    expect([await mine.claim(news), await told(parameters, 'b').claim(news)]).toEqual([false, false]);
  });

  it.each([
    ['2026-11-23T05:21:00Z', false],
    ['2026-11-23T05:23:00Z', true],
    ['just now', false],
  ])('is asked about an alarm that went off at %s', async (changedAt, isTold) => {
    const { parameters } = someParameters();
    await told(parameters, 'a').claim(news);
    expect(await told(parameters, 'b').claim({ ...news, changedAt })).toBe(isTold);
  });

  it('tells where a note is not one', async () => {
    const { values, parameters } = someParameters();
    for (const value of ['x', '{}']) {
      values.set(name, { value, version: 1, modifiedAtMs: now });
      expect(await told(parameters, 'a').claim(news)).toBe(true);
    }
  });

  it('tells where Parameter Store does not say who does', async () => {
    const warnings: string[] = [];
    const denied = () => Promise.reject(new CannotRunError('Parameter Store: Access denied'));
    const { parameters } = someParameters({ create: denied, overwrite: denied, list: denied });
    const mine = told(parameters, 'a', warnings);
    expect(await mine.claim(news)).toBe(true);
    await mine.confirm(news);
    await mine.sweep(accountId);
    expect(warnings).toEqual([
      'it was not found out whether this was told; it is told',
      'it was not noted that this was told',
      'old notes were not deleted',
    ]);
    // Somebody is making it this moment, and nobody sees it yet.
    expect(await told(someParameters({ create: async () => false }).parameters, 'a').claim(news)).toBe(true);
  });

  it('forgets what was told more than a month ago', async () => {
    const { values, parameters } = someParameters();
    await told(parameters, 'a').claim(news);
    await told(parameters, 'a', [], now + 30 * day).sweep(accountId);
    expect([...values.keys()]).toEqual([name]);
    await told(parameters, 'a', [], now + 31 * day).sweep(accountId);
    expect(values.size).toBe(0);
  });
});
