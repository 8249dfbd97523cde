import { describe, expect, it } from 'vitest';
import { trustExternalAccount } from '../../../lib/checks/trust/trust-external-account.ts';
import { runCheck } from '../run-check.ts';
import { letting, ROLE_ARN, type StatementSpec, trustOf, withTrust } from './a-trust.ts';

const VENDOR = 'arn:aws:iam::999988887777:root';
const externalId = { StringEquals: { 'sts:ExternalId': 'nw-5b1e77f0' } };
const severityOf = (...statements: StatementSpec[]) =>
  runCheck(trustExternalAccount, withTrust(trustOf(...statements))).findings.map(({ severity }) => severity);

describe('trust-external-account', () => {
  it('reports an account outside trustedAccountIds that needs no external id', () => {
    const run = runCheck(trustExternalAccount, withTrust(trustOf(letting({ AWS: VENDOR }, { Sid: 'Vendor' }))));
    expect(run.findings).toMatchObject([
      {
        severity: 'high',
        resource: { arn: ROLE_ARN },
        discriminator: '999988887777',
        evidence: {
          accountId: '999988887777',
          principals: [VENDOR],
          statements: [{ statement: 0, sid: 'Vendor', principals: [VENDOR], conditions: [] }],
          narrowedBy: [],
        },
      },
    ]);
    expect(run.findings.map((finding) => trustExternalAccount.describe(finding))).toEqual([
      `Role deploy lets in account 999988887777 (${VENDOR}), which is not in trustedAccountIds and need not show an external id.`,
    ]);
    expect(run.findings.map((finding) => trustExternalAccount.remediate(finding).text)).toEqual([
      expect.stringContaining(
        '{"StringEquals":{"sts:ExternalId":"<id that they use for you alone>"}} to statement 0 (Vendor)',
      ),
    ]);
  });

  it('is medium with an external id, and names it', () => {
    const { findings } = runCheck(
      trustExternalAccount,
      withTrust(trustOf(letting({ AWS: VENDOR }, { Condition: externalId }))),
    );
    expect(findings).toMatchObject([
      { severity: 'medium', evidence: { narrowedBy: [{ conditions: [{ key: 'sts:ExternalId' }] }] } },
    ]);
    expect(findings.map((finding) => trustExternalAccount.describe(finding))).toEqual([
      `Role deploy lets in account 999988887777 (${VENDOR}), which is not in trustedAccountIds. It is narrowed by conditions: sts:ExternalId is "nw-5b1e77f0".`,
    ]);
  });

  describe('in an organisation', () => {
    const MANAGEMENT = '444455556666';
    const account = withTrust(trustOf(letting({ AWS: [VENDOR, MANAGEMENT] }))).with({
      organization: { joined: true, id: 'o-a1b2c3d4e5', managementAccountId: MANAGEMENT, featureSet: 'ALL' },
    });

    it('passes the account that manages it, and doubts the others when they are not known', () => {
      const { findings } = runCheck(trustExternalAccount, account);
      expect(findings).toMatchObject([
        { discriminator: '999988887777', severity: 'high', evidence: { perhapsOfOrganization: 'o-a1b2c3d4e5' } },
      ]);
      expect(findings.map((finding) => trustExternalAccount.describe(finding))).toEqual([
        `Role deploy lets in account 999988887777 (${VENDOR}), which is not in trustedAccountIds and need not show an external id. Whether it is of organisation o-a1b2c3d4e5 is not known.`,
      ]);
    });

    it.each(['organization', 'organization-accounts'] as const)('does not know without the %s', (source) => {
      const { findings, unknown } = runCheck(trustExternalAccount, account.without(source));
      expect(findings).toEqual([]);
      expect(unknown).toContainEqual({
        code: 'not-collected',
        reason: `${source} denied: ${source} was denied`,
        resourceArn: ROLE_ARN,
        detail: '999988887777',
        discriminator: '999988887777',
      });
    });

    it('passes the accounts in it, and no others, when they are known', () => {
      const listed = (...ids: string[]) =>
        runCheck(trustExternalAccount, account.with({ organizationAccountIds: ids }));
      expect(listed('111122223333', MANAGEMENT, '999988887777').status).toBe('pass');
      const [finding] = listed('111122223333', MANAGEMENT).findings;
      expect(finding?.evidence).not.toHaveProperty('perhapsOfOrganization');
    });
  });

  it('passes an account in trustedAccountIds, and the account itself', () => {
    const account = withTrust(trustOf(letting({ AWS: VENDOR })));
    expect(runCheck(trustExternalAccount, account, { trustedAccountIds: ['999988887777'] }).status).toBe('pass');
    const own = withTrust(trustOf(letting({ AWS: ['111122223333', 'arn:aws:iam::111122223333:user/ada'] })));
    expect(runCheck(trustExternalAccount, own).status).toBe('not-applicable');
  });

  it('reports each account once, whatever names it', () => {
    const { findings } = runCheck(
      trustExternalAccount,
      withTrust(
        trustOf(
          letting({ AWS: ['999988887777', 'arn:aws:iam::999988887777:role/reader'] }),
          letting({ AWS: 'arn:aws:sts::999988887777:assumed-role/reader/nightly' }),
          letting({ AWS: 'arn:aws:iam::210987654321:user/export' }),
        ),
      ),
    );
    expect(findings.map(({ discriminator, evidence }) => [discriminator, evidence.principals])).toEqual([
      [
        '999988887777',
        [
          '999988887777',
          'arn:aws:iam::999988887777:role/reader',
          'arn:aws:sts::999988887777:assumed-role/reader/nightly',
        ],
      ],
      ['210987654321', ['arn:aws:iam::210987654321:user/export']],
    ]);
  });

  it.each([
    ['IfExists', { StringEqualsIfExists: { 'sts:ExternalId': 'nw-5b1e77f0' } }],
    ['any value', { StringLike: { 'sts:ExternalId': '*' } }],
    ['all values but one', { StringNotEquals: { 'sts:ExternalId': 'old' } }],
    ['MFA', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }],
    ['the network of the vendor', { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }],
    ['a role of the vendor', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::999988887777:role/collector-*' } }],
  ])('stays high where a condition asks for %s', (_, Condition) => {
    expect(severityOf(letting({ AWS: VENDOR }, { Condition }))).toEqual(['high']);
  });

  it('is medium where a condition or a Deny asks for an organisation', () => {
    const Condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };
    expect(severityOf(letting({ AWS: VENDOR }, { Condition }))).toEqual(['medium']);
    const outside = {
      Effect: 'Deny',
      Principal: '*',
      Action: '*',
      Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
    };
    expect(severityOf(letting({ AWS: VENDOR }), outside)).toEqual(['medium']);
  });

  it('is high when one of two statements asks for nothing', () => {
    expect(severityOf(letting({ AWS: VENDOR }, { Condition: externalId }), letting({ AWS: VENDOR }))).toEqual(['high']);
  });

  it('passes an account that cannot get in after all', () => {
    const denied = { Effect: 'Deny', Principal: { AWS: '999988887777' }, Action: 'sts:AssumeRole' };
    expect(severityOf(letting({ AWS: VENDOR }), denied)).toEqual([]);
    const Condition = { DateLessThan: { 'aws:CurrentTime': '2026-11-22T02:59:59Z' } };
    expect(severityOf(letting({ AWS: VENDOR }, { Condition }))).toEqual([]);
    const lastSecond = { DateLessThan: { 'aws:CurrentTime': '2026-11-22T03:00:01Z' } };
    expect(severityOf(letting({ AWS: VENDOR }, { Condition: lastSecond }))).toEqual(['high']);
  });

  it('does not take ids of deleted principals and other text for accounts', () => {
    const statement = letting({ AWS: ['AROAEXAMPLEDELETED01X', 'arn:aws:iam::99998888777:root', 'everybody', ''] });
    expect(severityOf(statement)).toEqual([]);
  });

  it('sees through odd documents', () => {
    expect(severityOf({ Effect: 'Allow', Principal: { AWS: VENDOR }, NotAction: 's3:*' })).toEqual(['high']);
    expect(severityOf(letting({ AWS: VENDOR }, { Action: ['sTS:aSSUMErOLE'] }))).toEqual(['high']);
  });

  it('cannot judge a trust policy that cannot be read', () => {
    expect(runCheck(trustExternalAccount, withTrust('not json')).unknown).toMatchObject([
      { resourceArn: ROLE_ARN, code: 'unreadable-document' },
    ]);
  });
});
