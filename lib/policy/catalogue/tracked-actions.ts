import type { CompiledTrackedActions } from './compiled-tracked-actions.ts';
import compiled from './tracked-actions.generated.json' with { type: 'json' };

/** Which actions AWS tracks the last use of. */
export interface TrackedActions {
  /** The day (ISO 8601) on which AWS said so. */
  readonly asOf: string;
  /** Names of the service's tracked actions, in AWS's spelling; null for a service of which nothing is known. */
  of(namespace: string): readonly string[] | null;
}

/** Reads a table; null when it says nothing. */
export function readTrackedActions({ asOf, services }: CompiledTrackedActions): TrackedActions | null {
  if (asOf === null) return null;
  // A Map, because namespaces are looked up from policies: `constructor` must not be found.
  const byNamespace = new Map(Object.entries(services));
  return {
    asOf,
    of: (namespace) => byNamespace.get(namespace.toLowerCase())?.split(' ').filter(Boolean) ?? null,
  };
}

/**
 * The table of this build; null unless somebody compiled one (lib/cli/compile-catalogue.ts). The repository's own says nothing: AWS names no
 * licence for the files that it is made from, and nothing depends on it.
 */
export const trackedActions: TrackedActions | null = readTrackedActions(compiled);
