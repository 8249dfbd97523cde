import type { CredentialReportRow } from '../../snapshot/snapshot.ts';
import { type AccessKey, creationUnknown, judgeActiveKeys, keyFinding } from '../active-keys.ts';
import type { Check, Verdict } from '../check.ts';
import { iam, remediation } from '../commands.ts';
import { dayOf, numberOf, textOf } from '../evidence.ts';
import { pass } from '../verdicts.ts';

/** Whoever creates both in one go has the key within this time of the user. */
const TOGETHER_MS = 60_000;

export const accessKeyMadeWithUser: Check = {
  id: 'access-key-made-with-user',
  family: 'credentials',
  title: 'Access key made together with a console user and never used',
  flags:
    'An active access key that was created within a minute of its user, who has a console password, and that was never used.',
  severity: 'low',
  rationale: 'It was made because the box was there to tick, not because somebody needed it.',
  remediation: 'Deactivate the key, and delete it when nobody has missed it; whoever needs one can ask for it.',
  mappings: {
    cis: { '3.0': '1.11', '5.0': '1.10', '6.0': '2.10' },
    securityHub: [],
    prowler: ['iam_user_no_setup_initial_access_key'],
  },
  needs: ['credential-report'],

  evaluate: (context) =>
    judgeActiveKeys(context, (key, row): Verdict => {
      if (row.passwordEnabled !== true || key.lastUsedAt !== null) return pass;
      const apartMs = timeBetween(row, key);
      if (apartMs === null) return creationUnknown(row, key);
      return apartMs <= TOGETHER_MS ? keyFinding(context, row, key) : pass;
    }),

  describe({ resource, evidence }) {
    const id = textOf(evidence, 'accessKeyId');
    const key = `Access key ${numberOf(evidence, 'keySlot')}${id === null ? '' : ` (${id})`}`;
    return `${key} was made together with the console user ${resource.name} on ${dayOf(evidence, 'createdAt')} and never used.`;
  },

  remediate({ resource, evidence }) {
    const user = { 'user-name': resource.name };
    const id = textOf(evidence, 'accessKeyId');
    if (id === null)
      return remediation(
        'Find the id of the key, deactivate it with `aws iam update-access-key --status Inactive`, and delete it when nobody has missed it.',
        [iam('list-access-keys', user)],
      );
    const key = { ...user, 'access-key-id': id };
    return remediation(
      'Deactivate the key, which was never used (the same line with --status Active undoes it). When nobody has missed it for ' +
        'some weeks, delete it with `aws iam delete-access-key`, which nothing undoes.',
      [iam('update-access-key', { ...key, status: 'Inactive' })],
    );
  },
};

/** Between the creations of a user and of a key, in milliseconds; null when the report does not say one of them. */
function timeBetween({ createdAt }: CredentialReportRow, { lastRotatedAt }: AccessKey): number | null {
  if (lastRotatedAt === null || createdAt === null) return null;
  return Math.abs(Date.parse(lastRotatedAt) - Date.parse(createdAt));
}
