import { route, setParams } from '../../location.ts';
import { countFunctions, type FunctionRow, functionFilters } from '../../model/functions.ts';
import { FilterBar, Select } from '../../parts/filter-bar.tsx';
import { SearchBox } from '../../parts/search-box.tsx';
import { SeverityToggles } from '../../parts/severity-toggles.tsx';
import { listParam } from '../../route.ts';

/** What narrows the list of functions; all of it stands in the address. */
export function FunctionFilters({ rows }: { readonly rows: readonly FunctionRow[] }) {
  const { params } = route.value;
  const set = (name: string) => (value: string | undefined) => setParams({ [name]: value });
  const ofSeverity = countFunctions(rows, 'severity');
  return (
    <FilterBar label="Filters of functions">
      <SearchBox
        label="Search names, roles, runtimes"
        value={params.q ?? ''}
        onInput={(q) => setParams({ q }, { replace: true })}
      />
      <SeverityToggles
        counts={ofSeverity}
        chosen={listParam(params, 'severity')}
        onChange={(chosen) => set('severity')(chosen.join(','))}
      />
      {facets.map(({ name, label, all, wordOf }) => (
        <Select
          key={name}
          label={label}
          all={all}
          choices={choicesOf(countFunctions(rows, name), wordOf)}
          chosen={params[name]}
          onChange={set(name)}
        />
      ))}
      {functionFilters.some((name) => Object.hasOwn(params, name)) && (
        <button
          type="button"
          onClick={() => setParams(Object.fromEntries(functionFilters.map((name) => [name, undefined])))}
        >
          Clear
        </button>
      )}
    </FilterBar>
  );
}

const asItIs = (value: string) => value;
const reducible: Readonly<Record<string, string>> = { yes: 'Could lose services', no: 'Nothing known to lose' };
const powers: Readonly<Record<string, string>> = {
  administrator: 'Administrators',
  'can-become': 'Can become one',
  unknown: 'Nobody can say',
  none: 'No administrators',
};

const facets: readonly {
  readonly name: 'region' | 'runtime' | 'admin' | 'less';
  readonly label: string;
  readonly all: string;
  wordOf(value: string): string;
}[] = [
  { name: 'region', label: 'Region', all: 'All Regions', wordOf: asItIs },
  {
    name: 'runtime',
    label: 'Runtime',
    all: 'All runtimes',
    wordOf: (value) => (value === 'image' ? 'Container image' : value),
  },
  { name: 'admin', label: 'Role', all: 'Roles of every power', wordOf: (value) => powers[value] ?? value },
  { name: 'less', label: 'Use', all: 'Whatever it uses', wordOf: (value) => reducible[value] ?? value },
];

function choicesOf(counts: ReadonlyMap<string, number>, wordOf: (value: string) => string) {
  return [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([value, count]) => ({ value, label: `${wordOf(value)} (${count.toLocaleString('en')})` }));
}
