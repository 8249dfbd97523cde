import type { PublicAccess } from '../../snapshot/public-access.ts';
import type { CollectContext } from '../context.ts';
import { dataOf, type Read } from '../reading.ts';
import type { RegionsToRead } from '../regions.ts';
import { readFunctionAccess } from './function-access.ts';
import { readFunctions } from './functions.ts';
import type { KeptAnswers } from './kept-answers.ts';
import { listed } from './listed.ts';
import { readLogGroups } from './log-groups.ts';
import { readParameters } from './parameters.ts';
import { readStorage } from './read-storage.ts';
import { readSubnets } from './subnets.ts';

/** What the inventory builds on, each as soon as it is there. */
export interface InventoryBasis {
  readonly owner: { readonly partition: string; readonly accountId: string };
  readonly where: Promise<RegionsToRead>;
  readonly publicAccess: Promise<PublicAccess>;
  /** Answers of an earlier night; null: there are none. */
  readonly kept: Promise<KeptAnswers | null>;
}

/**
 * Reads what the account has beside identities, as far as the configuration lists it: all sources side by side, each as
 * soon as what it builds on is there.
 */
export async function readInventory(context: CollectContext, read: Read, basis: InventoryBasis) {
  const where = await basis.where;
  const ofFunctions = listed(context, read, 'functions');
  const functions = ofFunctions('functions', () => readFunctions(context, where));
  const functionAccess = ofFunctions('function-access', async () =>
    readFunctionAccess(context, {
      functions: dataOf(await functions).items,
      publicAccess: await basis.publicAccess,
      kept: (await basis.kept)?.functionAccess ?? null,
    }),
  );
  const logGroups = ofFunctions('log-groups', async () => readLogGroups(context, dataOf(await functions)));
  const subnets = ofFunctions('subnets', async () => readSubnets(context, dataOf(await functions)));
  const ofParameters = listed(context, read, 'parameters');
  const parameters = ofParameters('parameters', () => readParameters(context, where));
  const storage = readStorage(context, read, { ...basis, where });
  return {
    ...(await storage),
    functions: await functions,
    functionAccess: await functionAccess,
    logGroups: await logGroups,
    subnets: await subnets,
    parameters: await parameters,
  };
}
