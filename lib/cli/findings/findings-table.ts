import type { Finding } from '../../findings/finding.ts';
import { type Paint, severityTone, unpainted } from '../../report/paint.ts';
import { renderRows } from '../../report/rows.ts';

/** A row for each finding, with the id by which others commands take it. */
export function tableOf(findings: readonly Finding[], columns: number, paint: Paint = unpainted): string {
  const rows = findings.map(({ id, severity, status, firstSeenAt, checkId, resource }) => [
    id,
    severity,
    status,
    firstSeenAt.slice(0, 10),
    checkId,
    resource.name,
  ]);
  const header = ['ID', 'SEVERITY', 'STATUS', 'SINCE', 'CHECK', 'RESOURCE'];
  return renderRows(header, rows, columns, { paint, toneOf: severityTone });
}
