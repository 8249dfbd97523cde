import { useMemo } from 'preact/hooks';
import { route } from '../../location.ts';
import { useModel } from '../../model/model.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { PrincipalLink } from '../../parts/links.tsx';
import { type Column, VirtualTable } from '../../parts/virtual-table.tsx';
import { hashOf } from '../../route.ts';
import {
  type AttachmentRow,
  type AttachmentStatus,
  attachmentOrders,
  attachmentRows,
  filterAttachmentRows,
  sortAttachmentRows,
} from './attachment-rows.ts';
import { countText } from './count-text.ts';
import { NothingFits } from './nothing-fits.tsx';
import { PrincipalFilters, UnusedFilters } from './unused-filters.tsx';
import { UnusedNames, UseCell } from './use-cell.tsx';

/** Every policy in the hands of every user and role, with how much of what it grants there is used. */
export function ByAttachment() {
  const model = useModel();
  const { params } = route.value;
  const { sort, ...filters } = params;
  const all = useMemo(() => attachmentRows(model), [model]);
  const filterKey = hashOf('unused', filters);
  // filterKey says all of the filters, which are another object each time.
  const found = useMemo(() => filterAttachmentRows(all, params), [all, filterKey]);
  const rows = useMemo(() => sortAttachmentRows(found, params), [found, sort]);
  return (
    <>
      <UnusedFilters
        search="Search principals and policies"
        orders={attachmentOrders}
        count={countText(rows.length, all.length, ['attachment', 'attachments'])}
      >
        <PrincipalFilters />
      </UnusedFilters>
      <div class="unused-table">
        {rows.length === 0 ? (
          <NothingFits />
        ) : (
          <VirtualTable
            label="Policies in the hands of users and roles"
            columns={columns}
            rows={rows}
            keyOf={({ key }) => key}
            onOpen={({ principal }) => {
              location.hash = hashOf('findings', { principal: principal.arn, family: 'unused' });
            }}
          />
        )}
      </div>
    </>
  );
}

const words: Readonly<Record<AttachmentStatus, string>> = {
  used: 'in use',
  unused: 'wholly unused',
  unknown: 'unknown',
  nothing: 'grants nothing',
};

const columns: readonly Column<AttachmentRow>[] = [
  {
    id: 'principal',
    label: 'User or role',
    width: 'minmax(10rem, 1.2fr)',
    cell: ({ principal: { arn, name, kind } }) => (
      <>
        <PrincipalLink arn={arn} name={name} /> <span class="muted">{kind}</span>
      </>
    ),
  },
  {
    id: 'policy',
    label: 'Policy',
    width: 'minmax(10rem, 1.2fr)',
    cell: ({ policyArn, policyName, groupName }) => (
      <>
        {policyArn === null ? <Foreign text={policyName} /> : <PrincipalLink arn={policyArn} name={policyName} />}
        {policyArn === null && <span class="muted"> inline</span>}
        {groupName !== null && (
          <span class="muted">
            {' through '}
            <Foreign text={groupName} />
          </span>
        )}
      </>
    ),
  },
  { id: 'status', label: 'As a whole', width: '8.5rem', cell: ({ status }) => words[status] },
  {
    id: 'services',
    label: 'Services',
    width: '13rem',
    cell: ({ grant, counts }) => (grant.services === null ? 'could not be read' : <UseCell counts={counts} />),
  },
  {
    id: 'unused',
    label: 'Unused services',
    width: 'minmax(8rem, 1.5fr)',
    cell: ({ services }) => <UnusedNames services={services} />,
  },
];
