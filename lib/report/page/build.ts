import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/*
 * Makes bundle.json of the folder `app`: the page's program and its looks, each as one text. Run by npm when it has
 * installed the dependencies, and before packages and tests are made of it.
 */

/** Browsers of about the last two years. */
const TARGET = ['chrome125', 'firefox128', 'safari17.5'];

/** @throws Error when the program does not compile */
export async function buildPage(): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [at('app/main.tsx')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: TARGET,
    outdir: at('app'),
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
  const textOf = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  writeFileSync(at('bundle.json'), JSON.stringify({ script: textOf('.js'), style: textOf('.css') }));
}

function at(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

if (import.meta.main) await buildPage();
