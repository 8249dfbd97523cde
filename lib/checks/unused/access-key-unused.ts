import type { CredentialReportRow } from '../../snapshot/snapshot.ts';
import {
  type AccessKey,
  creationUnknown,
  judgeActiveKeys,
  keyDetail,
  keyDiscriminator,
  keyFinding,
} from '../active-keys.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { iam, remediation } from '../commands.ts';
import { dayOf, lastUseIn, numberOf, textOf } from '../evidence.ts';
import { isInside } from '../instants.ts';
import { graceOf, pass, unknown } from '../verdicts.ts';
import { credentialWindow, credentialWindowOf } from '../windows.ts';

export const accessKeyUnused: Check = {
  id: 'access-key-unused',
  family: 'unused',
  title: 'Access key that nobody uses',
  flags:
    'An active access key of a user that signed nothing for `credentialUnusedAfterDays`, or never: a finding for each of ' +
    'the two slots of the credential report. The grace period counts from the creation of the key, which is its rotation.',
  severity: 'medium',
  rationale:
    'A key does not expire. One that nobody uses is one that nobody misses when it is copied out of an old laptop or repository.',
  remediation: 'Deactivate the key, and delete it when nobody has missed it.',
  mappings: {
    cis: { '3.0': '1.12', '5.0': '1.11', '6.0': '2.11', '7.0': '2.11' },
    securityHub: ['IAM.8', 'IAM.22'],
    prowler: ['iam_user_accesskey_unused'],
  },
  needs: ['credential-report'],
  window: credentialWindow,

  evaluate: (context) => judgeActiveKeys(context, (key, row) => judge(context, row, key)),

  describe({ resource, evidence }) {
    const id = textOf(evidence, 'accessKeyId');
    const created = dayOf(evidence, 'createdAt');
    const key = `Access key ${numberOf(evidence, 'keySlot')}${id === null ? '' : ` (${id})`} of ${resource.name}`;
    return `${key}${created === null ? '' : `, created ${created}`}, is active and ${lastUseIn(evidence)}.`;
  },

  remediate({ resource, evidence }) {
    const user = { 'user-name': resource.name };
    const id = textOf(evidence, 'accessKeyId');
    if (id === null) {
      return remediation(
        `Find the id of key ${numberOf(evidence, 'keySlot')}, created ${dayOf(evidence, 'createdAt')}, deactivate it with ` +
          '`aws iam update-access-key --status Inactive`, and delete it when nobody has missed it.',
        [iam('list-access-keys', user)],
      );
    }
    const key = { ...user, 'access-key-id': id };
    return remediation(
      'Deactivate the key (the same line with --status Active undoes it). When nobody has missed it for some weeks, delete it ' +
        'with `aws iam delete-access-key`, which nothing undoes.',
      [iam('update-access-key', { ...key, status: 'Inactive' })],
    );
  },
};

function judge(context: CheckContext, row: CredentialReportRow, key: AccessKey): Verdict {
  const { lastUsedAt, lastUsedService, lastUsedRegion, lastRotatedAt: createdAt } = key;
  if (lastUsedAt !== null && isInside(credentialWindowOf(context, row.arn), lastUsedAt)) return pass;
  if (createdAt === null) return creationUnknown(row, key);
  const young = graceOf(context, row.arn, createdAt);
  // Nothing that was found of this slot was about this key: that one is gone.
  if (young !== null) return unknown(young, row.arn, keyDetail(key), `${keyDiscriminator(key)}-${createdAt}`);
  return keyFinding(context, row, key, { lastUsedAt, lastUsedService, lastUsedRegion });
}
