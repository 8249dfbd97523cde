import { describe, expect, it } from 'vitest';
import { policyOnUser } from '../../../lib/checks/policy/policy-on-user.ts';
import { anAccount } from '../../builders/an-account.ts';
import { foundNames, runCheck } from '../run-check.ts';
import { allow, deny, policyOf } from './a-policy.ts';

const granting = policyOf(allow('s3:GetObject'));
const denying = policyOf(deny('*'));

describe('policy-on-user', () => {
  it('reports a user with policies of its own', () => {
    const account = anAccount()
      .withPolicy('reader', granting)
      .withAwsManagedPolicy('AWSCompromisedKeyQuarantineV3', denying)
      .withUser("o'hara", {
        policies: ['reader', 'AWSCompromisedKeyQuarantineV3'],
        inline: { 'my files': granting, mfa: denying },
      });
    const { findings } = runCheck(policyOnUser, account);
    expect(findings).toMatchObject([
      {
        severity: 'low',
        evidence: { attachedPolicies: ['arn:aws:iam::111122223333:policy/reader'], inlinePolicies: ['my files'] },
      },
    ]);
    expect(findings.map((finding) => policyOnUser.describe(finding))).toEqual([
      "User o'hara has permissions of its own, by arn:aws:iam::111122223333:policy/reader, my files.",
    ]);
    expect(findings.map((finding) => policyOnUser.remediate(finding).commands)).toEqual([
      [
        "aws iam detach-user-policy --user-name 'o'\\''hara' --policy-arn 'arn:aws:iam::111122223333:policy/reader'",
        "aws iam get-user-policy --user-name 'o'\\''hara' --policy-name 'my files'",
      ],
    ]);
  });

  it('passes users with the policies of their groups, and with those that only deny', () => {
    const account = anAccount()
      .withPolicy('reader', granting)
      .withPolicy('quarantine', denying)
      .withGroup('readers', { policies: ['reader'] })
      .withUser('ada', { groups: ['readers'] })
      .withUser('leaked', { policies: ['quarantine'], boundary: 'reader' })
      .withRole('deploy', { policies: ['reader'] });
    expect(runCheck(policyOnUser, account).status).toBe('pass');
  });

  it('cannot tell of a policy that it cannot read whether it gives anything', () => {
    const run = runCheck(policyOnUser, anAccount().withUser('ada', { inline: { broken: 'no' } }));
    expect(run.unknown).toMatchObject([{ detail: 'broken', code: 'unreadable-document' }]);
    const both = anAccount().withUser('ada', { inline: { broken: 'no', reader: granting } });
    expect(foundNames(runCheck(policyOnUser, both))).toEqual(['ada']);
  });
});
