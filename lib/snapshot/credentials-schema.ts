import { z } from 'zod';
import { optionalInstant } from './instant-schema.ts';

const accessKeySlot = z.strictObject({
  slot: z.union([z.literal(1), z.literal(2)]),
  active: z.boolean(),
  /** Creation of the key now in this slot: AWS has no other rotation than a new key. */
  lastRotatedAt: optionalInstant,
  lastUsedAt: optionalInstant,
  lastUsedRegion: z.string().nullable(),
  lastUsedService: z.string().nullable(),
});

/** One row of the credential report. A slot without a key or certificate is left out of its list. */
export const credentialReportRow = z.strictObject({
  /** `<root_account>` for the root user. */
  user: z.string(),
  arn: z.string(),
  createdAt: optionalInstant,
  /** null: AWS says `not_supported` (root users of older reports). */
  passwordEnabled: z.boolean().nullable(),
  /** null: `no_information` or `N/A`, that is never used or not since AWS tracks it. */
  passwordLastUsedAt: optionalInstant,
  passwordLastChangedAt: optionalInstant,
  passwordNextRotationAt: optionalInstant,
  mfaActive: z.boolean(),
  accessKeys: z.array(accessKeySlot),
  certificates: z.array(
    z.strictObject({
      slot: z.union([z.literal(1), z.literal(2)]),
      active: z.boolean(),
      lastRotatedAt: optionalInstant,
    }),
  ),
  /** AWS's column of that name, as it stands; null when the report has no such column or no value. */
  additionalCredentialsInfo: z.string().nullable(),
});

export const perUserCredential = z.strictObject({
  userName: z.string(),
  id: z.string(),
  active: z.boolean(),
  createdAt: optionalInstant,
});
