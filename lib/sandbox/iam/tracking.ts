/**
 * How far back AWS tells when a role, service or action was last used (IAM User Guide, "Refine permissions in AWS
 * using last accessed information": at least 400 days). What is older looks as if it had never been.
 */
const trackingDays = 400;

const dayMs = 86_400_000;

/** Whether AWS would still tell of a use at this instant. */
export function insideTracking(usedAt: Date | undefined, now: Date): usedAt is Date {
  return usedAt !== undefined && now.getTime() - usedAt.getTime() <= trackingDays * dayMs;
}
