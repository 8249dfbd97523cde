import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { route, setParams } from '../../location.ts';
import { useModel } from '../../model/model.ts';
import { FilterBar, Select, Toggles } from '../../parts/filter-bar.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { SearchBox } from '../../parts/search-box.tsx';

/** What narrows any of the tables. */
const narrowing = ['q', 'kind', 'origin', 'managed', 'service', 'unused', 'policy', 'principal'];

interface UnusedFiltersProps {
  /** What the search looks through. */
  readonly search: string;
  /** How the rows can be sorted; the first is how they are where nothing is asked for. */
  readonly orders: Readonly<Record<string, string>>;
  /** How many rows there are. */
  readonly count: string;
  /** What one table alone has. */
  readonly children?: ComponentChildren;
}

/** What narrows and sorts a table of unused access; all of it stands in the address. */
export function UnusedFilters({ search, orders, count, children }: UnusedFiltersProps) {
  const { params } = route.value;
  const services = useServices();
  return (
    <FilterBar label="Filters of unused access">
      <SearchBox label={search} value={params.q ?? ''} onInput={(q) => setParams({ q }, { replace: true })} />
      {children}
      <ChoiceOf
        name="service"
        label="Service"
        all="All services"
        choices={Object.fromEntries(services.map((service) => [service, service]))}
      />
      <Toggles
        label="Use"
        choices={[{ value: 'only', label: 'Only with unused' }]}
        chosen={params.unused === undefined ? [] : [params.unused]}
        onChange={([unused]) => setParams({ unused })}
      />
      <Order name="sort" label="Order" orders={orders} />
      <Chosen name="policy" />
      <Chosen name="principal" />
      {narrowing.some((name) => Object.hasOwn(params, name)) && (
        <button type="button" onClick={() => setParams(Object.fromEntries(narrowing.map((name) => [name, undefined])))}>
          Clear
        </button>
      )}
      <p aria-live="polite" class="muted unused-count">
        {count}
      </p>
    </FilterBar>
  );
}

/** The filters of tables with principals. */
export function PrincipalFilters() {
  return (
    <>
      <ChoiceOf name="kind" label="Kind" all="Users and roles" choices={{ user: 'Users', role: 'Roles' }} />
      <ChoiceOf
        name="origin"
        label="Origin"
        all="Of any origin"
        choices={{
          own: "The account's own",
          'identity-center': 'Of Identity Center',
          'service-linked': 'Service-linked',
        }}
      />
    </>
  );
}

interface ChoiceOfProps {
  /** In the address. */
  readonly name: string;
  readonly label: string;
  readonly all: string;
  readonly choices: Readonly<Record<string, string>>;
}

/** One filter of a few values, by value what it is called. */
export function ChoiceOf({ name, label, all, choices }: ChoiceOfProps) {
  return (
    <Select
      label={label}
      all={all}
      choices={Object.entries(choices).map(([value, words]) => ({ value, label: words }))}
      chosen={route.value.params[name]}
      onChange={(chosen) => setParams({ [name]: chosen })}
    />
  );
}

interface OrderProps {
  /** In the address. */
  readonly name: string;
  readonly label: string;
  readonly orders: Readonly<Record<string, string>>;
}

/** How something is sorted; the first order needs no word in the address. */
export function Order({ name, label, orders }: OrderProps) {
  const words = Object.entries(orders).map(([order, text]) => [order, `${label}: ${text}`] as const);
  const [[, first] = ['', ''], ...others] = words;
  return <ChoiceOf name={name} label={label} all={first} choices={Object.fromEntries(others)} />;
}

/** Every service that anybody is granted, in alphabetical order. */
function useServices(): readonly string[] {
  const { principals } = useModel().data;
  return useMemo(
    () => [...new Set(principals.flatMap(({ services }) => services.map(({ service }) => service)))].sort(),
    [principals],
  );
}

/** A filter that a link has set, and that has no control of its own: it can only be taken away. */
function Chosen({ name }: { readonly name: 'policy' | 'principal' }) {
  const { policyByArn, principalByArn } = useModel();
  const arn = route.value.params[name];
  if (arn === undefined) return null;
  const known = policyByArn.get(arn) ?? principalByArn.get(arn);
  return (
    <button type="button" aria-pressed="true" title={arn} onClick={() => setParams({ [name]: undefined })}>
      <Foreign text={known?.name ?? arn} /> ×
    </button>
  );
}
