import { useMemo } from 'preact/hooks';
import { route, setParams } from '../../location.ts';
import { filterFunctions, functionRows } from '../../model/functions.ts';
import { useModel } from '../../model/model.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Foreign } from '../../parts/foreign.tsx';
import { ListAndDetail } from '../../parts/list-and-detail.tsx';
import { VirtualTable } from '../../parts/virtual-table.tsx';
import { hashOf } from '../../route.ts';
import { columns } from './function-columns.tsx';
import { FunctionDetail } from './function-detail.tsx';
import { FunctionFilters } from './function-filters.tsx';

/** Every Lambda function with its role: what it may do, what of that it used, and what it could become. */
export function FunctionsView() {
  const model = useModel();
  const { params } = route.value;
  const { arn, ...filters } = params;
  const filterKey = hashOf('functions', filters);
  const rows = functionRows(model);
  // filterKey says all of filters, which are another object each time.
  const found = useMemo(() => filterFunctions(rows, filters), [rows, filterKey]);
  const open = rows.find(({ lambda }) => lambda.arn === arn);
  return (
    <>
      <div class="view-head">
        <h1>Functions</h1>
        <p aria-live="polite" class="muted">
          {countText(found.length, rows.length)}
        </p>
      </div>
      <Unread />
      <FunctionFilters rows={rows} />
      <ListAndDetail detail={open === undefined ? null : <FunctionDetail key={open.lambda.arn} row={open} />}>
        {found.length === 0 ? (
          <NothingFound isEmpty={rows.length === 0} />
        ) : (
          <VirtualTable
            label="Functions"
            columns={columns}
            rows={found}
            keyOf={({ lambda }) => lambda.arn}
            openKey={arn}
            onOpen={({ lambda }) => setParams({ arn: lambda.arn })}
          />
        )}
        {arn !== undefined && open === undefined && (
          <p role="alert">
            This report has no function <Foreign text={arn} />.
          </p>
        )}
      </ListAndDetail>
    </>
  );
}

function countText(shown: number, all: number): string {
  const total = all.toLocaleString('en');
  return shown === all ? `${total} functions` : `${shown.toLocaleString('en')} of ${total} functions`;
}

/** Why functions can be missing; nothing where all were read. */
function Unread() {
  const reason = useUnread();
  if (reason === null) return null;
  return (
    <p class="muted">
      Not all functions are known: <Foreign text={reason} />
    </p>
  );
}

function useUnread(): string | null {
  const record = useModel().data.report.coverage.find(({ source }) => source === 'functions');
  if (record === undefined) return 'this audit did not look for them';
  return record.status === 'complete' ? null : (record.reason ?? record.status);
}

function NothingFound({ isEmpty }: { readonly isEmpty: boolean }) {
  if (!isEmpty) {
    return (
      <EmptyState title="No function fits">
        <a href={hashOf('functions')}>Show all functions</a>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No function was found">
      Lambda was looked at in the Regions that <code>regions</code> of the configuration names, or in the audit's own.
    </EmptyState>
  );
}
