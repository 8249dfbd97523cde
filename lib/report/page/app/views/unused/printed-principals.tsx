import './printed-principals.css';
import { someOf } from '../../../../../checks/evidence.ts';
import { totalOf, unusedServices } from '../../model/use-counts.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { MAX_PRINTED_ROWS } from '../../parts/printing.ts';
import { dayOf } from '../../parts/time.tsx';
import type { PrincipalRow } from './principal-rows.ts';

/** Services named of each principal: an administrator has hundreds. */
const NAMED = 10;

/** Users and roles on paper, where a matrix of hundreds of columns cannot be read. */
export function PrintedPrincipals({ rows }: { readonly rows: readonly PrincipalRow[] }) {
  return (
    <table class="printed-principals">
      {rows.length > MAX_PRINTED_ROWS && (
        <caption>
          The first {MAX_PRINTED_ROWS} of {rows.length.toLocaleString('en')}
        </caption>
      )}
      <thead>
        <tr>
          <th scope="col">User or role</th>
          <th scope="col">Last used</th>
          <th scope="col">Granted</th>
          <th scope="col">Used</th>
          <th scope="col">Unused</th>
          <th scope="col">Unknown</th>
          <th scope="col">Unused services</th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, MAX_PRINTED_ROWS).map(({ principal: { arn, name, use }, counts, services }) => (
          <tr key={arn}>
            <th scope="row">
              <Foreign text={name} />
            </th>
            <td class="printed-date">
              {use.status === 'unknown' ? 'unknown' : use.lastUsedAt === null ? 'never' : dayOf(use.lastUsedAt)}
            </td>
            <td>{totalOf(counts)}</td>
            <td>{counts.used}</td>
            <td>{counts.unused}</td>
            <td>{counts.unknown}</td>
            <td>
              <Foreign text={someOf(unusedServices(services), counts.unused, NAMED)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
