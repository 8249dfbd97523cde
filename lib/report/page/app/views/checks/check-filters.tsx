import { familyTitles } from '../../../../../checks/families.ts';
import { route, setParams } from '../../location.ts';
import { checkFilters, checkStates, countStates, type Grouping, stateWords } from '../../model/checks.ts';
import { useModel } from '../../model/model.ts';
import { FilterBar, Select, Toggles } from '../../parts/filter-bar.tsx';
import { SearchBox } from '../../parts/search-box.tsx';
import { listParam } from '../../route.ts';

interface CheckFiltersProps {
  readonly groupings: readonly [Grouping, ...Grouping[]];
  readonly grouping: Grouping;
}

/** What narrows the catalogue, and the order that it is in; all of it stands in the address. */
export function CheckFilters({ groupings: [byFamily, ...others], grouping }: CheckFiltersProps) {
  const model = useModel();
  const { params } = route.value;
  const states = countStates(model);
  const families = Map.groupBy(model.data.catalogue, ({ family }) => family);
  return (
    <FilterBar label="Filters of checks">
      <SearchBox
        label="Search ids, titles, numbers"
        value={params.q ?? ''}
        onInput={(q) => setParams({ q, id: undefined }, { replace: true })}
      />
      <Toggles
        label="Result"
        choices={checkStates
          .filter((state) => states.has(state))
          .map((state) => ({ value: state, label: `${stateWords[state]} ${states.get(state)}` }))}
        chosen={listParam(params, 'state')}
        onChange={(chosen) => setParams({ state: chosen.join(','), id: undefined })}
      />
      <Select
        label="Family"
        all="All families"
        choices={Array.from(families, ([family, checks]) => ({
          value: family,
          label: `${familyTitles[family]} (${checks.length})`,
        }))}
        chosen={params.family}
        onChange={(family) => setParams({ family, id: undefined })}
      />
      <Select
        label="Order"
        all={byFamily.label}
        choices={others.map(({ id, label }) => ({ value: id, label }))}
        chosen={grouping === byFamily ? undefined : grouping.id}
        onChange={(by) => setParams({ by })}
      />
      {checkFilters.some((name) => Object.hasOwn(params, name)) && (
        <button
          type="button"
          onClick={() => setParams(Object.fromEntries(checkFilters.map((name) => [name, undefined])))}
        >
          Clear
        </button>
      )}
    </FilterBar>
  );
}
