import { describe, expect, it } from 'vitest';
import { renderPage } from '../../../lib/report/page/render-page.ts';
import { sampleInput } from './a-page.ts';
import { hasBrowser, inBrowser, useBrowser } from './browser.ts';

describe.skipIf(!hasBrowser)('ChecksView', inBrowser, async () => {
  const browser = useBrowser();
  const input = await sampleInput();
  const html = await renderPage(input);

  it('narrows by result and words, and puts in order by the numbers of a benchmark, all in the address', async () => {
    const { page } = await browser.open(html, { hash: '#/checks' });
    await page.getByText(`${input.checks.length} checks`, { exact: true }).waitFor();
    await page.getByRole('button', { name: /^found something/ }).click();
    await page.getByLabel('Order', { exact: true }).selectOption('cis-5.0');
    await page.getByRole('searchbox').fill('password');
    await page.getByText('nothing is said about it').waitFor();
    expect(page.url()).toContain('state=fail&by=cis-5.0&q=password');
    expect(await page.locator('.row.heading').first().textContent()).toBe('1.8 1 check');
    await page.reload();
    expect(await page.getByLabel('Order', { exact: true }).inputValue()).toBe('cis-5.0');
  });

  it('opens a check by keyboard, with what it could not judge, and comes back', async () => {
    const { page } = await browser.open(html, { hash: '#/checks?q=actions-unused' });
    const grid = page.getByRole('grid', { name: 'Checks' });
    await grid.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const detail = page.getByRole('complementary');
    const outcome = input.report.checks.find(({ id }) => id === 'actions-unused');
    await detail.getByRole('heading', { name: `${outcome?.unknown.length} could not be judged` }).waitFor();
    await detail.getByText('AWS tracks no use of it').waitFor();
    expect(await detail.locator('.row').count()).toBeLessThan(40);
    await page.keyboard.press('Escape');
    await detail.waitFor({ state: 'detached' });
    await expect.poll(() => grid.evaluate((element) => element.matches(':focus'))).toBe(true);
  });

  it('leads to the findings of a check, and to the catalogue by the numbers that it has', async () => {
    const { page } = await browser.open(html, { hash: '#/checks?id=console-user-without-mfa' });
    const detail = page.getByRole('complementary');
    await detail.getByRole('link', { name: 'CIS v5.0' }).click();
    expect(page.url()).toContain('#/checks?by=cis-5.0');
    await page.goBack();
    await detail.getByRole('link', { name: '2', exact: true }).click();
    await page.getByText(`2 of ${input.report.findings.length} findings`).waitFor();
  });

  it('says of a check that was not run that nothing is known', async () => {
    const checks = input.report.checks.filter(({ id }) => id !== 'trail-missing');
    const part = await renderPage({ ...input, report: { ...input.report, checks } });
    const { page } = await browser.open(part, { hash: '#/checks?id=trail-missing&state=not-run' });
    await page.getByRole('complementary').getByText('It was not run in this audit').waitFor();
    await page.getByText(`1 of ${input.checks.length} checks`).waitFor();
  });

  it('says when there is no such check', async () => {
    const { page } = await browser.open(html, { hash: '#/checks?id=no-such-check' });
    await page.getByRole('alert').getByText('The catalogue has no check no-such-check.').waitFor();
  });
});
