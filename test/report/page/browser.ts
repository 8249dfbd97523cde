import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { FLAGS } from './browser-flags.ts';
import { findChromium } from './chromium.ts';

const place = await findChromium();

/** Whether there is a browser; `describe.skipIf(!hasBrowser)` says in the report of the tests that there was none. */
export const hasBrowser = place !== null;

/** On the machines of a CI a browser now and then gets no time for seconds: one more try there, and none where somebody looks on. */
export const inBrowser = { retry: process.env.CI ? 1 : 0 };

/** A page in a real browser. */
export interface OpenPage {
  readonly page: Page;
  /** What the browser said and what the page asked the network for: nothing of either is the only right answer. */
  readonly complaints: readonly string[];
}

export interface OpenOptions extends BrowserContextOptions {
  /** For example `#/findings?severity=high`. */
  readonly hash?: string;
  /** false: it is not expected to open. */
  readonly opens?: boolean;
}

/**
 * One browser for the tests of a file; each `open` gets a window that shares nothing with others. Call it in the body of
 * `describe`.
 */
export function useBrowser(): { open(html: string, options?: OpenOptions): Promise<OpenPage> } {
  let browser: Browser | undefined;
  let folder = '';
  let files = 0;
  const opened: OpenPage[] = [];

  beforeAll(async () => {
    if (place === null) return;
    folder = await mkdtemp(join(tmpdir(), 'account-auditor-page-'));
    const env = { ...process.env, ...place.env };
    browser = await chromium.launch({ executablePath: place.executablePath, args: FLAGS, env });
  });
  afterAll(async () => {
    await browser?.close();
    if (folder !== '') await rm(folder, { recursive: true });
    expect(opened.flatMap(({ complaints }) => complaints)).toEqual([]);
  });

  return {
    open: async (html, { hash = '', opens = true, ...options } = {}) => {
      if (browser === undefined) throw new Error('there is no browser');
      const file = join(folder, `${files++}.html`);
      await writeFile(file, html);
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('dialog', (dialog) => {
        complaints.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      const address = pathToFileURL(file).href;
      page.on('request', (request) => {
        if (!request.url().startsWith(address) && !request.url().startsWith('data:'))
          complaints.push(`request: ${request.url()}`);
      });
      const open = { page, complaints };
      opened.push(open);
      await page.goto(`${address}${hash}`);
      if (opens) await page.locator('h1, .empty-state').first().waitFor();
      return open;
    },
  };
}

/** What the accessibility scan calls serious or critical in the page as it is now, in words; the page has to have none. */
export async function seriousViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
    );
}
