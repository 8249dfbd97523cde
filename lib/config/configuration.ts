import { z } from 'zod';
import { defaultPace, paceModes } from '../aws/pace/modes.ts';
import { InvalidInputError } from '../errors.ts';
import { oneLine } from '../one-line.ts';
import { withoutEditorSchema } from './editor-schema.ts';
import { inventoryParts } from './inventory.ts';
import { notificationsSchema } from './notifications.ts';
import { schemaProblem } from './schema-problem.ts';
import { graceDays, thresholdSchema, unusedDays } from './thresholds.ts';

const severitySchema = z.enum(['critical', 'high', 'medium', 'low', 'info']);

const regionName = z.string().regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, 'accepted is a Region name such as eu-west-1');

const accountId = z.string().regex(/^\d{12}$/, 'accepted are 12 digits');

/**
 * The operator's settings, read from `{prefix}/config` in SSM Parameter Store or from `--config FILE`.
 * Every field has a default; an unknown field is refused, so that a typing mistake never silently changes an audit.
 * The descriptions are what an editor shows: docs/configuration.schema.json is made from them.
 */
export const configurationSchema = z.strictObject({
  unusedAfterDays: unusedDays
    .default(90)
    .describe('Days without use after which users, roles, policies and permissions are unused.'),
  credentialUnusedAfterDays: unusedDays
    .default(45)
    .describe('Days without use after which passwords and access keys are unused.'),
  graceDays: graceDays.default(14).describe('Entities younger than this many days are never called unused.'),
  thresholds: z
    .array(thresholdSchema)
    .max(100)
    .default([])
    .describe('Other numbers of days for some users and roles; the first entry that fits holds.'),
  passwordMinimumLength: z
    .int()
    .min(12)
    .max(128)
    .default(14)
    .describe(
      "Characters that the account's password policy must ask for. CIS asks for 14; 12 is the least that is " +
        'accepted.',
    ),
  pace: z
    .enum(paceModes)
    .default(defaultPace)
    .describe(
      'How the calls to IAM treat its limit, which they share with production: stay a quarter below it, or work ' +
        'at it.',
    ),
  maxCallsPerSecond: z
    .number()
    .min(0.1)
    .max(1000)
    .optional()
    .describe(
      'Ceiling, in calls a second, for the calls to IAM of one run. Without it the pace finds the limit by ' +
        'itself.',
    ),
  regions: z
    .union([z.literal('all'), z.array(regionName).min(1)], {
      error: 'accepted is "all" or a list of Regions such as ["eu-west-1"]',
    })
    .optional()
    .describe(
      'Regions in use: where regional sources are read, and where an entity can have been used. `all` means ' +
        "every Region enabled for the account; left out, the audit's own Region is read.",
    ),
  inventory: z
    .array(z.enum(inventoryParts))
    .default([...inventoryParts])
    .describe(
      'What is listed beside identities, in the same Regions: functions with who may invoke them, parameters without ' +
        'values, buckets, keys, instances, and what else runs with a role. Checks of what is left out are unknown.',
    ),
  trustedAccountIds: z
    .array(accountId)
    .default([])
    .describe(
      'Accounts of the same owner, or of others whom it trusts: every other account that a role lets in is ' +
        'external. The audited account need not be in it.',
    ),
  delegatedAdministrators: z
    .array(accountId)
    .default([])
    .describe('Accounts that are meant to administer a service for the whole organisation.'),
  organizationAccounts: z
    .boolean()
    .default(false)
    .describe(
      'List the accounts of the organisation, its service control policies and its delegated administrators although this is ' +
        'not its management account, which does so anyhow: a delegated administrator may. The accounts count as trusted.',
    ),
  collectPerUserCredentials: z
    .boolean()
    .default(false)
    .describe('Also list SSH keys and signing certificates: two calls for each user.'),
  maxPoliciesToValidate: z
    .int()
    .min(0)
    .max(20_000)
    .default(0)
    .describe(
      'Distinct policy documents that IAM Access Analyzer validates in a run, newest first: a call for each, ' +
        'free of charge. Left at 0, none is sent.',
    ),
  attribution: z
    .strictObject({
      maxLookups: z
        .int()
        .min(0)
        .max(500)
        .default(25)
        .describe(
          'Calls to CloudTrail that ask who introduced what is new, in a night, at two a second; 0: nobody asks.',
        ),
    })
    .prefault({})
    .describe('Who introduced findings, as CloudTrail recorded it.'),
  cloudTrailEvidence: z
    .strictObject({
      maxPrincipals: z
        .int()
        .min(0)
        .max(50)
        .default(0)
        .describe(
          'Users and roles that CloudTrail is asked about in a run before they are called unused: those whose finding ' +
            'is of high severity, and administrators. A call or two for each in every Region read. Left at 0, nobody ' +
            'is asked about.',
        ),
    })
    .prefault({})
    .describe('What CloudTrail recorded of users and roles that seem unused.'),
  severities: z
    .record(z.string(), severitySchema)
    .default({})
    .describe('Severities that replace the defaults of the catalogue, by check id.'),
  expectedAccountId: accountId
    .optional()
    .describe('The account that this audit must find itself in; a run with other credentials stops.'),
  kmsKeyId: z
    .string()
    .min(1)
    .max(2048)
    .optional()
    .describe("KMS key (id, ARN or alias) under which findings are stored; without one the account's default SSM key."),
  securityHub: z
    .boolean()
    .default(false)
    .describe("Import findings into Security Hub, in the audit's own Region, after a night is stored."),
  events: z
    .boolean()
    .default(false)
    .describe('Tell the default event bus of EventBridge of findings that came and went, after a night is stored.'),
  notifications: notificationsSchema
    .optional()
    .describe('Chats and machines that are told of alarms besides the mail, by the parameters that hold their URLs.'),
});

export type Configuration = Readonly<z.output<typeof configurationSchema>>;

/** The settings of an operator who set none. */
export const defaultConfiguration: Configuration = configurationSchema.parse({});

/**
 * Reads a configuration from JSON text.
 *
 * @param text JSON object; fields left out take their defaults
 * @param source what to call it in an error: a path or a parameter name
 * @throws InvalidInputError in one line that names source, field, what was wrong and what is accepted
 */
export function parseConfiguration(text: string, source: string): Configuration {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new InvalidInputError(`${source}: not JSON; accepted is an object such as {"unusedAfterDays": 90}`, {
      cause,
    });
  }
  const result = configurationSchema.safeParse(withoutEditorSchema(json));
  if (result.success) return result.data;
  throw new InvalidInputError(oneLine(`${source}: ${schemaProblem(result.error, configurationSchema)}`), {
    cause: result.error,
  });
}
