import type { Finding } from '../../findings/finding.ts';
import { renderRows } from '../../report/rows.ts';

/** A row for each finding, with the id by which others commands take it. */
export function tableOf(findings: readonly Finding[], columns: number): string {
  const rows = findings.map(({ id, severity, status, firstSeenAt, checkId, resource }) => [
    id,
    severity,
    status,
    firstSeenAt.slice(0, 10),
    checkId,
    resource.name,
  ]);
  return renderRows(['ID', 'SEVERITY', 'STATUS', 'SINCE', 'CHECK', 'RESOURCE'], rows, columns);
}
