import type { Finding } from '../findings/finding.ts';

/** Findings of one check and severity, as people read them: together. */
export interface FindingGroup {
  readonly severity: Finding['severity'];
  readonly checkId: string;
  readonly title: string;
  readonly findings: readonly Finding[];
}

/** Groups in the order of their first findings. */
export function groupFindings(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = Map.groupBy(findings, ({ severity, checkId }) => `${severity} ${checkId}`);
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (first === undefined) return [];
    return [{ severity: first.severity, checkId: first.checkId, title: first.title, findings: members }];
  });
}
