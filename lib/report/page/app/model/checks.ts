import type { UnknownCode } from '../../../../checks/check.ts';
import type { CheckOutcome } from '../../../../checks/evaluate.ts';
import { familyTitles } from '../../../../checks/families.ts';
import { compareText } from '../../../../findings/order.ts';
import type { AuditReport } from '../../../audit-report.ts';
import type { PageCheck } from '../../page-data.ts';
import { listParam, type Params } from '../route.ts';
import { wordsOf } from './haystack.ts';
import type { Model } from './model.ts';

/** What came of a check in this audit. */
export type CheckState = CheckOutcome['status'] | 'not-run';

/** In the order in which somebody wants to know them. */
export const checkStates: readonly CheckState[] = ['fail', 'unknown', 'pass', 'not-applicable', 'not-run'];

export const stateWords: Readonly<Record<CheckState, string>> = {
  fail: 'found something',
  unknown: 'could not judge',
  pass: 'passed',
  'not-applicable': 'nothing to look at',
  'not-run': 'not run',
};

/** A row of the catalogue: a check, or the family or number that those below it belong to. */
export type CheckRow =
  | { readonly kind: 'check'; readonly key: string; readonly check: PageCheck; readonly outcome: Outcome | null }
  | { readonly kind: 'heading'; readonly key: string; readonly title: string; readonly count: number };

type Outcome = AuditReport['checks'][number];

/** The filters of the catalogue, as the address names them. */
export const checkFilters = ['q', 'family', 'state'] as const;

/** How the catalogue can be put in order: by family, by a version of a benchmark, or by Security Hub control. */
export interface Grouping {
  /** Its name in the address; that by family needs none. */
  readonly id: string;
  readonly label: string;
  /** The numbers of a check; none: it is not listed. */
  numbersOf(check: PageCheck): readonly string[];
}

/** The groupings for which the catalogue has numbers, the newest version of a benchmark first. */
export function groupingsOf({ data }: Model): readonly [Grouping, ...Grouping[]] {
  const versions = new Set(data.catalogue.flatMap(({ mappings }) => Object.keys(mappings.cis)));
  return [
    { id: 'family', label: 'By family', numbersOf: ({ family }) => [family] },
    ...[...versions].toSorted(compareNumbers).toReversed().map(cisGrouping),
    { id: 'security-hub', label: 'By Security Hub control', numbersOf: ({ mappings }) => mappings.securityHub },
  ];
}

function cisGrouping(version: string): Grouping {
  return {
    id: `cis-${version}`,
    label: `By CIS v${version}`,
    numbersOf: ({ mappings }) => (Object.hasOwn(mappings.cis, version) ? [mappings.cis[version] ?? ''] : []),
  };
}

export function stateOf(outcome: Outcome | null): CheckState {
  return outcome?.status ?? 'not-run';
}

/** The catalogue as rows that fit the address, each check under every number that it has. */
export function checkRows(model: Model, grouping: Grouping, params: Params): readonly CheckRow[] {
  const words = wordsOf(params.q ?? '');
  const families = listParam(params, 'family');
  const states = listParam(params, 'state');
  const fitting = model.data.catalogue.filter(
    (check) =>
      (families.length === 0 || families.includes(check.family)) &&
      (states.length === 0 || states.includes(stateOf(model.outcomeById.get(check.id) ?? null))) &&
      words.every((word) => haystackOf(check).includes(word)),
  );
  const groups = new Map<string, PageCheck[]>();
  for (const check of fitting) {
    for (const number of grouping.numbersOf(check)) groups.set(number, [...(groups.get(number) ?? []), check]);
  }
  // Families come in the order of the catalogue, numbers in their own.
  const ordered = grouping.id === 'family' ? [...groups] : [...groups].toSorted(([a], [b]) => compareNumbers(a, b));
  return ordered.flatMap(([title, checks]) => [
    { kind: 'heading' as const, key: title, title: titleOf(title), count: checks.length },
    ...checks.map((check) => ({
      kind: 'check' as const,
      key: `${title} ${check.id}`,
      check,
      outcome: model.outcomeById.get(check.id) ?? null,
    })),
  ]);
}

function titleOf(group: string): string {
  return isFamily(group) ? familyTitles[group] : group;
}

function isFamily(group: string): group is keyof typeof familyTitles {
  return Object.hasOwn(familyTitles, group);
}

function haystackOf({ id, title, flags, mappings }: PageCheck): string {
  const numbers = [...Object.values(mappings.cis), ...mappings.securityHub, ...mappings.prowler];
  return [id, title, flags, ...numbers].join('\n').toLowerCase();
}

/** `1.9` before `1.10`, and `IAM.9` before `IAM.10`. */
function compareNumbers(left: string, right: string): number {
  const [a, b] = [left.split('.'), right.split('.')];
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (part !== other) return Number(part) - Number(other) || compareText(part, other);
  }
  return a.length - b.length;
}

/** How many checks came to what. */
export function countStates({ data, outcomeById }: Model): ReadonlyMap<CheckState, number> {
  const counts = new Map<CheckState, number>();
  for (const { id } of data.catalogue) {
    const state = stateOf(outcomeById.get(id) ?? null);
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return counts;
}

/** A row of what a check could not judge: an entry, or the kind of reason that those below it have. */
export type UnknownRow =
  | { readonly kind: 'entry'; readonly key: string; readonly entry: Unknown }
  | { readonly kind: 'heading'; readonly key: string; readonly code: UnknownCode; readonly count: number };

type Unknown = Outcome['unknown'][number];

/** What a check could not judge, the most frequent kind of reason first. */
export function unknownRows(unknown: readonly Unknown[]): readonly UnknownRow[] {
  const groups = [...Map.groupBy(unknown, ({ code }) => code)].toSorted(([, a], [, b]) => b.length - a.length);
  return groups.flatMap(([code, entries]) => [
    { kind: 'heading' as const, key: code, code, count: entries.length },
    ...entries.map((entry, index) => ({ kind: 'entry' as const, key: `${code} ${index}`, entry })),
  ]);
}

export const codeWords: Readonly<Record<UnknownCode, string>> = {
  'not-collected': 'What it takes was not read',
  'job-failed': 'AWS did not answer for this principal',
  denied: 'Not allowed to ask for this principal',
  young: 'Too young to be judged',
  'untracked-region': 'Can be in use where AWS tracks no use',
  untracked: 'AWS tracks no use of it',
  gone: 'Gone while the audit ran',
  'unreadable-document': 'A policy cannot be read',
  'not-searched': 'Farther away than was searched',
};
