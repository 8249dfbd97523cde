import { AwsError } from '../operation.ts';

/** Shortest session, in seconds (STS API Reference, DurationSeconds). */
const minimumSeconds = 900;

/** The length of a session in seconds; throws the ValidationError for one outside 900..maximum. */
export function checkDuration(
  requested: number | undefined,
  { initial, maximum }: { readonly initial: number; readonly maximum: number },
): number {
  const seconds = requested ?? initial;
  if (seconds < minimumSeconds || seconds > maximum) {
    const [border, word] = seconds > maximum ? [maximum, 'less'] : [minimumSeconds, 'greater'];
    throw new AwsError(
      'ValidationError',
      `1 validation error detected: Value '${seconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value ${word} than or equal to ${border}`,
    );
  }
  return seconds;
}
