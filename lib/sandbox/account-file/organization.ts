import { z } from 'zod';
import { accountId, document, name, time } from './words.ts';

/** Lifecycle of an account (Organizations API reference, Account). */
const accountState = z.enum(['ACTIVE', 'SUSPENDED', 'PENDING_ACTIVATION', 'PENDING_CLOSURE', 'CLOSED']);

/** An organisation as one of its accounts sees it. */
export const organization = z
  .strictObject({
    id: z.string().regex(/^o-[a-z0-9]{10,32}$/),
    managementAccountId: accountId,
    featureSet: z.enum(['ALL', 'CONSOLIDATED_BILLING']).default('ALL'),
    /** A delegated administrator may read most of what the management account may. */
    delegatedAdministrator: z.boolean().default(false),
    /** What ListAccounts answers whom it lets in. */
    accounts: z
      .array(z.strictObject({ id: accountId, name, state: accountState.default('ACTIVE'), joined: time }))
      .default([]),
    serviceControlPolicies: z
      .array(
        z.strictObject({
          id: z.string().regex(/^p-\w{8,128}$/),
          name,
          awsManaged: z.boolean().default(false),
          document,
          /** Ids of the root (`r-...`), organisational units (`ou-...`) and accounts that it is attached to. */
          targets: z.array(z.string().regex(/^(r-|ou-|\d{12}$)/)).default([]),
        }),
      )
      .default([]),
    delegatedAdministrators: z
      .array(
        z.strictObject({
          /** One of `accounts`, for its name and state. */
          id: accountId,
          enabled: time,
          /** For example `guardduty.amazonaws.com`. */
          services: z.array(name).min(1),
        }),
      )
      .default([]),
  })
  .refine(
    ({ accounts, delegatedAdministrators }) =>
      delegatedAdministrators.every(({ id }) => accounts.some((account) => account.id === id)),
    'a delegated administrator is one of the accounts',
  );
