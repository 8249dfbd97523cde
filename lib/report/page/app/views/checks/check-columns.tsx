import type { ComponentChildren } from 'preact';
import type { CheckRow } from '../../model/checks.ts';
import { stateOf } from '../../model/checks.ts';
import { SeverityBadge } from '../../parts/severity-badge.tsx';
import type { Column } from '../../parts/virtual-table.tsx';
import { StateBadge } from './state-badge.tsx';

export function headingOf(row: CheckRow) {
  if (row.kind === 'check') return null;
  return (
    <>
      <strong>{row.title}</strong>{' '}
      <span class="muted">
        {row.count} {row.count === 1 ? 'check' : 'checks'}
      </span>
    </>
  );
}

export const columns: readonly Column<CheckRow>[] = [
  {
    id: 'state',
    label: 'Result',
    width: '12rem',
    cell: ofCheck(({ outcome }) => <StateBadge state={stateOf(outcome)} findings={outcome?.findings ?? 0} />),
  },
  {
    id: 'check',
    label: 'Check',
    width: 'minmax(16rem, 3fr)',
    cell: ofCheck(({ check }) => (
      <>
        <div class="cell-title">{check.title}</div>
        <div class="muted cell-line">{check.id}</div>
      </>
    )),
  },
  {
    id: 'unknown',
    label: 'Unknown',
    width: '5rem',
    cell: ofCheck(({ outcome }) => (outcome?.unknown.length ? outcome.unknown.length.toLocaleString('en') : null)),
  },
  {
    id: 'severity',
    label: 'Severity',
    width: '6rem',
    cell: ofCheck(({ check }) => <SeverityBadge severity={check.severity} />),
  },
];

type RowOfCheck = Extract<CheckRow, { readonly kind: 'check' }>;

function ofCheck(cell: (row: RowOfCheck) => ComponentChildren): Column<CheckRow>['cell'] {
  return (row) => (row.kind === 'check' ? cell(row) : null);
}
