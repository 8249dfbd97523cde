import type { Finding } from '../../../../../findings/finding.ts';

/** A row of the list: a finding, or the resource that the findings below it are about. */
export type FindingRow =
  | { readonly kind: 'finding'; readonly finding: Finding }
  | { readonly kind: 'resource'; readonly resource: Finding['resource']; readonly count: number };

/** Findings as rows; grouped, the resource with the gravest finding comes first. */
export function findingRows(findings: readonly Finding[], isGrouped: boolean): readonly FindingRow[] {
  if (!isGrouped) return findings.map(findingRow);
  const groups = Map.groupBy(findings, ({ resource }) => `${resource.type} ${resource.arn}`);
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (first === undefined) return [];
    return [{ kind: 'resource' as const, resource: first.resource, count: members.length }, ...members.map(findingRow)];
  });
}

export function keyOfRow(row: FindingRow): string {
  return row.kind === 'finding' ? row.finding.id : `${row.resource.type} ${row.resource.arn}`;
}

function findingRow(finding: Finding): FindingRow {
  return { kind: 'finding', finding };
}
