import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
  const { outputFiles, metafile } = await build({
    absWorkingDir: at('.'),
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
    metafile: true,
  });
  const textOf = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  const script = `/*!\n${licencesOf(Object.keys(metafile.inputs))}\n*/\n${textOf('.js')}`;
  writeFileSync(at('bundle.json'), JSON.stringify({ script, style: textOf('.css') }));
}

/** The libraries among the sources, each with its licence, which asks to go where they go. */
function licencesOf(sources: readonly string[]): string {
  const folders = new Set(sources.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
  const texts = [...folders].toSorted().map((folder) => {
    const licence = readdirSync(at(folder)).find((name) => /^licen[cs]e/i.test(name));
    if (licence === undefined) throw new Error(`${folder} has no licence that could go with the page`);
    const text = readFileSync(join(at(folder), licence), 'utf8').trim();
    return `${folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)}\n${text}`;
  });
  // It stands in a comment in a script in a page: it ends neither, and has the line ends that browsers take hashes with.
  return texts.join('\n\n').replaceAll('*/', '* /').replaceAll('</', '< /').replace(/\r\n?/g, '\n');
}

function at(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

if (import.meta.main) await buildPage();
