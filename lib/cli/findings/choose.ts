import { type Finding, type FindingStatus, type Severity, severities } from '../../findings/finding.ts';

/** Which findings are wanted; what is left out narrows nothing. */
export interface Filter {
  readonly minSeverity?: Severity;
  readonly status?: readonly FindingStatus[];
  readonly check?: readonly string[];
  /** Part of a resource's ARN; case counts, as it does in ARNs. */
  readonly resource?: string;
}

export function chooseFindings(findings: readonly Finding[], filter: Filter): readonly Finding[] {
  const { minSeverity = 'info', status, check, resource = '' } = filter;
  const limit = severities.indexOf(minSeverity);
  return findings.filter(
    (finding) =>
      severities.indexOf(finding.severity) <= limit &&
      (status?.includes(finding.status) ?? finding.status !== 'resolved') &&
      (check?.includes(finding.checkId) ?? true) &&
      finding.resource.arn.includes(resource),
  );
}
