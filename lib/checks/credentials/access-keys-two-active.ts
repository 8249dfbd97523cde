import type { Check } from '../check.ts';
import { iam, remediation } from '../commands.ts';
import { isStillActive, noRow, userRows, usersWithoutRow } from '../credentials-of.ts';
import { recordsOf, textOf } from '../evidence.ts';
import { resourceOf } from '../resources.ts';
import { pass, unknown } from '../verdicts.ts';

export const accessKeysTwoActive: Check = {
  id: 'access-keys-two-active',
  family: 'credentials',
  title: 'User with two active access keys',
  flags: 'A user both of whose access keys are active. While a key is being rotated that is as it should be.',
  severity: 'low',
  rationale: 'A second key doubles what can leak, and mostly it is the one that nobody remembers.',
  remediation: 'Finish the rotation: deactivate the key that is no longer used, then delete it.',
  mappings: {
    cis: { '3.0': '1.13', '5.0': '1.12', '6.0': '2.12' },
    securityHub: [],
    prowler: ['iam_user_two_active_access_key'],
  },
  needs: ['credential-report'],

  *evaluate(context) {
    for (const row of userRows(context)) {
      if (row.accessKeys.length === 0) continue;
      const active = row.accessKeys.filter((key) => key.active && isStillActive(context, row.user, key.lastRotatedAt));
      if (active.length < 2) {
        yield pass;
        continue;
      }
      yield {
        verdict: 'finding',
        resource: resourceOf(context, 'AWS::IAM::User', row.arn, row.user),
        evidence: {
          accessKeys: row.accessKeys.map(({ slot, lastRotatedAt }) => ({ keySlot: slot, createdAt: lastRotatedAt })),
        },
      };
    }
    for (const user of usersWithoutRow(context)) yield unknown(noRow, user.arn);
  },

  describe({ resource, evidence }) {
    const days = recordsOf(evidence, 'accessKeys').map(
      (key) => textOf(key, 'createdAt')?.slice(0, 10) ?? 'an unknown day',
    );
    return `User ${resource.name} has two active access keys, made on ${days.join(' and ')}.`;
  },

  remediate({ resource }) {
    return remediation(
      'See which of the two is used (`aws iam get-access-key-last-used`), and deactivate the other with `aws iam ' +
        'update-access-key --status Inactive`; --status Active undoes it.',
      [iam('list-access-keys', { 'user-name': resource.name })],
    );
  },
};
