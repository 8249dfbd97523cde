import type { Evidence } from '../findings/finding.ts';
import type { CredentialReportRow } from '../snapshot/snapshot.ts';
import type { CheckContext, Verdict } from './check.ts';
import { accessKeyIdOf, isStillActive, noRow, userRows, usersWithoutRow } from './credentials-of.ts';
import { resourceOf } from './resources.ts';
import { pass, unknown } from './verdicts.ts';

export type AccessKey = CredentialReportRow['accessKeys'][number];

/** What a check says of each active access key of a user, and of the users that the credential report does not know. */
export function* judgeActiveKeys(
  context: CheckContext,
  judge: (key: AccessKey, row: CredentialReportRow) => Verdict,
): Iterable<Verdict> {
  for (const row of userRows(context)) {
    for (const key of row.accessKeys) {
      if (key.active) yield isStillActive(context, row.user, key.lastRotatedAt) ? judge(key, row) : pass;
    }
  }
  for (const user of usersWithoutRow(context)) yield unknown(noRow, user.arn);
}

/**
 * The finding that an active key is.
 *
 * @param use its last use, where that is what was found: that of a key in use moves every night
 */
export function keyFinding(
  context: CheckContext,
  row: CredentialReportRow,
  key: AccessKey,
  use: Evidence = {},
): Verdict {
  return {
    verdict: 'finding',
    resource: resourceOf(context, 'AWS::IAM::User', row.arn, row.user),
    evidence: {
      keySlot: key.slot,
      accessKeyId: accessKeyIdOf(context, row.user, key.lastRotatedAt),
      createdAt: key.lastRotatedAt,
      ...use,
    },
    discriminator: keyDiscriminator(key),
  };
}

/** An active key of which a check has to know the age, and does not. */
export function creationUnknown(row: CredentialReportRow, key: AccessKey): Verdict {
  const reason = 'The credential report does not say when it was created.';
  return unknown({ code: 'not-collected', reason }, row.arn, keyDetail(key), keyDiscriminator(key));
}

/** What an unknown entry calls a key. */
export function keyDetail({ slot }: AccessKey): string {
  return `access key ${slot}`;
}

/** Tells the keys of a user apart. */
export function keyDiscriminator({ slot }: AccessKey): string {
  return `key-${slot}`;
}
