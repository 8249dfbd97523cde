import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../lib/findings/finding.ts';
import type { PageInput } from '../../../lib/report/page/make-page-data.ts';
import { renderPage } from '../../../lib/report/page/render-page.ts';
import { sampleInput } from './a-page.ts';
import { hasBrowser, inBrowser, useBrowser } from './browser.ts';

const FINDINGS = 20_000;

describe.skipIf(!hasBrowser)(`the page of ${FINDINGS} findings`, inBrowser, async () => {
  const browser = useBrowser();
  const html = await renderPage(multiplied(await sampleInput()));

  it('leads through every view, by the navigation and into what each of them opens', async () => {
    const { page } = await browser.open(html);
    const main = page.getByRole('main');
    await main.getByText('closes').first().waitFor();
    const names = await page.getByRole('navigation').getByRole('link').allTextContents();
    expect(names).toEqual(expect.arrayContaining(['Overview', 'Findings', 'Principals', 'Checks']));
    for (const name of names) {
      await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
      await main.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    }
    await page.getByRole('navigation').getByRole('link', { name: 'Findings' }).click();
    await page.getByText(`${FINDINGS.toLocaleString('en')} findings`).waitFor();
    await page.locator('.row').nth(2).click();
    await page.getByRole('complementary').getByRole('heading', { level: 2 }).waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Principals' }).click();
    await page.locator('.row').first().click();
    await page.getByRole('region', { name: 'What it holds' }).waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Checks' }).click();
    await page.locator('.row:not(.heading)').first().click();
    await page.getByRole('complementary').getByText('What it flags').waitFor();
  });
});

/** The same findings again and again, as if many roles were alike. */
function multiplied(input: PageInput): PageInput {
  const { findings } = input.report;
  const many = Array.from({ length: FINDINGS }, (_, index): Finding => {
    const finding = findings[index % findings.length];
    if (finding === undefined) throw new TypeError('the account has no finding');
    return { ...finding, id: index.toString(16).padStart(16, '0') };
  });
  return { ...input, report: { ...input.report, findings: many } };
}
