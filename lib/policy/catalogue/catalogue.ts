import compiled from './catalogue.generated.json' with { type: 'json' };
import { type ActionRange, CatalogueService, type ResourceType } from './catalogue-service.ts';
import type { AccessLevel, CompiledCatalogue } from './compiled-catalogue.ts';

export type { ActionRange } from './catalogue-service.ts';
export type { AccessLevel } from './compiled-catalogue.ts';

/**
 * The actions of AWS, numbered: by service, then by name, both in alphabetical order without regard to case.
 * So the actions of one service are consecutive, and so are those that begin alike. Numbers hold for one version of the
 * catalogue: they are for computing and are never stored.
 */
interface Catalogue {
  /** Version of the data, whose last digits are its date. */
  readonly version: string;
  readonly actionCount: number;
  /** Namespaces, sorted, in lower case. */
  services(): readonly string[];
  /** AWS's name of the service, for example `Amazon S3`; null for a namespace that is not in the catalogue. */
  serviceName(namespace: string): string | null;
  actionsOfService(namespace: string): ActionRange | null;
  /** Whether resource control policies hold for requests to the service; they do for some only. */
  supportsRcp(namespace: string): boolean;
  /** Names of the service's actions in lower case, in the order of their numbers; none for an unknown namespace. */
  lowerCaseNames(namespace: string): readonly string[];
  /** Number of `service:Action`, in any case; null when the catalogue has no such action. */
  actionNumber(action: string): number | null;
  /** `service:Action` in AWS's spelling. Throws RangeError for what is no action number. */
  actionName(actionNumber: number): string;
  accessLevel(actionNumber: number): AccessLevel;
  /** Whether a policy can name the resources that the action is allowed on; if not, only `*` means anything. */
  supportsResources(actionNumber: number): boolean;
  resourceTypes(actionNumber: number): readonly ResourceType[];
}

function createCatalogue(data: CompiledCatalogue): Catalogue {
  let actionCount = 0;
  const services = Object.entries(data.services).map(([namespace, packed]) => {
    const service = new CatalogueService(namespace, packed, actionCount);
    actionCount = service.end;
    return service;
  });
  const namespaces = services.map((service) => service.namespace);
  // A Map, because namespaces are looked up from policies: `constructor` must not be found.
  const byNamespace = new Map(services.map((service) => [service.namespace, service]));

  const rcpServices = new Set(data.rcpServices);

  const serviceOf = (actionNumber: number): CatalogueService => {
    let low = 0;
    let high = Number.isInteger(actionNumber) ? services.length - 1 : -1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const service = services[middle];
      if (service === undefined) break;
      if (actionNumber < service.start) high = middle - 1;
      else if (actionNumber >= service.end) low = middle + 1;
      else return service;
    }
    throw new RangeError(`no action has the number ${actionNumber}`);
  };

  return {
    version: data.version,
    actionCount,
    services: () => namespaces,
    serviceName: (namespace) => byNamespace.get(namespace.toLowerCase())?.name ?? null,
    actionsOfService: (namespace) => byNamespace.get(namespace.toLowerCase()) ?? null,
    supportsRcp: (namespace) => rcpServices.has(namespace.toLowerCase()),
    lowerCaseNames: (namespace) => byNamespace.get(namespace.toLowerCase())?.lowerCaseNames() ?? [],
    actionNumber: (action) => {
      const colon = action.indexOf(':');
      if (colon === -1) return null;
      const service = byNamespace.get(action.slice(0, colon).toLowerCase());
      return service?.numberOf(action.slice(colon + 1).toLowerCase()) ?? null;
    },
    actionName: (actionNumber) => serviceOf(actionNumber).actionName(actionNumber),
    accessLevel: (actionNumber) => serviceOf(actionNumber).accessLevel(actionNumber),
    supportsResources: (actionNumber) => serviceOf(actionNumber).target(actionNumber) !== '',
    resourceTypes: (actionNumber) => serviceOf(actionNumber).resourceTypes(actionNumber),
  };
}

/** The actions that AWS publishes in its Service Authorization Reference. */
export const catalogue: Catalogue = createCatalogue(compiled);
