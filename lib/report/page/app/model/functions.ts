import { oncePer } from '../../../../checks/once.ts';
import type { Finding, Severity } from '../../../../findings/finding.ts';
import { severities } from '../../../../findings/finding.ts';
import { isStanding } from '../../../../findings/status.ts';
import type { PageFunction, PageGrant, PagePrincipal } from '../../page-data.ts';
import { listParam, type Params } from '../route.ts';
import { wordsOf } from './haystack.ts';
import type { Model } from './model.ts';
import { type Power, powerOf } from './principals.ts';
import { countServices, nothingCounted, type UseCounts } from './use-counts.ts';

/** The filters of functions, as the address names them. */
export const functionFilters = ['q', 'region', 'runtime', 'severity', 'admin', 'less'] as const;

/** A function with the role that it runs with: what it may do, what of that it used, what it could become. */
export interface FunctionRow {
  readonly lambda: PageFunction;
  /** null: the snapshot does not hold it. */
  readonly role: PagePrincipal | null;
  /** Other functions that run with the same role. */
  readonly sharers: number;
  readonly power: Power;
  /** The services that its role is granted, by their use. */
  readonly services: UseCounts;
  /** Whether something can be taken away from its role. */
  readonly isReducible: boolean;
  /** Findings that stand on the function and on its role, gravest first. */
  readonly standing: readonly Finding[];
  readonly worst: Severity | null;
  /** What is searched in, in lower case. */
  readonly haystack: string;
}

/** Every function, those with the gravest findings first, and of these those whose role uses least of what it is granted. */
export const functionRows = oncePer((model: Model): readonly FunctionRow[] => {
  const byRole = Map.groupBy(model.data.functions, ({ roleArn }) => roleArn);
  return model.data.functions
    .map((lambda) => functionRow(model, lambda, (byRole.get(lambda.roleArn)?.length ?? 1) - 1))
    .toSorted(
      (a, b) => rankOf(a) - rankOf(b) || b.services.unused - a.services.unused || b.standing.length - a.standing.length,
    );
});

function functionRow(model: Model, lambda: PageFunction, sharers: number): FunctionRow {
  const role = model.principalByArn.get(lambda.roleArn) ?? null;
  const standing = [lambda.arn, lambda.roleArn]
    .flatMap((arn) => model.findingsByArn.get(arn) ?? [])
    .filter(({ status }) => isStanding(status))
    .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  const services = role === null ? nothingCounted : countServices(role.services);
  return {
    lambda,
    role,
    sharers,
    power: role === null ? 'unknown' : powerOf(model, role),
    services,
    isReducible: services.unused > 0,
    standing,
    worst: standing[0]?.severity ?? null,
    haystack: [lambda.arn, lambda.roleArn, lambda.runtime ?? 'container image'].join('\n').toLowerCase(),
  };
}

function rankOf({ worst }: FunctionRow): number {
  return worst === null ? severities.length : severities.indexOf(worst);
}

type Facet = Exclude<(typeof functionFilters)[number], 'q'>;

const facetOf: Readonly<Record<Facet, (row: FunctionRow) => string>> = {
  region: ({ lambda }) => lambda.region,
  runtime: ({ lambda }) => lambda.runtime ?? 'image',
  severity: ({ worst }) => worst ?? 'none',
  admin: ({ power }) => power,
  less: ({ isReducible }) => (isReducible ? 'yes' : 'no'),
};

const facets = Object.keys(facetOf) as Facet[];

/** The rows that fit the address, in the order in which they came. */
export function filterFunctions(rows: readonly FunctionRow[], params: Params): readonly FunctionRow[] {
  const words = wordsOf(params.q ?? '');
  const wanted = facets.flatMap((facet) => {
    const values = listParam(params, facet);
    return values.length === 0 ? [] : [(row: FunctionRow) => values.includes(facetOf[facet](row))];
  });
  return rows.filter((row) => wanted.every((fits) => fits(row)) && words.every((word) => row.haystack.includes(word)));
}

/** How many functions there are of each value of a facet. */
export function countFunctions(rows: readonly FunctionRow[], facet: Facet): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(facetOf[facet](row), (counts.get(facetOf[facet](row)) ?? 0) + 1);
  return counts;
}

/** What the role of a function could become, by what it used. */
export interface Reduction {
  /** Services to keep, each with the actions that AWS saw it use; null: AWS says nothing of actions. */
  readonly keep: readonly { readonly service: string; readonly actions: readonly string[] | null }[];
  /** Services to keep because nobody can say whether they are used. */
  readonly undecided: readonly string[];
  /** Services to take away. */
  readonly remove: readonly string[];
  /** Policies of which nothing was used: they can go as a whole. */
  readonly detach: readonly PageGrant[];
}

export function reductionOf(role: PagePrincipal, { actionsUsed }: PageFunction): Reduction {
  const named = (status: string) => role.services.filter((use) => use.status === status).map(({ service }) => service);
  const actions = Map.groupBy(actionsUsed ?? [], (action) => action.slice(0, action.indexOf(':')));
  return {
    keep: named('used').map((service) => ({
      service,
      actions: actions.get(service)?.map((action) => action.slice(service.length + 1)) ?? null,
    })),
    undecided: named('unknown'),
    remove: named('unused'),
    detach: role.grants.filter(
      ({ services }) => services !== null && services.length > 0 && services.every(({ status }) => status === 'unused'),
    ),
  };
}
