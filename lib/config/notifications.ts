import { z } from 'zod';
import { InvalidInputError } from '../errors.ts';
import { oneLine } from '../one-line.ts';
import { schemaProblem } from './schema-problem.ts';

/** Channels of one kind at most: they are all told at the same time, in the seconds that a function has left. */
const MAX_CHANNELS = 5;

/** The last part of the name of a SecureString parameter, `{prefix}/webhooks/{name}`. */
const webhookName = z
  .string()
  .regex(/^[\w.-]{1,64}$/, 'accepted is the last part of the name of a parameter below webhooks, such as ops');

/** How messages lead to the page of a night. */
const linkKinds = ['console', 'presigned', 'none'] as const;

/** Who is told besides the mail. URLs are not in here: each channel names the SecureString parameter that holds its own. */
export const notificationsSchema = z.strictObject({
  slack: z.array(webhookName).max(MAX_CHANNELS).optional().describe('Incoming webhooks of Slack.'),
  teams: z.array(webhookName).max(MAX_CHANNELS).optional().describe('Workflows of Microsoft Teams.'),
  webhook: z
    .array(
      z.strictObject({
        name: webhookName,
        secret: webhookName.optional().describe('Names the parameter that holds the key for signatures.'),
      }),
    )
    .max(MAX_CHANNELS)
    .optional()
    .describe('Anything else that takes JSON.'),
  link: z
    .enum(linkKinds)
    .optional()
    .describe(
      'What messages link to: the page of the night behind a sign-in to the console (left out), the same for a quarter of an ' +
        'hour without one, for whoever has the link, or nothing.',
    ),
});

export type Notifications = Readonly<z.output<typeof notificationsSchema>>;

const documentSchema = z.object({ notifications: notificationsSchema.default({}) });

/**
 * Reads from a configuration who is told, and nothing else: people have to hear that an audit failed also where it
 * failed because of another field.
 *
 * @throws InvalidInputError in one line that names source and field
 */
export function parseNotifications(text: string, source: string): Notifications {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new InvalidInputError(`${source}: not JSON`, { cause });
  }
  const result = documentSchema.safeParse(json);
  if (result.success) return result.data.notifications;
  throw new InvalidInputError(oneLine(`${source}: ${schemaProblem(result.error, documentSchema)}`), {
    cause: result.error,
  });
}
