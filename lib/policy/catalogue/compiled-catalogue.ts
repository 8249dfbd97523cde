/** Shape of `catalogue.generated.json`: what the compiler writes and the catalogue reads. */

export const accessLevels = ['List', 'Read', 'Tagging', 'Write', 'Permissions management'] as const;
/** AWS's classification of an action in the Service Authorization Reference. */
export type AccessLevel = (typeof accessLevels)[number];

/** The letter that stands for an access level in {@link CompiledService.levels}. */
export const letterOfLevel = {
  List: 'L',
  Read: 'R',
  Tagging: 'T',
  Write: 'W',
  'Permissions management': 'P',
} as const satisfies Record<AccessLevel, string>;

/** One service, packed into a few strings: they parse fast and are unpacked only for services that are asked for. */
export interface CompiledService {
  readonly name: string;
  /** Names in AWS's spelling, sorted by their lower case, separated by spaces. */
  readonly actions: string;
  /** One letter for each action, in the same order. */
  readonly levels: string;
  /** The name and the ARN formats of each resource type, separated by `|`. */
  readonly resourceTypes: readonly string[];
  /** The combinations of resource types that actions have: indexes into `resourceTypes`, `*` after a required one. */
  readonly targets: readonly string[];
  /** For each action the index of its combination. */
  readonly targetsOf: readonly number[];
}

export interface CompiledCatalogue {
  /** Where the data is from, and its licence: it travels with the data into every bundle. */
  readonly notice: string;
  /** Version of the package it was compiled from. */
  readonly version: string;
  /** Namespaces of the services whose resources a resource control policy can protect. */
  readonly rcpServices: readonly string[];
  /** By namespace, sorted. */
  readonly services: Readonly<Record<string, CompiledService>>;
}
