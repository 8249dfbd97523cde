import { route, setParams } from '../../location.ts';
import { type Model, useModel } from '../../model/model.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { SeverityBadge } from '../../parts/severity-badge.tsx';
import { type Column, VirtualTable } from '../../parts/virtual-table.tsx';
import { firstTechniques, isInDoubt, type Source, shortestOf, targetsOf } from './ways.ts';
import { countOf, kindOf, nameOf, shortNameOf } from './words.ts';

/** Everybody who can become an administrator, gravest first. */
export function SourcesTable({ sources }: { readonly sources: readonly Source[] }) {
  const model = useModel();
  return (
    <VirtualTable
      label="Who can become administrator"
      columns={columnsOf(model)}
      rows={sources}
      keyOf={({ arn }) => arn}
      openKey={route.value.params.open}
      onOpen={({ arn }) => setParams({ open: arn })}
    />
  );
}

function columnsOf(model: Model): readonly Column<Source>[] {
  return [
    {
      id: 'severity',
      label: 'Severity',
      width: '6rem',
      cell: ({ finding }) => <SeverityBadge severity={finding.severity} />,
    },
    {
      id: 'who',
      label: 'Who',
      width: 'minmax(10rem, 2fr)',
      cell: ({ arn }) => <Who model={model} arn={arn} />,
    },
    {
      id: 'shortest',
      label: 'Shortest',
      width: '8.5rem',
      cell: (source) => (
        <>
          <div>{countOf(shortestOf(source), 'step')}</div>
          <div class="muted">{isInDoubt(source) ? 'under conditions' : 'certain'}</div>
        </>
      ),
    },
    {
      id: 'ways',
      label: 'Ways',
      width: '7.5rem',
      cell: (source) => (
        <>
          <div>{countOf(source.ways.length, 'way')}</div>
          <div class="muted">{countOf(firstTechniques(source).length, 'technique')}</div>
        </>
      ),
    },
    {
      id: 'target',
      label: 'To',
      width: 'minmax(8rem, 1.3fr)',
      cell: (source) => <Targets model={model} source={source} />,
    },
  ];
}

function Targets({ model, source }: { readonly model: Model; readonly source: Source }) {
  const [first, ...others] = targetsOf(source);
  if (first === undefined) return null;
  return (
    <>
      <div class="cell-line">{first === source.arn ? 'itself' : <Foreign text={nameOf(model, first)} />}</div>
      {others.length > 0 && <div class="muted">and {others.length} more</div>}
    </>
  );
}

/** Many permission sets are called the same: what their roles end in tells them apart. */
const LENGTH_OF_ENDING = 16;

function Who({ model, arn }: { readonly model: Model; readonly arn: string }) {
  const [name, shortName] = [nameOf(model, arn), shortNameOf(model, arn)];
  return (
    <>
      <div class="cell-title" title={arn}>
        <Foreign text={shortName} />
      </div>
      <div class="muted cell-line">
        {kindOf(model, arn)} {name !== shortName && name.slice(-LENGTH_OF_ENDING)}
      </div>
    </>
  );
}
