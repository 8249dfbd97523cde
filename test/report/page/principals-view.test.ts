import { describe, expect, it } from 'vitest';
import { unprintable } from '../../../lib/one-line.ts';
import { renderPage } from '../../../lib/report/page/render-page.ts';
import { anAccount } from '../../builders/an-account.ts';
import { hostileNames } from '../a-report.ts';
import { auditedInput, sampleInput } from './a-page.ts';
import { hasBrowser, inBrowser, useBrowser } from './browser.ts';

const everything = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };

describe.skipIf(!hasBrowser)('PrincipalsView', inBrowser, async () => {
  const browser = useBrowser();
  const input = await sampleInput();
  const html = await renderPage(input);
  const { users, roles } = input.snapshot;
  const all = users.length + roles.length;
  const arnOf = (name: string) =>
    [...users, ...roles].map(({ arn }) => arn).find((arn) => arn.endsWith(`/${name}`)) ?? '';
  const pageOf = (arn: string) => `#/principals?${new URLSearchParams({ arn })}`;

  it('narrows the list by search, kind, use and administrator, all of it in the address', async () => {
    const { page } = await browser.open(html, { hash: '#/principals' });
    await page.getByText(`${all} users and roles`).waitFor();
    await page.getByRole('searchbox').fill('tanaka');
    await page.getByLabel('Kind', { exact: true }).selectOption('user');
    await page.getByLabel('Use', { exact: true }).selectOption('used');
    await page.getByLabel('Administrator', { exact: true }).selectOption('administrator');
    await page.getByRole('button', { name: /^critical/ }).click();
    await page.getByText(`1 of ${all} users and roles`).waitFor();
    expect(page.url()).toContain('q=tanaka&kind=user&use=used&admin=administrator&severity=critical');
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText(`${all} users and roles`, { exact: true }).waitFor();
  });

  it('opens a page by keyboard, which says so to those who hear it, and goes back to the list', async () => {
    const { page } = await browser.open(html, { hash: '#/principals?q=infra-apply' });
    await page.getByRole('grid').focus();
    await page.keyboard.press('Enter');
    const heading = page.getByRole('heading', { level: 1, name: 'github-actions-infra-apply' });
    await heading.waitFor();
    await expect.poll(() => heading.evaluate((element) => element.matches(':focus'))).toBe(true);
    await page.getByText('Role, can become an administrator').waitFor();
    await page.goBack();
    await page.getByText(`1 of ${all} users and roles`).waitFor();
  });

  it('shows what a role holds, with the statements marked that findings name', async () => {
    const { page } = await browser.open(html, { hash: pageOf(arnOf('github-actions-infra-apply')) });
    await page.getByText('ci-terraform-apply attached').click();
    expect(await page.locator('.statement.marked').first().textContent()).toContain('"Sid": "Infrastructure"');
  });

  it('shows what it used, and leads to its ways to an administrator and to its findings', async () => {
    const arn = arnOf('github-actions-infra-apply');
    const { page } = await browser.open(html, { hash: pageOf(arn) });
    await page.getByText('8 of 13 services granted').waitFor();
    const ways = page.getByRole('link', { name: 'The ways' });
    expect(await ways.getAttribute('href')).toBe(`#/escalation?${new URLSearchParams({ from: arn })}`);
    await page.getByRole('link', { name: 'In the list of findings' }).click();
    const found = input.report.findings.filter(({ resource }) => resource.arn === arn);
    await page.getByText(`${found.length} of ${input.report.findings.length} findings`).waitFor();
  });

  it('says who can assume a role, from where and on what conditions', async () => {
    const { page } = await browser.open(html, { hash: pageOf(arnOf('github-actions-loadtest')) });
    const panel = page.getByRole('region', { name: 'Who can assume it' });
    await panel.getByText('outside').waitFor();
    await panel.getByText('where token.actions.githubusercontent.com:sub matches "repo:northwind*"').waitFor();
  });

  it('says who accepted a finding on it, and until when', async () => {
    const suppression = { exception: 'e-1', reason: 'The vendor needs it', owner: 'shop', expires: '2027-01-31' };
    const arn = arnOf('github-actions-loadtest');
    const findings = input.report.findings.map((finding) =>
      finding.resource.arn === arn ? { ...finding, status: 'suppressed' as const, suppression } : finding,
    );
    const accepted = await renderPage({ ...input, report: { ...input.report, findings } });
    const { page } = await browser.open(accepted, { hash: pageOf(arn) });
    await page.getByText('None stands on it.').waitFor();
    await page.getByText('until 2027-01-31, by shop: The vendor needs it').first().waitFor();
  });

  it('has a page for groups and policies, and says when there is nobody of that ARN', async () => {
    const { page } = await browser.open(html, { hash: pageOf(arnOf('j.tanaka')) });
    await page.getByText('AdministratorAccess attached').click();
    await page.getByRole('link', { name: 'AdministratorAccess', exact: true }).click();
    await page.getByText('Policy of AWS').waitFor();
    await page.getByRole('region', { name: 'Attached to' }).getByRole('link', { name: 'administrators' }).click();
    await page.getByRole('region', { name: 'Members' }).waitFor();
    const { page: none } = await browser.open(html, { hash: pageOf('arn:aws:iam::111122223333:user/nobody') });
    await none.getByText('no such user, role, group or policy').waitFor();
  });

  it('says that there is nobody in an empty account', async () => {
    const { page } = await browser.open(await renderPage(auditedInput(anAccount().build())), { hash: '#/principals' });
    await page.getByText('The snapshot holds no user and no role').waitFor();
  });

  it('shows hostile names as what they are', async () => {
    // Half characters cannot be in an address, and so have no page.
    const named = hostileNames.filter((name) => name.length < 500 && name.isWellFormed());
    const names = [...named, '<img src=x onerror=alert(1)>'];
    const account = names.reduce(
      (builder, name) =>
        builder.withRole(name, {
          inline: { [name]: everything },
          tags: { [name]: name },
          trust: {
            Version: '2012-10-17',
            Statement: {
              Effect: 'Allow',
              Principal: { AWS: name, Federated: name },
              Action: name,
              Condition: { StringEquals: { [name]: name } },
            },
          },
        }),
      anAccount(),
    );
    const snapshot = account.build();
    const page = await renderPage(auditedInput(snapshot));
    for (const { arn } of snapshot.roles) {
      const { page: opened } = await browser.open(page, { hash: pageOf(arn) });
      await opened.locator('details.policy summary').first().click();
      // The lines of a document end in line feeds of our own.
      const text = ((await opened.locator('main').textContent()) ?? '').replaceAll('\n', '');
      expect(text.search(unprintable)).toBe(-1);
      expect(await opened.locator('img, iframe, object, a:not([href^="#/"])').count()).toBe(0);
      await opened.close();
    }
  });
});
