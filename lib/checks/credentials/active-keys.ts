import type { CredentialReportRow } from '../../snapshot/snapshot.ts';
import type { CheckContext, Verdict } from '../check.ts';
import { accessKeyIdOf, noRow, userRows, usersWithoutRow } from '../credentials-of.ts';
import { resourceOf } from '../resources.ts';
import { unknown } from '../verdicts.ts';

export type AccessKey = CredentialReportRow['accessKeys'][number];

/** What a check says of each active access key of a user, and of the users that the credential report does not know. */
export function* judgeActiveKeys(
  context: CheckContext,
  judge: (key: AccessKey, row: CredentialReportRow) => Verdict,
): Iterable<Verdict> {
  for (const row of userRows(context)) {
    for (const key of row.accessKeys) if (key.active) yield judge(key, row);
  }
  for (const user of usersWithoutRow(context)) yield unknown(noRow, user.arn);
}

/** The finding that an active key is. Its last use is left out: that of a key in use moves every night. */
export function keyFinding(context: CheckContext, row: CredentialReportRow, key: AccessKey): Verdict {
  return {
    verdict: 'finding',
    resource: resourceOf(context, 'AWS::IAM::User', row.arn, row.user),
    evidence: {
      keySlot: key.slot,
      accessKeyId: accessKeyIdOf(context, row.user, key.lastRotatedAt),
      createdAt: key.lastRotatedAt,
    },
    discriminator: `key-${key.slot}`,
  };
}

export function creationUnknown(row: CredentialReportRow, key: AccessKey): Verdict {
  const reason = 'The credential report does not say when the key was created.';
  return unknown({ code: 'not-collected', reason }, row.arn, `access key ${key.slot}`);
}
