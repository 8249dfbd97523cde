import { describe, expect, it } from 'vitest';
import { unprintable } from '../../../../lib/one-line.ts';
import { filterWays } from '../../../../lib/report/page/app/views/escalation/filter-ways.ts';
import { countWays, sourcesIn } from '../../../../lib/report/page/app/views/escalation/ways.ts';
import { makePageData } from '../../../../lib/report/page/make-page-data.ts';
import { renderPage } from '../../../../lib/report/page/render-page.ts';
import { anAccount } from '../../../builders/an-account.ts';
import { allowing, roleArn } from '../../../escalation/documents.ts';
import { hostileNames } from '../../a-report.ts';
import { auditedInput, sampleInput } from '../a-page.ts';
import { hasBrowser, inBrowser, seriousViolations, useBrowser } from '../browser.ts';
import { aHop, reportOf } from './a-way.ts';

describe.skipIf(!hasBrowser)('EscalationView', inBrowser, async () => {
  const browser = useBrowser();
  const input = await sampleInput();
  const html = await renderPage(input);
  const data = makePageData(input);
  const sources = sourcesIn(data);
  const ways = sources.flatMap((source) => source.ways);
  const hash = '#/escalation';
  const breakGlass = data.principals.find(({ name }) => name === 'break-glass-admin')?.arn ?? '';
  const apply = sources.find(({ name }) => name === 'github-actions-infra-apply');

  it('says who can become administrator, and draws it with names that can be heard', async () => {
    const { page } = await browser.open(html, { hash });
    await page
      .getByText(
        `${sources.length} of ${data.principals.length} users and roles can become administrator, in ${ways.length} ways`,
      )
      .waitFor();
    const graph = page.getByRole('group', { name: /^Graph of the ways/ });
    await graph
      .getByRole('button', {
        name: new RegExp(`^github-actions-infra-apply ?, role, ${apply?.ways.length} ways to admin$`),
      })
      .waitFor();
    expect(await graph.getByRole('button').first().textContent()).toMatch(/to admin$/);
    expect(await graph.getByRole('button').last().textContent()).toMatch(/administrator|rewrites/);
  });

  it('opens a place of the graph by keyboard, follows a line, and comes back', async () => {
    const { page } = await browser.open(html, { hash });
    const place = page.getByRole('button', { name: /^break-glass-admin ?, role/ });
    await place.focus();
    await page.keyboard.press('Enter');
    const detail = page.getByRole('complementary');
    await detail.getByRole('heading', { name: 'break-glass-admin' }).waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('H2');
    await detail.getByRole('link', { name: '2 users' }).click();
    await detail.getByRole('heading', { name: '2 users' }).waitFor();
    await detail.getByRole('link', { name: 'break-glass-1' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'What to cut' }).waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toMatch(/^2 users, /);
  });

  it('moves and scales the graph by buttons, keys, wheel and pointer', async () => {
    const { page } = await browser.open(html, { hash });
    const content = page.locator('.graph-content');
    const frame = page.locator('.graph-frame');
    const transform = () => content.evaluate<string, { style: { transform: string } }>(({ style }) => style.transform);
    let seen = await transform();
    const changes = async () => {
      const before = seen;
      seen = await transform();
      return seen !== before;
    };
    await page.getByRole('button', { name: 'Larger' }).click();
    await expect.poll(changes).toBe(true);
    await frame.focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(changes).toBe(true);
    await page.keyboard.press('-');
    await expect.poll(changes).toBe(true);
    const box = await frame.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 5, (box?.y ?? 0) + 5);
    await page.mouse.wheel(0, 300);
    await expect.poll(changes).toBe(true);
    await page.mouse.down();
    await page.mouse.move((box?.x ?? 0) + 60, (box?.y ?? 0) + 40);
    await page.mouse.up();
    await expect.poll(changes).toBe(true);
    await page.getByRole('button', { name: 'Fit' }).click();
    await expect.poll(changes).toBe(true);
    await page.getByRole('button', { name: /^break-glass-admin ?, role/ }).click();
    await page.getByRole('heading', { name: 'break-glass-admin' }).waitFor();
  });

  it('narrows by search, certainty, technique and target, all of it in the address', async () => {
    const params = { conditional: 'yes', technique: 'sts-001', to: breakGlass, q: 'break' };
    const found = filterWays(sources, params, []);
    const count = `${found.length} of ${sources.length} who can, ${countWays(found)} of ${ways.length} ways`;
    const { page } = await browser.open(html, { hash });
    await page.getByRole('button', { name: 'Under conditions' }).click();
    await page.getByLabel('Technique', { exact: true }).selectOption(params.technique);
    await page.getByLabel('To', { exact: true }).selectOption(params.to);
    await page.getByRole('searchbox').fill(params.q);
    await page.getByText(count).waitFor();
    expect(page.url()).toContain('conditional=yes&technique=sts-001&to=');
    await page.reload();
    await page.getByText(count).waitFor();
    await page.getByRole('searchbox').fill('nobody is called that');
    await page.getByText('No way fits').waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText(`in ${ways.length} ways`).waitFor();
  });

  it('says why somebody has no way', async () => {
    const { page } = await browser.open(html, { hash: `#/escalation?from=${roleArn('nobody')}` });
    await page.getByText('nobody: this account has no such user or role.').waitFor();
    const admin = data.principals.find(({ administrator }) => administrator === 'yes')?.arn ?? '';
    await page.evaluate(`location.hash = '#/escalation?from=${admin}'`);
    await page.getByText('it is an administrator already.').waitFor();
  });

  it('shows what a cut breaks, in the graph and alone, and the statement in its document', async () => {
    const { page } = await browser.open(html, { hash });
    const [cut] = data.cuts;
    const first = page.locator('.cut-list > li').first();
    await first.getByText(`Breaks ${(cut?.pathsBefore ?? 0) - (cut?.pathsAfter ?? 0)} ways`).waitFor();
    await first.getByText('The statement').click();
    expect(await first.locator('.statement.marked .statement-name').textContent()).toBe(
      `Statement ${cut?.statement.statement}`,
    );
    expect(await page.locator('.graph-line.cut-all path').count()).toBe(0);
    await first.getByRole('button', { name: /^Show in the graph ?, cut 1$/ }).click();
    await page.locator('.graph-label.cut-all').first().waitFor();
    await first.getByRole('link', { name: 'Only what it breaks' }).click();
    await page.getByRole('button', { name: 'What cut 1 breaks ×' }).waitFor();
    expect(await page.locator('.graph-label:not(.cut-all)').count()).toBe(0);
  });

  it('shows the ways of one who can step by step, with statements marked, conditions and the fix', async () => {
    const { page } = await browser.open(html, { hash: '#/escalation?show=who' });
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe(`${sources.length + 1}`);
    await page.getByRole('grid').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    const last = sources.at(-1);
    const detail = page.getByRole('complementary');
    await detail.getByRole('heading', { name: `${last?.name} can become administrator` }).waitFor();
    const [step] = last?.ways[0]?.steps ?? [];
    await detail
      .locator('.way-steps')
      .getByText(step?.technique ?? '')
      .waitFor();
    await detail.getByText(step?.conditions[0] ?? 'no condition').waitFor();
    expect(await detail.locator('.statement.marked').count()).toBeGreaterThan(0);
    expect(await detail.locator('.commands code').first().textContent()).toBe(last?.finding.remediation.commands?.[0]);
    await page.keyboard.press('Escape');
    await detail.waitFor({ state: 'detached' });
  });

  it('has the same in words, which is what paper and narrow screens get', async () => {
    const { page } = await browser.open(html, { hash, viewport: { width: 380, height: 700 } });
    await page.locator('.graph-words').getByText('github-actions-infra-apply').first().waitFor();
    expect(await page.locator('.graph-frame').count()).toBe(0);
    await expect.poll(() => page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    const { page: wide } = await browser.open(html, { hash });
    await wide.getByRole('link', { name: 'As a list' }).click();
    await wide.locator('.graph-words').waitFor();
    await wide.goBack();
    await wide.locator('.graph-frame').waitFor();
    await wide.emulateMedia({ media: 'print' });
    await wide.evaluate("dispatchEvent(new Event('beforeprint'))");
    await wide.locator('.graph-words').waitFor();
    expect(await wide.locator('.filter-bar').isVisible()).toBe(false);
    expect(await wide.locator('.cut-list .statement.marked').count()).toBe(data.cuts.length);
  });

  it('says that nobody can, and how sure that is', async () => {
    const open = async (page: Parameters<typeof renderPage>[0]) =>
      (await browser.open(await renderPage(page), { hash })).page;
    const nobody = auditedInput(anAccount().withUser('ana').build());
    await (await open(nobody)).getByText('Nobody who is no administrator can become one').waitFor();
    const unread = auditedInput(
      anAccount()
        .withUser('ana', { inline: { broken: '{' } })
        .build(),
    );
    const page = await open(unread);
    await page.getByText('No way was found, and not everybody could be judged').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'ana, broken' }).waitFor();
    const checks = nobody.report.checks.filter(({ id }) => id !== 'privilege-escalation');
    const without = { ...nobody, report: { ...nobody.report, checks } };
    await (await open(without)).getByText('Nobody looked for ways').waitFor();
  });

  it('says that ways under conditions were left out with findings below high', async () => {
    const account = anAccount().withUser('eve', { inline: { own: allowing('iam:PutUserPolicy', '*') } });
    const critical = await renderPage({ ...auditedInput(account.build()), minSeverity: 'high' });
    const { page } = await browser.open(critical, { hash });
    await page.getByText('whoever can become administrator only under conditions is not shown').waitFor();
  });

  it('shows hostile names as what they are, doing nothing', async () => {
    const names = hostileNames.filter((name) => name.length < 200 && name !== '');
    const report = reportOf(
      Object.fromEntries(names.map((name) => [name, [[aHop(name, 'admin', { conditions: [name] })]]])),
    );
    const hostile = await renderPage({ ...auditedInput(anAccount().build()), report });
    for (const view of [
      hash,
      '#/escalation?as=list',
      '#/escalation?show=who',
      `#/escalation?show=who&open=${encodeURIComponent(roleArn(names[0] ?? ''))}`,
    ]) {
      const { page } = await browser.open(hostile, { hash: view });
      await page.locator('.graph-node, .graph-words, .virtual-table').first().waitFor();
      const text = (await page.locator('main').innerText()) ?? '';
      expect(text.replaceAll('\n', '').search(unprintable)).toBe(-1);
      expect(await page.locator('main').locator('img, iframe, object, script, a:not([href^="#/"])').count()).toBe(0);
      await page.close();
    }
  });

  it.each(['light', 'dark'] as const)(
    'has no serious accessibility violation in %s, whatever is open',
    async (colorScheme) => {
      for (const view of [
        '#/escalation?cut=all',
        `#/escalation?node=start%20${apply?.arn}`,
        '#/escalation?as=list',
        `#/escalation?show=who&open=${sources.at(-1)?.arn}`,
      ]) {
        const { page } = await browser.open(html, { colorScheme, hash: view });
        expect([view, await seriousViolations(page)]).toEqual([view, []]);
        await page.close();
      }
    },
  );

  it('draws the routes that matter most of thousands of ways, and says so', async () => {
    const users = Array.from({ length: 800 }, (_, index) => `u${index}`);
    const admins = Array.from({ length: 60 }, (_, index) => `admin-${index}`);
    const report = reportOf(
      Object.fromEntries(
        users.map((name, at) => [name, admins.filter((_, index) => index <= at % 60).map((to) => [aHop(name, to)])]),
      ),
    );
    const { page } = await browser.open(await renderPage({ ...auditedInput(anAccount().build()), report }), { hash });
    await page.getByText('Drawn: 30 routes of 60').waitFor();
    expect(await page.locator('.graph-node').count()).toBe(60);
  });
});
