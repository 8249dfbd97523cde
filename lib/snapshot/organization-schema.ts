import { z } from 'zod';
import { storedDocument } from './documents-schema.ts';

/** The organisation around the account: members of the snapshot. */
export const organizationParts = {
  /** The organisation that the account is in. Files written before there was this source have none. */
  organization: z
    .union([
      z.strictObject({ joined: z.literal(false) }),
      z.strictObject({
        joined: z.literal(true),
        id: z.string(),
        managementAccountId: z.string(),
        /** In AWS's words: `ALL`, or `CONSOLIDATED_BILLING`, which has no policies and no central root access. */
        featureSet: z.string(),
      }),
    ])
    .nullable()
    .default(null),
  /** Ids of all accounts of the organisation, its own among them. Most accounts may not list them. */
  organizationAccountIds: z.array(z.string()).nullable().default(null),
  /** The service control policies of the organisation; only its management account, or who it delegates to, may read them. */
  serviceControlPolicies: z
    .array(
      z.strictObject({
        arn: z.string(),
        id: z.string(),
        name: z.string(),
        isAwsManaged: z.boolean(),
        /** Ids of the root, organisational units and accounts that it is attached to; null: not read. */
        targetIds: z.array(z.string()).nullable(),
        document: storedDocument,
      }),
    )
    .nullable()
    .default(null),
  /** Accounts that administer a service for the organisation. */
  delegatedAdministrators: z
    .array(
      z.strictObject({
        accountId: z.string(),
        name: z.string(),
        /** For example `guardduty.amazonaws.com`; null: not read. */
        services: z.array(z.string()).nullable(),
      }),
    )
    .nullable()
    .default(null),
};
