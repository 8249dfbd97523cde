import { describe, expect, it } from 'vitest';
import { type LinksOptions, linksOf } from '../../lib/notify/links.ts';

const accountId = '111122223333';
const night = { accountId, startedAt: '2026-11-23T02:17:04.000Z', runId: 'b7c0a5de-5c33' };
const options: LinksOptions = {
  region: 'eu-west-1',
  prefix: '/account-auditor',
  accountId,
  archiveBucket: 'audit-archive',
  night,
};
const until = new Date('2026-11-23T02:36:41Z');

describe('linksOf', () => {
  it.each([
    ['eu-west-1', 'https://eu-west-1.console.aws.amazon.com'],
    ['cn-north-1', 'https://cn-north-1.console.amazonaws.cn'],
    ['us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com'],
  ])('leads to the consoles of %s, with the Region named', async (region, console) => {
    expect((await linksOf({ ...options, region })).map(({ to, url, hint }) => [to, url, hint])).toEqual([
      [
        'page',
        `${console}/s3/object/audit-archive?region=${region}&prefix=pages/${accountId}/2026-11-23/b7c0a5de-5c33.html`,
        'needs a sign-in',
      ],
      [
        'summary',
        `${console}/systems-manager/parameters/%252Faccount-auditor%252F111122223333%252Fsummary/description?region=${region}`,
        'needs a sign-in',
      ],
    ]);
  });

  it.each([
    ['there is no archive', { archiveBucket: null }],
    ['no night could be read', { night: null }],
  ])('leads to the summary alone where %s', async (_, parts) => {
    expect((await linksOf({ ...options, ...parts })).map(({ to }) => to)).toEqual(['summary']);
  });

  it('leads to the page without a sign-in where somebody asked for it, and says until when', async () => {
    const asked: string[] = [];
    const presign = async (bucket: string, key: string) => {
      asked.push(`${bucket}/${key}`);
      return { url: 'https://audit-archive.s3.amazonaws.com/x?X-Amz-Signature=a', until };
    };
    const [page] = await linksOf({ ...options, presign });
    expect(asked).toEqual([`audit-archive/pages/${accountId}/2026-11-23/b7c0a5de-5c33.html`]);
    expect(page).toEqual({
      to: 'page',
      label: 'Page of this audit',
      url: 'https://audit-archive.s3.amazonaws.com/x?X-Amz-Signature=a',
      hint: 'opens for whoever has it until 2026-11-23 02:36 UTC at the latest, so do not pass it on',
    });
  });

  it.each([
    ['cannot be made', null],
    ['is longer than a channel takes', { url: `https://x/${'x'.repeat(3_000)}`, until }],
  ])('asks for a sign-in where such a link %s', async (_, presigned) => {
    const [page] = await linksOf({ ...options, presign: async () => presigned });
    expect(page).toMatchObject({ to: 'page', hint: 'needs a sign-in' });
    expect(page?.url).toMatch(/^https:\/\/eu-west-1\.console\.aws\.amazon\.com\/s3\/object\//);
  });
});
