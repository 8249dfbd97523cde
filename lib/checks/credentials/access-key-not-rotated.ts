import { creationUnknown, judgeActiveKeys, keyFinding } from '../active-keys.ts';
import type { Check } from '../check.ts';
import { iam, remediation } from '../commands.ts';
import { dayOf, numberOf, textOf } from '../evidence.ts';
import { isInside, windowOf } from '../instants.ts';
import { pass } from '../verdicts.ts';

/** Days after which a key is to be replaced: what CIS and Security Hub ask for. */
const ROTATION_DAYS = 90;

export const accessKeyNotRotated: Check = {
  id: 'access-key-not-rotated',
  family: 'credentials',
  title: 'Access key that was not rotated',
  flags: `An active access key of a user that is older than ${ROTATION_DAYS} days: a finding for each slot.`,
  severity: 'medium',
  rationale: 'The older a key is, the more laptops, logs and repositories it has been copied to.',
  remediation: 'Replace the key, or better, the need for one: a role, or a federated identity.',
  mappings: {
    cis: { '3.0': '1.14', '5.0': '1.13', '6.0': '2.13', '7.0': '2.12' },
    securityHub: ['IAM.3'],
    prowler: ['iam_rotate_access_key_90_days'],
  },
  needs: ['credential-report'],

  evaluate: (context) =>
    judgeActiveKeys(context, (key, row) => {
      if (key.lastRotatedAt === null) return creationUnknown(row, key);
      return isInside(windowOf(context.now, ROTATION_DAYS), key.lastRotatedAt) ? pass : keyFinding(context, row, key);
    }),

  describe({ resource, evidence }) {
    const id = textOf(evidence, 'accessKeyId');
    return `Access key ${numberOf(evidence, 'keySlot')}${id === null ? '' : ` (${id})`} of ${resource.name} is as it was made on ${dayOf(evidence, 'createdAt')}.`;
  },

  remediate({ resource, evidence }) {
    const user = { 'user-name': resource.name };
    const id = textOf(evidence, 'accessKeyId');
    if (id === null) {
      return remediation(
        'Make a second key, give it to what uses the first, deactivate the first, and delete it when nothing has missed it. ' +
          `The line names the keys; this is the one of ${dayOf(evidence, 'createdAt')}.`,
        [iam('list-access-keys', user)],
      );
    }
    const key = { ...user, 'access-key-id': id };
    return remediation(
      'The first line makes a second key: give it to what uses the first, before you run the other line, which deactivates the ' +
        'first (--status Active undoes it). When nothing has missed it for some weeks, delete it with `aws iam delete-access-key`, ' +
        'which nothing undoes. A user has room for two keys: one that is not used has to go before.',
      [iam('create-access-key', user), iam('update-access-key', { ...key, status: 'Inactive' })],
    );
  },
};
