import { useMemo } from 'preact/hooks';
import { route, setParams } from '../../location.ts';
import { type Model, useModel } from '../../model/model.ts';
import { FilterBar, Select, Toggles } from '../../parts/filter-bar.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { SearchBox } from '../../parts/search-box.tsx';
import { listParam } from '../../route.ts';
import { betweenOf, countSources, ITSELF, lengthName, lengths, targetName, wayFilters } from './filter-ways.ts';
import { type EscalationData, useEscalation } from './use-escalation.ts';
import { nameOf } from './words.ts';

/** What narrows the ways; all of it stands in the address. */
export function EscalationFilters() {
  const model = useModel();
  const data = useEscalation();
  const choices = useMemo(() => choicesOf(model, data), [model, data]);
  const { params } = route.value;
  const set = (name: string) => (value: string | undefined) => setParams({ [name]: value, node: undefined });
  const isFiltered = wayFilters.some((name) => Object.hasOwn(params, name));
  return (
    <FilterBar label="Filters of ways">
      <SearchBox
        label="Search who can"
        value={params.q ?? ''}
        onInput={(q) => setParams({ q, node: undefined }, { replace: true })}
      />
      <Toggles
        label="Certainty"
        choices={certainties}
        chosen={listParam(params, 'conditional')}
        onChange={(chosen) => set('conditional')(chosen.join(','))}
      />
      <Toggles
        label="Length"
        choices={lengthChoices.filter(({ value }) => choices.lengths.has(value))}
        chosen={listParam(params, 'length')}
        onChange={(chosen) => set('length')(chosen.join(','))}
      />
      <Select
        label="Technique"
        all="Every technique"
        choices={choices.techniques}
        chosen={params.technique}
        onChange={set('technique')}
      />
      <Select label="To" all="To anybody" choices={choices.targets} chosen={params.to} onChange={set('to')} />
      <Select
        label="Through"
        all="Through anybody"
        choices={choices.through}
        chosen={params.through}
        onChange={set('through')}
      />
      {params.from !== undefined && (
        <button type="button" aria-pressed="true" title={params.from} onClick={() => set('from')(undefined)}>
          From <Foreign text={nameOf(model, params.from)} /> ×
        </button>
      )}
      {params.only === 'cut' && (
        <button type="button" aria-pressed="true" onClick={() => set('only')(undefined)}>
          {params.cut === 'all' ? 'What the cuts break' : `What cut ${params.cut ?? ''} breaks`} ×
        </button>
      )}
      {isFiltered && (
        <button
          type="button"
          onClick={() =>
            setParams({ ...Object.fromEntries(wayFilters.map((name) => [name, undefined])), node: undefined })
          }
        >
          Clear
        </button>
      )}
    </FilterBar>
  );
}

const certainties = [
  { value: 'no', label: 'Certain' },
  { value: 'yes', label: 'Under conditions' },
];

const lengthChoices = lengths.map((value) => ({
  value,
  label: { 1: '1 step', 2: '2 steps', 3: '3 or more' }[value],
}));

function choicesOf(model: Model, { sources, titleOf }: EscalationData) {
  const choices = (values: ReturnType<typeof countSources>, labelOf: (value: string) => string) =>
    values.map(([value, count]) => ({ value, label: `${labelOf(value)} (${count.toLocaleString('en')})` }));
  const name = (arn: string) => (arn === ITSELF ? 'Itself' : nameOf(model, arn));
  return {
    techniques: choices(
      countSources(sources, ({ steps }) => steps.map(({ technique }) => technique)),
      titleOf,
    ),
    targets: choices(
      countSources(sources, (way, start) => [targetName(way, start)]),
      name,
    ),
    through: choices(countSources(sources, betweenOf), name),
    lengths: new Set(countSources(sources, (way) => [lengthName(way)]).map(([length]) => length)),
  };
}
