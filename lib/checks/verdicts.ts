import type { CoverageSource } from '../snapshot/snapshot.ts';
import type { CheckContext, UnknownCode, Verdict } from './check.ts';
import { daysBefore } from './instants.ts';
import { limitsOf } from './thresholds.ts';

export const pass: Verdict = { verdict: 'pass' };

/** Why nothing can be said, before it is said of a resource. */
export interface Unknown {
  readonly code: UnknownCode;
  /** One sentence, without the resource's name. */
  readonly reason: string;
}

/**
 * @param discriminator of the one finding on the resource that cannot be judged: the others are resolved as ever
 */
export function unknown(
  { code, reason }: Unknown,
  resourceArn: string,
  detail?: string,
  discriminator?: string,
): Verdict {
  return {
    verdict: 'unknown',
    code,
    reason,
    resourceArn,
    ...(detail === undefined ? {} : { detail }),
    ...(discriminator === undefined ? {} : { discriminator }),
  };
}

/**
 * The grace period: what came into being inside it is not called unused, because nobody had the time to use it.
 *
 * @param arn of what would be called unused
 * @param since when it came into being
 * @returns null when it is old enough to be judged
 */
export function graceOf(context: CheckContext, arn: string, since: string): Unknown | null {
  const { graceDays } = limitsOf(context)(arn);
  if (Date.parse(since) <= daysBefore(context.now, graceDays).getTime()) return null;
  return { code: 'young', reason: `Made or last changed at ${since}, inside the grace period of ${graceDays} days.` };
}

/** The finding that an entity is, once its grace period is over. */
export function pastGrace(
  context: CheckContext,
  { arn, createdAt }: { readonly arn: string; readonly createdAt: string },
  finding: () => Verdict,
): Verdict {
  const young = graceOf(context, arn, createdAt);
  return young === null ? finding() : unknown(young, arn);
}

/** Why the account can have users, groups, roles and policies that the snapshot has not: a file that was cut off. */
export function entitiesMissing(context: CheckContext): Unknown | null {
  return partMissing(context, 'authorization-details');
}

/** Why there can be more of a kind than the snapshot holds: a Region that did not answer, or nobody asked. */
export function partMissing(context: CheckContext, source: CoverageSource): Unknown | null {
  return context.account.coverageOf(source)?.status === 'complete' ? null : notCollected(context, source);
}

/** A source that a verdict needs and that was not read, or not wholly, in the words of its coverage record. */
export function notCollected({ account }: CheckContext, source: CoverageSource): Unknown {
  const record = account.coverageOf(source);
  const reason = record?.reason ? `${source} ${record.status}: ${record.reason}` : `The snapshot holds no ${source}.`;
  return { code: 'not-collected', reason };
}
