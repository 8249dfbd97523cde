import { describe, expect, it } from 'vitest';
import { renderPage } from '../../../lib/report/page/render-page.ts';
import { anAccount } from '../../builders/an-account.ts';
import { hostileNames } from '../a-report.ts';
import { auditedInput } from './a-page.ts';
import { hasBrowser, inBrowser, seriousViolations, useBrowser } from './browser.ts';
import { aFunction, shopFunctions } from './some-functions.ts';

describe.skipIf(!hasBrowser)('FunctionsView', inBrowser, async () => {
  const browser = useBrowser();
  const html = await renderPage(auditedInput(shopFunctions()));

  it('has a row for each function, narrowed by search and filters that stand in the address', async () => {
    const { page } = await browser.open(html, { hash: '#/functions' });
    await page.getByText('4 functions', { exact: true }).waitFor();
    await page.getByRole('searchbox').fill('orders');
    await page.getByLabel('Runtime', { exact: true }).selectOption('image');
    await page.getByText('1 of 4 functions').waitFor();
    expect(page.url()).toContain('q=orders&runtime=image');
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('4 functions', { exact: true }).waitFor();
  });

  it('opens a function by keyboard: what its role may do, what it used, what it could become', async () => {
    const { page } = await browser.open(html, { hash: '#/functions?q=orders-api' });
    await page.getByRole('grid').focus();
    await page.keyboard.press('Enter');
    const detail = page.getByRole('complementary');
    await detail.getByText('1 of the 3 services that its role is granted were used').waitFor();
    await detail.getByText('s3: ListAllMyBuckets').waitFor();
    await detail.getByText('sqs, xray').waitFor();
    await detail.getByRole('link', { name: 'tracing' }).first().waitFor();
    await detail.getByText('1 more function runs').waitFor();
    expect(await seriousViolations(page)).toEqual([]);
  });

  it('says that nothing is known of a role that the snapshot does not hold', async () => {
    const { page } = await browser.open(html, { hash: '#/functions?q=left-over' });
    await page.getByRole('grid').focus();
    await page.keyboard.press('Enter');
    await page.getByText('what it may do is unknown').waitFor();
  });

  it('says why functions can be missing', async () => {
    const account = anAccount().without('functions', 'denied').build();
    const { page } = await browser.open(await renderPage(auditedInput(account)), { hash: '#/functions' });
    await page.getByText('Not all functions are known').waitFor();
    await page.getByText('No function was found').waitFor();
  });

  it('shows hostile names as what they are', async () => {
    const items = hostileNames.map((name) => aFunction(name, name, { runtime: name }));
    const snapshot = { ...anAccount().build(), functions: { regions: ['eu-west-1'], items } };
    const { page } = await browser.open(await renderPage(auditedInput(snapshot)), { hash: '#/functions' });
    await page.getByText(`${items.length} functions`, { exact: true }).waitFor();
  });
});
