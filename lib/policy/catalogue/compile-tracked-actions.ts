import { z } from 'zod';
import { byCodeUnit } from './compile-catalogue.ts';
import type { CompiledTrackedActions } from './compiled-tracked-actions.ts';

/** The part of a service's file that counts (Service Authorization Reference, "Simplified AWS service information"). */
const serviceFile = z.object({
  Name: z.string().regex(/^[a-z0-9-]+$/),
  Actions: z.array(
    z.object({
      Name: z.string().regex(/^\w+$/),
      SupportedBy: z.object({ 'IAM Action Last Accessed': z.boolean() }),
    }),
  ),
});

/** The list of all services, which says nothing itself. */
const indexFile = z.array(z.object({ service: z.string(), url: z.string() }));

/**
 * Compiles the files of AWS's service reference (https://servicereference.us-east-1.amazonaws.com), one for each service, into a
 * table; the same files give the same table.
 *
 * @param files JSON texts by name
 * @param asOf the day on which AWS served them
 * @throws Error that names the file which is none of AWS's, or when a service is there twice, or the day is none
 */
export function compileTrackedActions(files: ReadonlyMap<string, string>, asOf: string): CompiledTrackedActions {
  if (!z.iso.date().safeParse(asOf).success) throw new Error(`${asOf} is no day; accepted is for example 2026-11-23`);
  const services = new Map<string, string>();
  for (const [name, text] of files) {
    const json = jsonOf(name, text);
    if (indexFile.safeParse(json).success) continue;
    const file = serviceFile.safeParse(json);
    if (!file.success) throw new Error(`${name} is no file of AWS's service reference: ${z.prettifyError(file.error)}`);
    const { Name: service, Actions: actions } = file.data;
    if (services.has(service)) throw new Error(`${name} is about ${service}, and so is another file`);
    const tracked = actions.filter((action) => action.SupportedBy['IAM Action Last Accessed']);
    services.set(
      service,
      tracked
        .map((action) => action.Name)
        .toSorted(byCodeUnit)
        .join(' '),
    );
  }
  return { asOf, services: Object.fromEntries([...services].sort(([left], [right]) => byCodeUnit(left, right))) };
}

function jsonOf(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${name} is not JSON`, { cause });
  }
}
