import { z } from 'zod';
import { instant, optionalInstant } from './instant-schema.ts';

const serviceLastAccessed = z.strictObject({
  /** Namespace, for example `s3`. */
  service: z.string(),
  /** null: no attempt inside the tracking window, in a Region that is tracked. */
  lastAccessedAt: optionalInstant,
  region: z.string().nullable(),
  /** Only in reports of granularity ACTION_LEVEL; null when AWS gave no list. */
  trackedActions: z
    .array(z.strictObject({ action: z.string(), lastAccessedAt: optionalInstant, region: z.string().nullable() }))
    .nullable()
    .optional(),
});

/**
 * What the last-accessed job for one principal said.
 * `skipped` was not asked, because the answer could not change a finding; the reason says why.
 */
export const lastAccessedReport = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('complete'),
    granularity: z.enum(['SERVICE_LEVEL', 'ACTION_LEVEL']),
    /** `JobCompletionDate`: activity appears within about 4 hours of it. */
    completedAt: instant,
    services: z.array(serviceLastAccessed),
    /** An earlier audit's report, taken over because a new one would say the same; left out of those asked for by this audit. */
    takenOver: z.literal(true).optional(),
  }),
  z.strictObject({
    status: z.literal('skipped'),
    reason: z.enum(['service-linked-role', 'no-permissions', 'role-unused']),
  }),
  z.strictObject({
    status: z.enum(['denied', 'failed', 'gone']),
    reason: z.string(),
    /** The run was stopped before it asked; left out otherwise. */
    notAsked: z.literal(true).optional(),
  }),
]);

/** The use of one user or role in CloudTrail's event history, or why nobody knows. */
export const principalEvents = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('read'),
    /** How far back the history goes. */
    days: z.int(),
    /** Those in which it was read. */
    regions: z.array(z.string()),
    /** Newest first: of a user the newest call to each service, of a role the newest in which somebody assumed it. */
    events: z.array(
      z.strictObject({
        at: instant,
        /** AWS's name, for example `AssumeRole`. */
        name: z.string(),
        /** For example `sts.amazonaws.com`. */
        source: z.string(),
        region: z.string(),
        eventId: z.string(),
      }),
    ),
  }),
  z.strictObject({
    /** `lost`: it was asked for and not had. `undecided`: it was not asked for, or the history does not tell. */
    status: z.enum(['lost', 'undecided']),
    reason: z.string(),
  }),
]);
