import './escalation-view.css';
import { useMemo } from 'preact/hooks';
import { route } from '../../location.ts';
import { type Model, useModel } from '../../model/model.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { ListAndDetail } from '../../parts/list-and-detail.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { hashOf } from '../../route.ts';
import { EscalationFilters } from './escalation-filters.tsx';
import { filterWays } from './filter-ways.ts';
import { GraphPanel } from './graph-panel.tsx';
import { NobodyCan } from './nobody-can.tsx';
import { NotJudged } from './not-judged.tsx';
import { SourceDetail } from './source-detail.tsx';
import { SourcesTable } from './sources-table.tsx';
import { useEscalation } from './use-escalation.ts';
import { countWays, type Source } from './ways.ts';
import { countOf, nameOf } from './words.ts';

/** Who can become administrator, how, and which few statements to cut. */
export function EscalationView() {
  const model = useModel();
  const { sources, cuts } = useEscalation();
  const { params } = route.value;
  const { node: _, open, as: __, show, ...filters } = params;
  const filterKey = hashOf('escalation', filters);
  // filterKey says all of filters, which are another object each time.
  const found = useMemo(() => filterWays(sources, filters, cuts), [sources, cuts, filterKey]);
  return (
    <>
      <div class="view-head">
        <h1>Escalation</h1>
        <p aria-live="polite" class="muted">
          {countText(found, sources, model.data.principals.length)}
        </p>
      </div>
      <NotJudged />
      {sources.length === 0 ? (
        <NobodyCan />
      ) : (
        <>
          <EscalationFilters />
          <Tabs
            label="Show"
            view="escalation"
            tabs={[
              {
                title: 'How, and what to cut',
                params: { ...params, show: undefined, open: undefined },
                isCurrent: show !== 'who',
              },
              {
                title: 'Who, step by step',
                params: { ...params, node: undefined, show: 'who' },
                isCurrent: show === 'who',
              },
            ]}
          />
          {found.length === 0 ? (
            <NothingFits from={filters.from} />
          ) : show === 'who' ? (
            <Who found={found} open={open} />
          ) : (
            <GraphPanel sources={found} />
          )}
        </>
      )}
    </>
  );
}

function countText(found: readonly Source[], all: readonly Source[], principals: number): string {
  const ways = countWays(all);
  if (all.length === 0) return `${countOf(principals, 'user or role', 'users and roles')}`;
  if (found === all)
    return `${all.length.toLocaleString('en')} of ${countOf(principals, 'user or role', 'users and roles')} can become administrator, in ${countOf(ways, 'way')}`;
  return `${found.length.toLocaleString('en')} of ${all.length.toLocaleString('en')} who can, ${countWays(found).toLocaleString('en')} of ${countOf(ways, 'way')}`;
}

function Who({ found, open }: { readonly found: readonly Source[]; readonly open: string | undefined }) {
  const { sources } = useEscalation();
  const whole = open === undefined ? undefined : sources.find(({ arn }) => arn === open);
  const source = found.find(({ arn }) => arn === open) ?? whole;
  const isMissing = open !== undefined && source === undefined;
  return (
    <ListAndDetail
      detail={
        source === undefined ? null : (
          <SourceDetail key={source.arn} source={source} allWays={whole?.ways.length ?? source.ways.length} />
        )
      }
    >
      <SourcesTable sources={found} />
      {isMissing && <p role="alert">This report has no way to administrator for {open.slice(0, 200)}.</p>}
    </ListAndDetail>
  );
}

/** Filters can fit nothing because of whom they ask about: then it is said how that one stands. */
function NothingFits({ from }: { readonly from: string | undefined }) {
  const model = useModel();
  const { sources } = useEscalation();
  const isAbout = from !== undefined && !sources.some(({ arn }) => arn === from);
  if (!isAbout) {
    return (
      <EmptyState title="No way fits">
        <a href={hashOf('escalation')}>Show all ways</a>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No way was found from there">
      <Foreign text={nameOf(model, from)} />: <Foreign text={whyNot(model, from)} />{' '}
      <a href={hashOf('escalation')}>Show all ways</a>
    </EmptyState>
  );
}

/** Why somebody has no way to become administrator. */
function whyNot({ principalByArn, outcomeById }: Model, arn: string): string {
  const unknown = outcomeById.get('privilege-escalation')?.unknown.find(({ resourceArn }) => resourceArn === arn);
  if (unknown !== undefined) return `nobody can say whether it has one. ${unknown.reason}`;
  const principal = principalByArn.get(arn);
  if (principal === undefined) return 'this account has no such user or role.';
  return principal.administrator === 'yes' ? 'it is an administrator already.' : 'it cannot become administrator.';
}
