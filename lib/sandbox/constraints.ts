import { AwsError } from './operation.ts';

/** The error of AWS's JSON services for a member that breaks a constraint of the service model (`member` as on the wire: `maxResults`). */
export function failedConstraint(member: string, value: string | number, constraint: string): AwsError {
  return new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

export interface PageSizeRule {
  readonly initial: number;
  readonly maximum: number;
}

/** The page size to use for a `MaxResults`; throws the ValidationException for one outside 1..maximum. */
export function checkedPageSize(requested: number | undefined, { initial, maximum }: PageSizeRule): number {
  const size = requested ?? initial;
  if (size < 1) {
    throw failedConstraint('maxResults', size, 'Member must have value greater than or equal to 1');
  }
  if (size > maximum) {
    throw failedConstraint('maxResults', size, `Member must have value less than or equal to ${maximum}`);
  }
  return size;
}

/** Throws the ValidationException for a list that is empty or longer than `maximum`. */
export function checkListLength(member: string, list: readonly unknown[], maximum: number): void {
  if (list.length < 1) {
    throw failedConstraint(member, '[]', 'Member must have length greater than or equal to 1');
  }
  if (list.length > maximum) {
    throw failedConstraint(member, `[${list.join(', ')}]`, `Member must have length less than or equal to ${maximum}`);
  }
}
