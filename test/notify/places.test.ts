import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Aws, createAws } from '../../lib/aws/aws.ts';
import type { Notifications } from '../../lib/config/notifications.ts';
import { CannotRunError } from '../../lib/errors.ts';
import { type PlacesOptions, placesOf } from '../../lib/notify/places.ts';
import { aStoredAudit } from './some-alarms.ts';

const accountId = '111122223333';
let aws: Aws;
beforeAll(() => {
  aws = createAws({ region: 'eu-west-1', credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'SECRET' } });
});
afterAll(() => aws.close());

function options(link?: Notifications['link'], parts: Partial<PlacesOptions> = {}) {
  return {
    aws,
    region: 'eu-west-1',
    prefix: '/account-auditor',
    archiveBucket: 'audit-archive',
    notifications: async () => (link === undefined ? {} : { link }),
    clock: () => Date.parse('2026-11-23T02:21:41Z'),
    log: { info: vi.fn(), warn: vi.fn() },
    ...parts,
  } satisfies PlacesOptions;
}

describe('placesOf', () => {
  it.each([
    ['/account-auditor', ''],
    ['/elsewhere', ' --prefix /elsewhere'],
  ])('says what commands need to find %s', async (prefix, flags) => {
    expect((await placesOf(accountId, aStoredAudit(), options(undefined, { prefix }))).flags).toBe(flags);
  });

  it.each([undefined, 'console'] as const)('leads to page and summary, behind a sign-in (%s)', async (link) => {
    const { links } = await placesOf(accountId, aStoredAudit(), options(link));
    expect(links.map(({ to, hint }) => [to, hint])).toEqual([
      ['page', 'needs a sign-in'],
      ['summary', 'needs a sign-in'],
    ]);
    expect(JSON.stringify(links)).not.toContain('X-Amz');
  });

  it('leads to the summary alone where no audit could be read', async () => {
    const { links } = await placesOf(accountId, { status: 'none' }, options('presigned'));
    expect(links.map(({ to }) => to)).toEqual(['summary']);
  });

  it('leads nowhere where nobody wants it', async () => {
    expect((await placesOf(accountId, aStoredAudit(), options('none'))).links).toEqual([]);
  });

  it('signs a link for a quarter of an hour where somebody asks for one, without a call', async () => {
    const { links } = await placesOf(accountId, aStoredAudit(), options('presigned'));
    const url = new URL(links[0]?.url ?? '');
    expect(url.host).toBe('audit-archive.s3.eu-west-1.amazonaws.com');
    expect(url.pathname).toBe(`/pages/${accountId}/2026-11-23/b7c0a5de-5c33-4a53-9d8a-52f0d8f2a4f1.html`);
    expect(url.searchParams.get('X-Amz-Expires')).toBe('900');
    expect(url.searchParams.get('X-Amz-Algorithm')).toBe('AWS4-HMAC-SHA256');
    expect(links[0]?.hint).toContain('until 2026-11-23 02:36 UTC at the latest');
  });

  it('asks for a sign-in where a link cannot be signed, and does not wait for it', async () => {
    const without = createAws({ region: 'eu-west-1', profile: 'no-such-profile' });
    const given = options('presigned', { aws: without });
    const { links } = await placesOf(accountId, aStoredAudit(), given);
    without.close();
    expect(links[0]).toMatchObject({ to: 'page', hint: 'needs a sign-in' });
    expect(given.log.warn).toHaveBeenCalledOnce();
  });

  it('takes settings that cannot be read for none', async () => {
    const notifications = () => Promise.reject(new CannotRunError('Parameter Store, reading: Access denied'));
    const given = options(undefined, { notifications });
    expect((await placesOf(accountId, aStoredAudit(), given)).links).toHaveLength(2);
    expect(given.log.warn).toHaveBeenCalledExactlyOnceWith(expect.any(String), {
      reason: 'Parameter Store, reading: Access denied',
    });
  });
});
