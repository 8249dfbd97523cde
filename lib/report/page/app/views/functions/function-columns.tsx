import type { FunctionRow } from '../../model/functions.ts';
import { totalOf } from '../../model/use-counts.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { SeverityBadge } from '../../parts/severity-badge.tsx';
import { UseBar } from '../../parts/use-bar.tsx';
import type { Column } from '../../parts/virtual-table.tsx';
import { powerWords } from '../../words.ts';

export const columns: readonly Column<FunctionRow>[] = [
  {
    id: 'function',
    label: 'Function',
    width: 'minmax(13rem, 2fr)',
    cell: ({ lambda }) => (
      <>
        <div class="cell-title">
          <Foreign text={lambda.name} />
        </div>
        <div class="muted cell-line">
          {lambda.region}, <Foreign text={lambda.runtime ?? 'container image'} />
        </div>
      </>
    ),
  },
  {
    id: 'worst',
    label: 'Gravest finding',
    width: '7.5rem',
    cell: ({ worst }) => (worst === null ? <span class="muted">none</span> : <SeverityBadge severity={worst} />),
  },
  {
    id: 'role',
    label: 'Role',
    width: 'minmax(10rem, 1.4fr)',
    cell: ({ lambda, role, sharers }) => (
      <>
        <div class="cell-line">
          <Foreign text={role?.name ?? lambda.roleArn} />
        </div>
        <div class="muted cell-line">
          {role === null ? 'not in the snapshot' : sharers > 0 ? `shared with ${sharers} more` : ''}
        </div>
      </>
    ),
  },
  { id: 'power', label: 'Administrator', width: '8.5rem', cell: ({ power }) => powerWords[power] },
  {
    id: 'use',
    label: 'Services used of those it may use',
    width: 'minmax(8rem, 1fr)',
    cell: ({ role, services }) =>
      role === null ? (
        'unknown'
      ) : (
        <>
          <div class="cell-line">
            {services.used} of {totalOf(services)}
            {services.unknown > 0 && <span class="muted">, {services.unknown} unknown</span>}
          </div>
          <UseBar counts={services} />
        </>
      ),
  },
  {
    id: 'less',
    label: 'Could lose',
    width: '7rem',
    cell: ({ services }) =>
      services.unused === 0 ? '' : `${services.unused} ${services.unused === 1 ? 'service' : 'services'}`,
  },
];
