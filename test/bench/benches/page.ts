import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { buildPage } from '../../../lib/report/page/build.ts';
import { FLAGS } from '../../report/page/browser-flags.ts';
import { findChromium } from '../../report/page/chromium.ts';
import { Child } from '../child.ts';
import { type Figure, figuresOf } from '../figures.ts';
import { pageCostSchema, type Size } from '../tasks.ts';

/** About 5,000 findings, and what a large account has. */
const full: readonly Size[] = [
  { users: 230, roles: 1150, policies: 450 },
  { users: 1000, roles: 5000, policies: 2000 },
];
const small: readonly Size[] = [{ users: 60, roles: 150, policies: 90 }];

/** The page of large accounts: what it weighs, what making it takes, and how it does in a browser where there is one. */
export async function benchPage(isSmoke: boolean): Promise<readonly Figure[]> {
  await buildPage();
  const figures: Figure[] = [];
  for (const size of isSmoke ? small : full) figures.push(...(await benchSize(size, isSmoke)));
  return figures;
}

async function benchSize(size: Size, isSmoke: boolean): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'account-auditor-bench-'));
  const file = join(folder, 'page.html');
  try {
    const child = new Child('page', { size, file });
    const cost = await child.message(pageCostSchema);
    await child.stop();
    const figure = figuresOf('page', `${size.roles + size.users} principals, ${cost.findings} findings`);
    return [
      figure('file without data', cost.bareBytes / 1e3, 'kB', 'at most 900'),
      figure('file', cost.bytes / 1e6, 'MB'),
      figure('made in', cost.renderMs / 1000, 's'),
      figure('of it on the processor', cost.renderProcessorMs / 1000, 's'),
      figure('peak memory, audit included', cost.peakBytes / 1e6, 'MB'),
      ...(await inBrowser(file)).map(({ what, ms, target }) => figure(what, ms, 'ms', isSmoke ? undefined : target)),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Timing {
  readonly what: string;
  readonly ms: number;
  readonly target: string;
}

/** Nothing where there is no browser. */
async function inBrowser(file: string): Promise<readonly Timing[]> {
  const place = await findChromium();
  if (place === null) return [];
  const browser = await chromium.launch({
    executablePath: place.executablePath,
    args: FLAGS,
    env: { ...process.env, ...place.env },
  });
  try {
    const page = await browser.newPage();
    const startedAt = performance.now();
    await page.goto(`${pathToFileURL(file).href}#/findings`);
    await page.locator('.row').first().waitFor();
    const opened = performance.now() - startedAt;
    const keystroke = await page.evaluate<number>(KEYSTROKES);
    return [
      { what: 'opened at the findings', ms: opened, target: 'at most 4,000' },
      { what: 'a keystroke of the search, median', ms: keystroke, target: 'at most 100' },
    ];
  } finally {
    await browser.close();
  }
}

/** Types a search as somebody would, and gives the median of what it takes until the list is drawn. */
const KEYSTROKES = `(async () => {
  const box = document.querySelector('input[type=search]');
  const times = [];
  for (const text of ['p', 'po', 'pol', 'poli', 'polic', 'policy', 'policy a']) {
    const startedAt = performance.now();
    box.value = text;
    box.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    times.push(performance.now() - startedAt);
  }
  return times.toSorted((a, b) => a - b)[3];
})()`;
