import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { renderPage } from '../../../lib/report/page/render-page.ts';
import { anAccount } from '../../builders/an-account.ts';
import { aFinding, aReport, hostileNames } from '../a-report.ts';
import { auditedInput } from './a-page.ts';

const app = fileURLToPath(new URL('../../../lib/report/page/app', import.meta.url));

describe('renderPage', () => {
  it('is at most 900 KB without data, and far below', async () => {
    const html = await renderPage(auditedInput(anAccount().build()));
    expect(Buffer.byteLength(html)).toBeLessThan(400_000);
  });

  it('lets run its own program alone, by its hash, and loads and sends nothing', async () => {
    const html = await renderPage(auditedInput(anAccount().build()));
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(html) ?? [];
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
    const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`script-src ${hashOf(script)};`);
    expect(policy).toContain(`style-src ${hashOf(style)};`);
    expect(policy).not.toMatch(/unsafe|connect-src|\*/);
    expect(html).not.toMatch(/(?:src|href)="(?!data:)/);
  });

  it('takes along the licences of the libraries that are in it', async () => {
    const html = await renderPage(auditedInput(anAccount().build()));
    const [, licences = ''] = /<script>\/\*!([\s\S]*?)\*\//.exec(html) ?? [];
    for (const library of ['preact', '@preact/signals', '@dagrejs/dagre', 'd3-scale', '@tanstack/virtual-core'])
      expect(licences).toMatch(new RegExp(`^${library}\n[\\s\\S]*?Copyright`, 'm'));
  });

  it.each(hostileNames)('has nothing of a name as markup: %j', async (name) => {
    const input = auditedInput(anAccount().build());
    const alias = { ...input.report, account: { ...input.report.account, alias: name } };
    const report = { ...alias, findings: aReport([aFinding({ name })]).findings };
    const html = await renderPage({ ...input, report });
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html).not.toContain('<img');
  });
});

describe('the program of the page', () => {
  const sources = readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(app, path), 'utf8') }));

  it.each([
    [
      'makes markup of text',
      /innerHTML|outerHTML|dangerouslySetInnerHTML|insertAdjacentHTML|document\.write|DOMParser/,
    ],
    ['runs text', /\beval\(|new Function|setTimeout\(\s*['"`]/],
    ['speaks to anybody', /\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|EventSource|import\(/],
    ['looks at a clock', /Date\.now|new Date\(\)|performance\.now/],
  ])('nowhere %s', (_, words) => {
    expect(sources.length).toBeGreaterThan(20);
    expect(sources.filter(({ text }) => words.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('makes addresses of its own views alone', () => {
    const addresses = sources.flatMap(({ text }) =>
      Array.from(text.matchAll(/href=(\{[^}]*\}?|"[^"]*")/g), ([, of]) => of),
    );
    expect(addresses.length).toBeGreaterThan(5);
    expect(addresses.filter((address) => !/^\{hashOf\(/.test(address ?? ''))).toEqual([]);
  });
});
