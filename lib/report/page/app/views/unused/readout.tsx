import { useModel } from '../../model/model.ts';
import { totalOf, useByService } from '../../model/use-counts.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { PrincipalLink } from '../../parts/links.tsx';
import { hashOf } from '../../route.ts';
import type { PrincipalRow } from './principal-rows.ts';
import type { ServiceColumn } from './service-columns.ts';
import { wordsOfUse } from './words-of-use.ts';

interface ReadoutProps {
  readonly row: PrincipalRow | undefined;
  readonly column: ServiceColumn | undefined;
}

/** What the current place of the matrix says, in words, and where it leads. */
export function Readout({ row, column }: ReadoutProps) {
  const { auditedAt } = useModel().data.report;
  if (row === undefined) return <p class="readout">{column === undefined ? '' : wordsOfColumn(column)}</p>;
  const { principal, counts, services } = row;
  const { arn, name, use, origin } = principal;
  const serviceUse = column === undefined ? undefined : useByService(services).get(column.service);
  return (
    <p class="readout">
      <PrincipalLink arn={arn} name={name} />{' '}
      {column === undefined ? (
        <>
          <Foreign text={wordsOfUse(use, auditedAt)} />; {counts.unused} of {totalOf(counts)} services unused
        </>
      ) : (
        <>
          <strong>
            <Foreign text={column.service} />
          </strong>{' '}
          {serviceUse === undefined ? 'not granted' : <Foreign text={wordsOfUse(serviceUse, auditedAt)} />}
        </>
      )}{' '}
      {origin !== 'service-linked' && (
        <>
          <span class="muted">·</span>{' '}
          <a href={hashOf('unused', { by: 'attachment', principal: arn, service: column?.service })}>
            by which policies
          </a>{' '}
        </>
      )}
      <span class="muted">·</span> <a href={hashOf('findings', { principal: arn, family: 'unused' })}>findings</a>
    </p>
  );
}

function wordsOfColumn({ service, counts: { used, unused, unknown } }: ServiceColumn): string {
  return `${service}: used by ${used}, unused by ${unused}, unknown for ${unknown}`;
}
