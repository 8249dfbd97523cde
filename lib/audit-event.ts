import { z } from 'zod';
import { UsageError } from './errors.ts';

/** What the invoker of the audit function may ask for. */
export interface AuditRequest {
  readonly trigger: 'schedule' | 'manual';
  /** Ids of the only checks to run. Such a run is looked at, not stored. */
  readonly checkIds?: readonly string[];
  /** Evaluate and answer, but store nothing and emit no metrics about findings. */
  readonly dryRun: boolean;
}

/**
 * The default payloads of EventBridge Scheduler and of an EventBridge rule
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html). Nothing in them is acted upon.
 */
const scheduledEvent = z.strictObject({
  source: z.enum(['aws.scheduler', 'aws.events']),
  'detail-type': z.literal('Scheduled Event'),
  version: z.string().optional(),
  id: z.string().optional(),
  account: z.string().optional(),
  time: z.string().optional(),
  region: z.string().optional(),
  resources: z.array(z.string()).optional(),
  /** Scheduler sends the text `{}`, a rule an empty object. */
  detail: z.union([z.literal('{}'), z.strictObject({})]).optional(),
});

/** Strict: whoever may invoke the function must not choose a role, an endpoint or a prefix for it. */
const manualEvent = z.strictObject({
  checks: z.array(z.string().min(1).max(100)).min(1).max(500).optional(),
  dryRun: z.boolean().optional(),
});

const ACCEPTED = 'accepted are a scheduled event, {} and { "checks": ["role-unused"], "dryRun": true }';

/**
 * Reads the event that the audit function was invoked with.
 *
 * @throws UsageError in one line that names the field
 */
export function parseAuditEvent(event: unknown): AuditRequest {
  if (scheduledEvent.safeParse(event).success) return { trigger: 'schedule', dryRun: false };
  const manual = manualEvent.safeParse(event ?? {});
  if (!manual.success) {
    const issue = manual.error.issues[0];
    const field = issue?.path.join('.');
    throw new UsageError(`event: ${field ? `${field}: ` : ''}${issue?.message ?? 'not accepted'}; ${ACCEPTED}`);
  }
  const { checks, dryRun = false } = manual.data;
  return { trigger: 'manual', dryRun, ...(checks ? { checkIds: checks } : {}) };
}
