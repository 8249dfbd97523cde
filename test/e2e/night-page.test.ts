import { afterEach, describe, expect, it, vi } from 'vitest';
import { keepNightPage } from '../../lib/night-page.ts';
import type { Sandbox } from '../../lib/sandbox/server.ts';
import { smallAccountBucket } from './small-account.ts';
import { auditSmall, startSmall } from './small-audit.ts';

let sandbox: Sandbox;
afterEach(() => sandbox.close());

function pages(): readonly string[] {
  const objects = sandbox.accounts[0]?.s3.buckets.get(smallAccountBucket)?.objects;
  return [...(objects?.keys() ?? [])].filter((key) => key.startsWith('pages/'));
}

describe('the page of a night', () => {
  it('is in the archive bucket under account, day and run', async () => {
    sandbox = await startSmall();
    const { page, stored, audited } = await auditSmall(sandbox, { store: true, runId: 'run-1' });
    expect(stored?.outcome).toBe('stored');
    const key = `pages/111122223333/${audited.snapshot.takenAt.slice(0, 10)}/run-1.html`;
    expect(page).toBe(`s3://${smallAccountBucket}/${key}`);
    expect(pages()).toEqual([key]);
    const object = sandbox.accounts[0]?.s3.buckets.get(smallAccountBucket)?.objects.get(key)?.at(-1)?.content;
    expect(Buffer.from(object?.bytes ?? []).toString()).toMatch(/^<!doctype html>\n/);
  });

  it('is not made of an audit that is only looked at', async () => {
    sandbox = await startSmall();
    expect((await auditSmall(sandbox)).page).toBeNull();
    expect(pages()).toEqual([]);
  });

  it('fails nothing when it cannot be kept', async () => {
    sandbox = await startSmall({ faults: [{ on: 's3:PutObject', fault: 'denied' }] });
    const warnings: string[] = [];
    const log = { info: () => {}, warn: (text: string) => warnings.push(text) };
    const denied = await auditSmall(sandbox, { store: true, log });
    expect([denied.stored?.outcome, denied.page]).toEqual(['stored', null]);
    expect(warnings.join()).toContain('the page of this night was not kept');
    expect(denied.metrics.find(({ name }) => name === 'AuditCompleted')?.value).toBe(1);
  });

  it('is left out when there may not be the time to make it', async () => {
    sandbox = await startSmall();
    const { audited, stored } = await auditSmall(sandbox, { store: true });
    const keepPage = vi.fn();
    const log = { info: vi.fn(), warn: vi.fn() };
    const options = { store: { history: vi.fn() }, archive: { keepPage }, log, writeSignal: AbortSignal.abort() };
    expect(stored && (await keepNightPage(audited, stored, options))).toBeNull();
    expect(keepPage).not.toHaveBeenCalled();
    expect(log.warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('the time was over'));
  });
});
