import { AwsError } from './operation.ts';

/** The error of AWS's JSON services for a member that breaks a constraint of the service model (`member` as on the wire: `maxResults`). */
export function failedConstraint(
  member: string,
  value: string | number,
  constraint: string,
  code = 'ValidationException',
): AwsError {
  return new AwsError(
    code,
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

export interface PageSizeRule {
  readonly initial: number;
  readonly maximum: number;
  /** As on the wire; `maxResults` unless the service calls it otherwise. */
  readonly member?: string;
  /** Of the error for a size that is refused; ValidationException unless the service has another one. */
  readonly code?: string;
}

/** The page size to use for a `MaxResults`; throws the service's error for one outside 1..maximum. */
export function checkedPageSize(
  requested: number | undefined,
  { initial, maximum, member = 'maxResults', code }: PageSizeRule,
): number {
  const size = requested ?? initial;
  if (size < 1) {
    throw failedConstraint(member, size, 'Member must have value greater than or equal to 1', code);
  }
  if (size > maximum) {
    throw failedConstraint(member, size, `Member must have value less than or equal to ${maximum}`, code);
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
