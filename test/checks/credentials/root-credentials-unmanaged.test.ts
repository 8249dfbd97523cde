import { describe, expect, it } from 'vitest';
import { rootCredentialsUnmanaged } from '../../../lib/checks/credentials/root-credentials-unmanaged.ts';
import { anAccount } from '../../builders/an-account.ts';
import type { RootSpec } from '../../builders/specs.ts';
import { runCheck } from '../run-check.ts';

const organization = {
  joined: true,
  id: 'o-a1b2c3d4e5',
  managementAccountId: '444455556666',
  featureSet: 'ALL',
} as const;
const member = anAccount().with({ organization });
const run = (root: RootSpec, story = member) => runCheck(rootCredentialsUnmanaged, story.withRoot(root));
const withoutCredentials: RootSpec = { passwordEnabled: false, mfa: false };

describe('root-credentials-unmanaged', () => {
  it('reports a member whose root user has a password', () => {
    const { findings } = run({ passwordEnabled: true });
    expect(findings).toMatchObject([
      {
        severity: 'medium',
        resource: { arn: 'arn:aws:iam::111122223333:root' },
        evidence: { credentials: ['password'], organizationId: 'o-a1b2c3d4e5', managementAccountId: '444455556666' },
      },
    ]);
    expect(findings.map((finding) => rootCredentialsUnmanaged.describe(finding))).toEqual([
      'The root user of account 111122223333, a member of organisation o-a1b2c3d4e5, has a password.',
    ]);
    expect(findings.map((finding) => rootCredentialsUnmanaged.remediate(finding).commands)).toEqual([
      [
        "aws organizations enable-aws-service-access --service-principal 'iam.amazonaws.com'",
        'aws iam enable-organizations-root-credentials-management',
        "aws sts assume-root --target-principal '111122223333' --task-policy-arn 'arn=arn:aws:iam::aws:policy/root-task/IAMDeleteRootUserCredentials'",
      ],
    ]);
  });

  it('reports an access key and a signing certificate', () => {
    expect(run({ ...withoutCredentials, keys: [{}] }).findings).toMatchObject([
      { evidence: { credentials: ['access-key'] } },
    ]);
    const summary = { AccountPasswordPresent: 1, AccountAccessKeysPresent: 0, AccountSigningCertificatesPresent: 1 };
    expect(run({}, member.with({ accountSummary: summary })).findings).toMatchObject([
      { evidence: { credentials: ['password', 'signing-certificate'] } },
    ]);
  });

  it('passes a member without root credentials, whatever device is left over', () => {
    expect(run(withoutCredentials).status).toBe('pass');
    expect(run({ ...withoutCredentials, mfa: 'virtual' }).status).toBe('pass');
  });

  it('believes the summary, which is of this minute, and not the credential report', () => {
    const summary = { AccountPasswordPresent: 0, AccountAccessKeysPresent: 0, AccountSigningCertificatesPresent: 0 };
    expect(run({ passwordEnabled: true }, member.with({ accountSummary: summary })).status).toBe('pass');
  });

  it('does not know what the summary does not say', () => {
    const summary = { AccountAccessKeysPresent: 0, AccountSigningCertificatesPresent: 0 };
    expect(run({}, member.with({ accountSummary: summary })).unknown).toEqual([
      {
        code: 'not-collected',
        reason: 'The account summary does not say whether root has a password.',
        resourceArn: 'arn:aws:iam::111122223333:root',
      },
    ]);
  });

  it.each(['organization', 'account-summary'] as const)('does not know without the %s', (source) => {
    expect(run({}, member.without(source)).status).toBe('unknown');
  });

  it('does not apply to the management account, nor outside organisations', () => {
    const management = member.with({ organization: { ...organization, managementAccountId: '111122223333' } });
    expect(run({}, management).status).toBe('not-applicable');
    expect(run({}, anAccount()).status).toBe('not-applicable');
  });

  it('says that central root access takes all features', () => {
    const { findings } = run(
      {},
      member.with({ organization: { ...organization, featureSet: 'CONSOLIDATED_BILLING' } }),
    );
    expect(findings.map((finding) => rootCredentialsUnmanaged.remediate(finding).text)).toEqual([
      expect.stringContaining('this one only puts bills together'),
    ]);
  });
});
