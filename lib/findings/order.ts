import { type Finding, severities } from './finding.ts';

/** What findings are put in order by. */
type Sortable = Pick<Finding, 'id' | 'checkId' | 'severity'> & { readonly resource: { readonly arn: string } };

/** Gravest first, then by check, then by ARN: the order of every list that a person reads. */
export function compareFindings(left: Sortable, right: Sortable): number {
  return (
    severities.indexOf(left.severity) - severities.indexOf(right.severity) ||
    compareText(left.checkId, right.checkId) ||
    compareText(left.resource.arn, right.resource.arn) ||
    compareText(left.id, right.id)
  );
}

/** By code unit, never by locale: the same order on every machine. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
