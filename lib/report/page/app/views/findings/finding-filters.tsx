import { familyTitles } from '../../../../../checks/families.ts';
import { severities } from '../../../../../findings/finding.ts';
import { route, setParams } from '../../location.ts';
import { countBy, findingFilters } from '../../model/filter-findings.ts';
import { type Model, useModel } from '../../model/model.ts';
import { FilterBar, Select, Toggles } from '../../parts/filter-bar.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { SearchBox } from '../../parts/search-box.tsx';
import { SeverityBadge } from '../../parts/severity-badge.tsx';
import { listParam } from '../../route.ts';

/** What narrows the findings; all of it stands in the address. */
export function FindingFilters() {
  const model = useModel();
  const { params } = route.value;
  const set = (name: string) => (value: string | undefined) => setParams({ [name]: value, id: undefined });
  const isFiltered = findingFilters.some((name) => Object.hasOwn(params, name));
  return (
    <FilterBar label="Filters of findings">
      <SearchBox
        label="Search names, ARNs, texts"
        value={params.q ?? ''}
        onInput={(q) => setParams({ q, id: undefined }, { replace: true })}
      />
      <Toggles
        label="Severity"
        choices={severityChoices(model)}
        chosen={listParam(params, 'severity')}
        onChange={(chosen) => set('severity')(chosen.join(','))}
      />
      <Select
        label="Check"
        all="All checks"
        choices={choicesOf(model, 'check', (id) => model.checkById.get(id)?.title ?? id)}
        chosen={params.check}
        onChange={set('check')}
      />
      <Select
        label="Family"
        all="All families"
        choices={choicesOf(model, 'family', familyTitle)}
        chosen={params.family}
        onChange={set('family')}
      />
      <Select
        label="Status"
        all="Every status"
        choices={choicesOf(model, 'status')}
        chosen={params.status}
        onChange={set('status')}
      />
      <Select
        label="Kind of resource"
        all="All resources"
        choices={choicesOf(model, 'type')}
        chosen={params.type}
        onChange={set('type')}
      />
      <Toggles
        label="Order"
        choices={[{ value: 'resource', label: 'By resource' }]}
        chosen={listParam(params, 'group')}
        onChange={([group]) => setParams({ group })}
      />
      <Chosen name="principal" label="About" />
      <Chosen name="resource" label="On" />
      {isFiltered && (
        <button
          type="button"
          onClick={() => setParams(Object.fromEntries(findingFilters.map((name) => [name, undefined])))}
        >
          Clear
        </button>
      )}
    </FilterBar>
  );
}

function severityChoices(model: Model) {
  const counts = countBy(model, 'severity');
  return severities
    .filter((severity) => counts.has(severity))
    .map((severity) => ({
      value: severity,
      label: (
        <>
          <SeverityBadge severity={severity} /> {counts.get(severity)?.toLocaleString('en')}
        </>
      ),
    }));
}

function choicesOf(model: Model, facet: Parameters<typeof countBy>[1], labelOf = (value: string) => value) {
  return Array.from(countBy(model, facet), ([value, count]) => ({
    value,
    label: `${labelOf(value)} (${count})`,
  })).toSorted((a, b) => (a.label < b.label ? -1 : 1));
}

function familyTitle(family: string): string {
  return Object.entries(familyTitles).find(([id]) => id === family)?.[1] ?? family;
}

/** A filter that a link has set, and that has no control of its own: it can only be taken away. */
function Chosen({ name, label }: { readonly name: 'principal' | 'resource'; readonly label: string }) {
  const arn = route.value.params[name];
  if (arn === undefined) return null;
  return (
    <button type="button" aria-pressed="true" title={arn} onClick={() => setParams({ [name]: undefined })}>
      {label} <Foreign text={arn.slice(arn.lastIndexOf('/') + 1)} /> ×
    </button>
  );
}
