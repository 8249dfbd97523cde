import type { Exception } from '../config/exception.ts';
import type { Exceptions } from '../findings/exceptions.ts';
import type { Observation } from '../findings/finding.ts';
import { matchesPattern } from '../policy/match.ts';
import type { ExceptionsInUse, UnreadableException } from './check.ts';
import type { CheckOutcome } from './evaluate.ts';

/**
 * What became of the operator's exceptions.
 *
 * @param standing all findings that stand tonight, also those that nobody could look at again
 * @param outcomes of the checks that ran
 */
export function exceptionsInUse(
  exceptions: Exceptions,
  unreadable: readonly UnreadableException[],
  standing: readonly Observation[],
  outcomes: readonly CheckOutcome[],
): ExceptionsInUse {
  const unknownByCheck = new Map(outcomes.map(({ id, unknown }) => [id, unknown]));
  return {
    expired: exceptions.expired,
    idle: exceptions.idle(standing).map((exception) => ({ exception, doubt: doubtOf(exception, unknownByCheck) })),
    unreadable,
  };
}

/** Why an exception that fits nothing can still be needed. One finding that is accepted by its id stands until somebody looked. */
function doubtOf({ accepts }: Exception, unknownByCheck: ReadonlyMap<string, CheckOutcome['unknown']>): string | null {
  if ('finding' in accepts) return null;
  for (const checkId of accepts.checks) {
    const unknown = unknownByCheck.get(checkId);
    if (unknown === undefined) return `The check ${checkId} did not run.`;
    const open = unknown.find(
      ({ resourceArn }) =>
        resourceArn === undefined || matchesPattern(accepts.resource, resourceArn, { caseSensitive: true }),
    );
    if (open !== undefined) return `The check ${checkId} could not look at all that it is for: ${open.reason}`;
  }
  return null;
}
