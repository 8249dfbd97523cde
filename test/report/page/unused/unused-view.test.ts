import { describe, expect, it } from 'vitest';
import { defaultConfiguration } from '../../../../lib/config/configuration.ts';
import { renderPage } from '../../../../lib/report/page/render-page.ts';
import { anAccount } from '../../../builders/an-account.ts';
import { daysAgo } from '../../../builders/time.ts';
import { aReport, hostileNames } from '../../a-report.ts';
import { auditedInput, sampleInput } from '../a-page.ts';
import { hasBrowser, inBrowser, seriousViolations, useBrowser } from '../browser.ts';
import { allow, anUnusedAccount } from './an-unused-account.ts';

const hash = '#/unused';

/** Names of the rows of the matrix that are in the document, as a reader goes through them. */
const rowNames = "Array.from(document.querySelectorAll('.matrix-name a'), (each) => each.textContent)";
const serviceNames = "Array.from(document.querySelectorAll('.matrix-service'), (each) => each.textContent)";
const currentCell =
  "document.getElementById(document.querySelector('.matrix').getAttribute('aria-activedescendant')).getAttribute('aria-label')";

describe.skipIf(!hasBrowser)('UnusedView', inBrowser, async () => {
  const browser = useBrowser();
  const html = await renderPage(auditedInput(anUnusedAccount().build()));
  const sample = await renderPage(await sampleInput());

  it('says how much is unused, unknown apart, and what each figure counts', async () => {
    const { page } = await browser.open(html, { hash });
    const figures = page.getByRole('region', { name: 'How much is unused' });
    await figures.getByText('2 unused').waitFor();
    await figures.getByText('3 used, 4 unknown').waitFor();
    await figures.getByText('66%').waitFor();
    await page.getByText('What these figures count').click();
    await page.getByText('What is unknown is never counted as unused.').waitFor();
    await page.getByText('Service-linked roles (1) are in no figure').waitFor();
  });

  it('draws every use with words, and nothing where nothing is granted', async () => {
    const { page } = await browser.open(html, { hash: '#/unused?q=orders&services=name' });
    const cell = (name: string) => page.getByRole('gridcell', { name });
    const api = cell('orders-api, s3: used 2026-11-19, 3 days before the audit');
    expect(await api.getAttribute('class')).toContain('mark used step-1');
    await cell('orders-api, sqs: unused, last used 2026-05-06').waitFor();
    await cell('orders-api, sns: granted and never used').waitFor();
    await cell('orders-batch, glue: unknown: Not allowed').waitFor();
    expect(await cell('orders-api, glue').count()).toBe(0);
  });

  it('sorts principals and services, and finds the order in the address again', async () => {
    const { page } = await browser.open(html, { hash });
    await page.getByLabel('Order', { exact: true }).selectOption('name');
    await page.getByLabel('Services', { exact: true }).selectOption('name');
    expect(page.url()).toContain('sort=name&services=name');
    await page.reload();
    await page.locator('.matrix-cell').first().waitFor();
    await expect
      .poll(() => page.evaluate(rowNames))
      .toEqual([
        'ana',
        'AWSReservedSSO_Readers_0123456789abcdef',
        'AWSServiceRoleForSupport',
        'orders-api',
        'orders-batch',
        'reports-10',
      ]);
    await expect.poll(() => page.evaluate(serviceNames)).toEqual(['athena', 'ec2', 'glue', 's3', 'sns', 'sqs']);
  });

  it('narrows by words, kind, origin, service and what is unused', async () => {
    const { page } = await browser.open(html, { hash });
    await page.getByLabel('Kind').selectOption('role');
    await page.getByLabel('Origin').selectOption('own');
    await page.getByLabel('Service', { exact: true }).selectOption('s3');
    await page.getByRole('button', { name: 'Only with unused' }).click();
    await page.getByText('1 of 6 users and roles').waitFor();
    await expect.poll(() => page.evaluate(rowNames)).toEqual(['reports-10']);
    await expect.poll(() => page.evaluate(`${serviceNames}[0]`)).toBe('s3');
    await page.getByRole('searchbox').fill('nobody');
    await page.getByText('Nothing fits').waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('6 users and roles').waitFor();
  });

  it('is gone through by keyboard: cells, principals, services', async () => {
    const { page } = await browser.open(html, { hash: '#/unused?sort=name&services=name' });
    await page.getByRole('grid').focus();
    await expect.poll(() => page.evaluate(currentCell)).toBe('ana: 2 of 2 services unused');
    for (const key of ['ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
    await expect.poll(() => page.evaluate(currentCell)).toBe('ana, ec2: not granted');
    await page.getByText('not granted', { exact: false }).first().waitFor();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => page.evaluate(currentCell)).toContain('orders-api, sqs: unused');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Findings' }).waitFor();
    expect(page.url()).toMatch(/principal=.*orders-api&family=unused/);
    await page.goBack();
    await page.getByRole('grid').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'ana' }).waitFor();
    expect(page.url()).toMatch(/#\/principals\?arn=.*ana$/);
  });

  it('keeps to one service that is chosen in the header, by key and by mouse', async () => {
    const { page } = await browser.open(html, { hash: '#/unused?services=name' });
    await page.getByRole('columnheader', { name: 'glue' }).click();
    await page.getByText('1 of 6 users and roles').waitFor();
    expect(page.url()).toContain('service=glue');
    await page.getByRole('grid').focus();
    for (const key of ['Control+Home', 'ArrowUp', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
    await page.getByText('6 users and roles').waitFor();
  });

  it('says of the current place what it is, and by which policies it is granted', async () => {
    const { page } = await browser.open(html, { hash: '#/unused?sort=name&services=name' });
    await page.getByRole('gridcell', { name: 'ana, s3' }).click();
    const readout = page.locator('.readout');
    expect(await readout.textContent()).toMatch(/^ana s3 unused, last used 2026-08-14, 100 days before the audit/);
    await readout.getByRole('link', { name: 'by which policies' }).click();
    await page.getByText('1 of 6 attachments').waitFor();
    expect(await page.locator('.virtual-table .row').textContent()).toContain('reports through clerks');
  });

  it('has every policy with what nobody uses of it, and leads to those who hold it', async () => {
    const { page } = await browser.open(html, { hash });
    await page.getByRole('link', { name: 'By policy' }).click();
    await page.getByText('4 managed policies').waitFor();
    const rows = await page.locator('.virtual-table .row').allTextContents();
    expect(rows[0]).toBe('reports 3 principals2 of 32 used, 0 unused');
    expect(rows.find((row) => row.startsWith('limits'))).toContain('nobody boundary of 1');
    await page.getByRole('link', { name: '3 principals' }).click();
    await page.getByText('3 of 6 attachments').waitFor();
    await page.getByRole('button', { name: 'reports ×' }).click();
    await page.getByText('6 attachments').waitFor();
  });

  it('keeps the current row of a long table in sight', async () => {
    const { page } = await browser.open(sample, { hash: '#/unused?by=attachment' });
    await page.getByRole('grid').focus();
    for (let row = 0; row < 30; row++) await page.keyboard.press('ArrowDown');
    const hidden = () =>
      page.evaluate<number | undefined>(`(() => {
        const table = document.querySelector('.virtual-table').getBoundingClientRect();
        const row = document.querySelector('.row.active')?.getBoundingClientRect();
        return row && row.bottom - table.bottom;
      })()`);
    await expect.poll(hidden).toBeLessThanOrEqual(1);
  });

  it('says why nothing is known of a file, and how to know it', async () => {
    const told = anAccount()
      .withUser('ana', { inline: { own: allow('s3:GetObject') }, lastAccessed: null })
      .without('last-accessed', 'skipped', 'not part of the imported file')
      .build();
    const { page } = await browser.open(await renderPage(auditedInput(told)), { hash });
    await page.getByRole('note').getByText('(not part of the imported file)').waitFor();
    await page.getByText('iam:GenerateServiceLastAccessedDetails').waitFor();
    expect(await page.getByText('not known', { exact: true }).count()).toBe(4);
    expect(await seriousViolations(page)).toEqual([]);
  });

  it('has nothing to show of an empty account', async () => {
    const { page } = await browser.open(await renderPage(auditedInput(anAccount().build())), { hash });
    await page.getByText('No user and no role was seen').waitFor();
  });

  it.each(['light', 'dark'] as const)('lists principals on a narrow screen, in %s', async (colorScheme) => {
    const { page } = await browser.open(html, { hash, colorScheme, viewport: { width: 380, height: 700 } });
    const first = page.locator('.principal-list li').first();
    expect(await first.textContent()).toBe('ana2 of 2 unusedathena, s3');
    expect(await page.getByRole('grid').count()).toBe(0);
    expect(await seriousViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('grid').waitFor();
  });

  it('prints principals as a table', async () => {
    const { page } = await browser.open(html, { hash });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    const table = page.getByRole('table');
    await page.getByText('What is unknown is never counted as unused.').waitFor();
    expect(await table.getByRole('row').nth(1).textContent()).toBe('ana2026-08-142020athena, s3');
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    await page.getByRole('grid').waitFor();
  });

  it('shows hostile names as what they are', async () => {
    const names = hostileNames.filter((name) => name !== '' && name.length < 500);
    const hostile = names.reduce(
      (account, name) => account.withRole(name, { inline: { [name]: allow('s3:GetObject') }, lastUsed: null }),
      anAccount(),
    );
    const written = await renderPage(auditedInput(hostile.build()));
    for (const address of [hash, '#/unused?by=attachment']) {
      const { page } = await browser.open(written, { hash: address });
      expect(await page.locator('.matrix-row, .virtual-table .row').count()).toBe(names.length);
      expect(await page.locator('img, iframe, [onerror]').count()).toBe(0);
      expect(await page.locator('.unprintable').count()).toBeGreaterThan(4);
    }
  });

  it('stays small in the document with 800 roles and 400 services', async () => {
    const roles = Array.from({ length: 800 }, (_, index) => `role-${index + 1}`);
    const many = roles.reduce(
      (account, name, index) => account.withRole(name, { policies: ['everything'], lastUsed: daysAgo(index % 400) }),
      anAccount().withPolicy('everything', allow('*')),
    );
    const snapshot = many.build();
    const input = { report: aReport([], snapshot), snapshot, configuration: defaultConfiguration, checks: [] };
    const { page } = await browser.open(await renderPage(input), { hash: '#/unused?sort=name' });
    const cells = page.locator('.matrix-cell');
    await cells.first().waitFor();
    expect(await cells.count()).toBeLessThan(1500);
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+End');
    await page.getByRole('rowheader', { name: /^role-800:/ }).waitFor();
    expect(await cells.count()).toBeLessThan(1500);
    await page.getByRole('searchbox').fill('role-799');
    await page.getByText('1 of 800 users and roles').waitFor();
  });
});
