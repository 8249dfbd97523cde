import { route, setParams } from '../../location.ts';
import { countPrincipals, type PrincipalRow, principalFilters } from '../../model/principals.ts';
import { FilterBar, Select } from '../../parts/filter-bar.tsx';
import { SearchBox } from '../../parts/search-box.tsx';
import { SeverityToggles } from '../../parts/severity-toggles.tsx';
import { listParam } from '../../route.ts';

/** What narrows the list of principals; all of it stands in the address. */
export function PrincipalFilters({ rows }: { readonly rows: readonly PrincipalRow[] }) {
  const { params } = route.value;
  const set = (name: string) => (value: string | undefined) => setParams({ [name]: value });
  const ofSeverity = countPrincipals(rows, 'severity');
  return (
    <FilterBar label="Filters of principals">
      <SearchBox
        label="Search names, ARNs, tags"
        value={params.q ?? ''}
        onInput={(q) => setParams({ q }, { replace: true })}
      />
      <SeverityToggles
        counts={ofSeverity}
        chosen={listParam(params, 'severity')}
        onChange={(chosen) => set('severity')(chosen.join(','))}
      />
      {facets.map(({ name, label, all, words }) => (
        <Select
          key={name}
          label={label}
          all={all}
          choices={choicesOf(countPrincipals(rows, name), words)}
          chosen={params[name]}
          onChange={set(name)}
        />
      ))}
      {principalFilters.some((name) => Object.hasOwn(params, name)) && (
        <button
          type="button"
          onClick={() => setParams(Object.fromEntries(principalFilters.map((name) => [name, undefined])))}
        >
          Clear
        </button>
      )}
    </FilterBar>
  );
}

type Words = Readonly<Record<string, string>>;

const facets: readonly {
  readonly name: 'kind' | 'origin' | 'use' | 'admin';
  readonly label: string;
  readonly all: string;
  readonly words: Words;
}[] = [
  { name: 'kind', label: 'Kind', all: 'Users and roles', words: { user: 'Users', role: 'Roles' } },
  {
    name: 'origin',
    label: 'Who decides what it may do',
    all: 'Of every origin',
    words: { own: "The account's own", 'identity-center': 'Of Identity Center', 'service-linked': 'Of AWS services' },
  },
  {
    name: 'use',
    label: 'Use',
    all: 'Used or not',
    words: { used: 'Used', unused: 'Unused', unknown: 'Use unknown' },
  },
  {
    name: 'admin',
    label: 'Administrator',
    all: 'Administrators and others',
    words: {
      administrator: 'Administrators',
      'can-become': 'Can become one',
      unknown: 'Nobody can say',
      none: 'No administrators',
    },
  },
];

/** The choices that somebody has, in the order of their words. */
function choicesOf(counts: ReadonlyMap<string, number>, words: Words) {
  return Object.entries(words)
    .filter(([value]) => counts.has(value))
    .map(([value, label]) => ({ value, label: `${label} (${counts.get(value)?.toLocaleString('en')})` }));
}
