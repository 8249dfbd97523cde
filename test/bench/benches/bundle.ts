import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { build } from 'esbuild';
import { type Figure, figuresOf } from '../figures.ts';

const functions = fileURLToPath(new URL('../../../functions/', import.meta.url));
const run = promisify(execFile);

/** The functions as Lambda gets them: how large they are, and how long a process takes to import them. */
export async function benchBundle(isSmoke: boolean): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'account-auditor-bench-'));
  try {
    const figures: Figure[] = [];
    for (const name of await readdir(functions)) figures.push(...(await measure(name, folder, isSmoke ? 1 : 9)));
    return figures;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(name: string, folder: string, imports: number): Promise<readonly Figure[]> {
  const outfile = join(folder, name.replace('.ts', '.cjs'));
  // As in serverless.yml.
  await build({
    entryPoints: [join(functions, name)],
    outfile,
    bundle: true,
    minify: true,
    keepNames: true,
    sourcemap: 'linked',
    sourcesContent: false,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  const files = await Promise.all([outfile, `${outfile}.map`].map((path) => readFile(path)));
  const zipped = files.reduce((sum, file) => sum + deflateRawSync(file, { level: 9 }).byteLength, 0);
  const times: number[] = [];
  for (let count = 0; count < imports; count += 1) times.push(await importMs(outfile));
  const figure = figuresOf('bundle', name);
  return [
    figure('zipped, with its source map', zipped / 1e6, 'MB', 'under 3'),
    figure('import', times.sort((a, b) => a - b)[times.length >> 1] ?? 0, 'ms'),
  ];
}

async function importMs(path: string): Promise<number> {
  const script = 'const at = performance.now(); require(process.argv[1]); console.log(performance.now() - at)';
  const { stdout } = await run(process.execPath, ['-e', script, path], { env: {} });
  return Number(stdout);
}
