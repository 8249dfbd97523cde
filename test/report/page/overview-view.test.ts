import { describe, expect, it } from 'vitest';
import type { PageInput } from '../../../lib/report/page/make-page-data.ts';
import { renderPage } from '../../../lib/report/page/render-page.ts';
import { anAccount } from '../../builders/an-account.ts';
import { auditedInput, sampleInput } from './a-page.ts';
import { hasBrowser, inBrowser, seriousViolations, useBrowser } from './browser.ts';

describe.skipIf(!hasBrowser)('Overview', inBrowser, async () => {
  const browser = useBrowser();
  const input = await sampleInput();
  const night = ofHundredNights(input);

  it('says what is new and resolved where there is a night before, and nothing of it where there is none', async () => {
    const { page } = await browser.open(await renderPage(night));
    await page.getByRole('region', { name: 'New tonight' }).getByRole('link', { name: 'All 3' }).click();
    await page.getByText(`3 of ${input.report.findings.length} findings`).waitFor();
    const { page: single } = await browser.open(await renderPage(input));
    await single.getByRole('heading', { name: 'Gravest findings' }).waitFor();
    expect(await single.getByRole('link', { name: /^[\d,]+ (new|resolved)$/ }).count()).toBe(0);
    expect(await single.getByRole('region', { name: /tonight|Trend/ }).count()).toBe(0);
  });

  it('has the trend as a picture and as a table', async () => {
    const { page } = await browser.open(await renderPage(night));
    await page.getByText('100 nights').waitFor();
    expect(await page.getByRole('img').getAttribute('aria-label')).toMatch(
      /^From \d+ findings on 2026-08-16 to \d+ on/,
    );
    await page.getByText('The numbers').click();
    const rows = page.getByRole('region', { name: 'Numbers of each night' }).getByRole('row');
    await rows.nth(100).waitFor();
    expect(await rows.nth(1).getByRole('rowheader').textContent()).toBe('2026-11-23 03:00');
    expect(await seriousViolations(page)).toEqual([]);
  });

  it('argues for the changes that take away most risk', async () => {
    const { page } = await browser.open(await renderPage(input));
    const panel = page.getByRole('region', { name: 'The changes that take away most risk' });
    const first = panel.getByRole('listitem').first();
    await first.getByText('Narrow statement 0 (Infrastructure) of the policy ci-terraform-apply').click();
    await first.getByText('Who could miss it:').waitFor();
    await first.getByRole('button', { name: 'Copy the command' }).first().waitFor();
    expect(await panel.locator('.remedies > li').count()).toBe(5);
    expect(await seriousViolations(page)).toEqual([]);
    await first.getByRole('link', { name: 'github-actions-infra-apply' }).first().click();
    await page.getByRole('complementary').waitFor();
  });

  it('says what was not seen, why, and what to do about it', async () => {
    const coverage = input.report.coverage.map((record) =>
      record.source === 'trails'
        ? { ...record, status: 'denied' as const, reason: 'cloudtrail:DescribeTrails is not allowed' }
        : record,
    );
    const { page } = await browser.open(await renderPage({ ...input, report: { ...input.report, coverage } }));
    const panel = page.getByRole('region', { name: 'What was not seen' });
    await panel.getByText('trails not allowed: cloudtrail:DescribeTrails is not allowed').waitFor();
    await panel.getByText('account-auditor doctor').waitFor();
    await panel.getByRole('link', { name: '1 check could judge nothing' }).click();
    await page.getByRole('heading', { name: 'Checks' }).waitFor();
  });

  it('has something to say of an empty account, and of a report that leaves findings out', async () => {
    const empty = auditedInput(anAccount().build());
    const { page } = await browser.open(
      await renderPage({ ...empty, report: { ...empty.report, findings: [] }, minSeverity: 'high' }),
    );
    await page.getByText('Nothing was found').waitFor();
    await page.getByRole('note').getByText('Findings below high were left out').waitFor();
    expect(await page.getByText('The changes that take away').count()).toBe(0);
  });
});

function ofHundredNights(input: PageInput): PageInput {
  const { report } = input;
  const last = Date.parse('2026-11-23T03:00:00Z');
  return {
    ...input,
    report: {
      ...report,
      findings: report.findings.map((finding, index) => (index < 3 ? { ...finding, status: 'new' as const } : finding)),
    },
    trend: Array.from({ length: 100 }, (_, index) => ({
      startedAt: new Date(last - (99 - index) * 86_400_000).toISOString(),
      counts: { ...report.summary.counts, medium: 300 - index },
      coveragePercent: 100,
    })),
  };
}
