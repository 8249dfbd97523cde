import { describe, expect, it } from 'vitest';
import { renderPage } from '../../../lib/report/page/render-page.ts';
import { sampleInput } from './a-page.ts';
import { hasBrowser, inBrowser, seriousViolations, useBrowser } from './browser.ts';

describe.skipIf(!hasBrowser)('the page', inBrowser, async () => {
  const browser = useBrowser();
  const input = await sampleInput();
  const html = await renderPage({
    ...input,
    trend: [
      { startedAt: '2026-11-22T03:00:00Z', counts: { ...input.report.summary.counts, high: 70 }, coveragePercent: 100 },
      { startedAt: '2026-11-23T03:00:00Z', counts: input.report.summary.counts, coveragePercent: 100 },
    ],
  });

  it('shows how many findings there are of each severity, and leads to them', async () => {
    const { page } = await browser.open(html);
    const { counts } = input.report.summary;
    const high = page.getByRole('link', { name: `${counts.high} high`, exact: false });
    await high.click();
    expect(page.url()).toContain('#/findings?severity=high');
    await page.getByText(`${counts.high} of ${input.report.findings.length} findings`).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
  });

  it('shows the trend as a picture with words', async () => {
    const { page } = await browser.open(html);
    expect(await page.getByRole('img').getAttribute('aria-label')).toMatch(
      /^From \d+ findings on 2026-11-22 to \d+ on/,
    );
  });

  it('opens every view from the navigation, and says when there is none', async () => {
    const { page } = await browser.open(html, { hash: '#/elsewhere' });
    await page.getByText('There is no such view').waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Findings' }).click();
    await page.getByRole('heading', { name: 'Findings' }).waitFor();
    expect(await page.title()).toMatch(/^Findings - Audit of /);
  });

  it.each(['light', 'dark'] as const)('follows the system into %s, until the reader chooses', async (colorScheme) => {
    const { page } = await browser.open(html, { colorScheme });
    const isDark = () =>
      page.evaluate<boolean>('getComputedStyle(document.body).backgroundColor.match(/\\d+/g)[0] < 128');
    expect(await isDark()).toBe(colorScheme === 'dark');
    await page.getByRole('button', { name: colorScheme === 'dark' ? 'Light' : 'Dark' }).click();
    expect(await isDark()).toBe(colorScheme !== 'dark');
    await page.reload();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    expect(await isDark()).toBe(colorScheme !== 'dark');
  });

  it.each([
    ['light', '#/overview'],
    ['dark', '#/overview'],
    ['light', '#/escalation'],
    ['dark', '#/escalation?show=who'],
    ['light', '#/findings'],
    ['dark', '#/findings?group=resource'],
    ['light', `#/findings?id=${input.report.findings[0]?.id}`],
    ['dark', `#/findings?id=${input.report.findings.find(({ checkId }) => checkId === 'privilege-escalation')?.id}`],
    ['light', '#/principals'],
    [
      'dark',
      `#/principals?arn=${input.report.findings.find(({ checkId }) => checkId === 'privilege-escalation')?.resource.arn}`,
    ],
    [
      'light',
      `#/principals?arn=${input.report.findings.find(({ checkId }) => checkId === 'trust-external-account')?.resource.arn}`,
    ],
    ['dark', '#/checks'],
    ['light', '#/checks?by=cis-5.0&id=actions-unused'],
    ['dark', '#/checks?id=actions-unused'],
    ['light', '#/unused'],
    ['dark', '#/unused?service=s3&unused=only&sort=use'],
    ['light', '#/unused?by=policy'],
    ['dark', '#/unused?by=attachment'],
  ] as const)('has no serious accessibility violation in %s at %s', async (colorScheme, hash) => {
    const { page } = await browser.open(html, { colorScheme, hash });
    expect(await seriousViolations(page)).toEqual([]);
  });

  it('fits a narrow screen', async () => {
    const [first] = input.report.findings;
    for (const hash of [
      '#/overview',
      '#/findings',
      `#/findings?id=${first?.id}`,
      '#/unused',
      '#/unused?by=attachment',
      '#/principals',
      `#/principals?arn=${first?.resource.arn}`,
      '#/checks',
      '#/escalation',
      '#/escalation?show=who',
      '#/checks?id=actions-unused',
    ]) {
      const { page } = await browser.open(html, { hash, viewport: { width: 380, height: 700 } });
      await expect.poll(() => page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    }
  });

  it('takes the keyboard past the navigation', async () => {
    const { page } = await browser.open(html);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('MAIN');
  });

  it('says so when the file was cut off', async () => {
    const cut = html.replace(/(id="data">.{1000})[^<]*/, '$1');
    const { page } = await browser.open(cut, { opens: false });
    await page.getByText('This report cannot be opened').waitFor();
  });
});
