import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { CannotRunError } from '../../errors.ts';
import { makePageData, type PageInput } from './make-page-data.ts';
import { pack } from './packed.ts';

/** The page's own program and looks, as build.ts makes them of the folder `app`. */
interface Bundle {
  readonly script: string;
  readonly style: string;
}

/**
 * An audit as one HTML file that needs nothing else: it holds its data, and its policy lets it load nothing and send nothing.
 *
 * @throws CannotRunError when the page's program was not built
 */
export async function renderPage(input: PageInput): Promise<string> {
  const { script, style } = await readBundle();
  const { accountId, alias } = input.report.account;
  const data = await promisify(gzip)(JSON.stringify(pack(makePageData(input))));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy({ script, style })}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(`Audit of ${alias ?? accountId}`)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<div id="app"><p class="opening">Opening the report ...</p></div>
<noscript><p class="opening">This report is a program that runs in the browser, and needs JavaScript. The same findings come as text with --format markdown.</p></noscript>
<script type="application/octet-stream;base64" id="data">${data.toString('base64')}</script>
<script>${script}</script>
</body>
</html>
`;
}

/**
 * Only this very program and style run, by their hashes. Nothing is loaded or sent, no form and no address can change where
 * the page leads, and text never becomes markup (trusted types: not one is allowed).
 */
function contentSecurityPolicy({ script, style }: Bundle): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

async function readBundle(): Promise<Bundle> {
  try {
    return (await import('./bundle.json', { with: { type: 'json' } })).default;
  } catch (cause) {
    throw new CannotRunError('the page was not built; run "npm run page" in the folder of account-auditor', { cause });
  }
}
