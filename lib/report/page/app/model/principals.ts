import { oncePer } from '../../../../checks/once.ts';
import type { Finding, Severity } from '../../../../findings/finding.ts';
import { isStanding } from '../../../../findings/status.ts';
import type { PagePrincipal } from '../../page-data.ts';
import { listParam, type Params } from '../route.ts';
import { wordsOf } from './haystack.ts';
import type { Model } from './model.ts';

/** The filters of principals, as the address names them. */
export const principalFilters = ['q', 'kind', 'origin', 'use', 'severity', 'admin'] as const;

/** Whether somebody has the account, or can get it. */
export type Power = 'administrator' | 'can-become' | 'unknown' | 'none';

/** A user or role, with what a list of them shows. */
export interface PrincipalRow {
  readonly principal: PagePrincipal;
  readonly power: Power;
  /** Its findings that stand. */
  readonly standing: number;
  /** Of the gravest of them; null: none stands. */
  readonly worst: Severity | null;
  /** What is searched in, in lower case. */
  readonly haystack: string;
}

/** Every user and role, those with the gravest findings first, and of these those with most. */
export function principalRows(model: Model): readonly PrincipalRow[] {
  return model.data.principals.map((principal) => principalRow(model, principal)).toSorted(byRisk);
}

function principalRow(model: Model, principal: PagePrincipal): PrincipalRow {
  const standing = (model.findingsByArn.get(principal.arn) ?? []).filter(({ status }) => isStanding(status));
  const tags = Object.entries(principal.tags).flat();
  return {
    principal,
    power: powerOf(model, principal),
    standing: standing.length,
    worst: standing[0]?.severity ?? null,
    haystack: [principal.arn, ...tags].join('\n').toLowerCase(),
  };
}

/** How grave findings are, gravest first; what has none comes last. */
const ranks: Readonly<Record<Severity, number>> = { critical: 0, high: 1, medium: 2, low: 3, info: 4 };

function byRisk(left: PrincipalRow, right: PrincipalRow): number {
  return rankOf(left) - rankOf(right) || right.standing - left.standing;
}

function rankOf({ worst }: PrincipalRow): number {
  return worst === null ? Number.MAX_SAFE_INTEGER : ranks[worst];
}

/** Also a finding that somebody has accepted says who can become an administrator; one that is resolved does not. */
export function powerOf(model: Model, { arn, administrator, origin }: PagePrincipal): Power {
  if (administrator === 'yes') return 'administrator';
  const findings = model.findingsByArn.get(arn) ?? [];
  if (findings.some(isWayToAdmin)) return 'can-become';
  const isJudged = origin === 'service-linked' || !unjudged(model).has(arn);
  return administrator === 'no' && isJudged ? 'none' : 'unknown';
}

function isWayToAdmin({ checkId, status }: Finding): boolean {
  return checkId === ESCALATION && status !== 'resolved';
}

const ESCALATION = 'privilege-escalation';

/** Of whom it is not known whether they can become an administrator. */
const unjudged = oncePer((model: Model): { has(arn: string): boolean } => {
  const outcome = model.outcomeById.get(ESCALATION);
  if (outcome === undefined) return EVERYBODY;
  // Some may be below the severity that the report begins at.
  if (model.findings.filter(isWayToAdmin).length < outcome.findings) return EVERYBODY;
  if (outcome.unknown.some(({ resourceArn }) => resourceArn === undefined)) return EVERYBODY;
  return new Set(outcome.unknown.flatMap(({ resourceArn }) => resourceArn ?? []));
});

const EVERYBODY = { has: () => true };

type Facet = Exclude<(typeof principalFilters)[number], 'q'>;

const facetOf: Readonly<Record<Facet, (row: PrincipalRow) => string>> = {
  kind: ({ principal }) => principal.kind,
  origin: ({ principal }) => principal.origin,
  use: ({ principal }) => principal.use.status,
  severity: ({ worst }) => worst ?? 'none',
  admin: ({ power }) => power,
};

/** The rows that fit the address, in the order in which they came. */
export function filterPrincipals(rows: readonly PrincipalRow[], params: Params): readonly PrincipalRow[] {
  const words = wordsOf(params.q ?? '');
  const wanted = facets.flatMap((facet) => {
    const values = listParam(params, facet);
    return values.length === 0 ? [] : [(row: PrincipalRow) => values.includes(facetOf[facet](row))];
  });
  return rows.filter((row) => wanted.every((fits) => fits(row)) && words.every((word) => row.haystack.includes(word)));
}

const facets = Object.keys(facetOf) as Facet[];

/** How many principals there are of each value of a facet. */
export function countPrincipals(rows: readonly PrincipalRow[], facet: Facet): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(facetOf[facet](row), (counts.get(facetOf[facet](row)) ?? 0) + 1);
  return counts;
}
