import { describe, expect, it } from 'vitest';
import { configurationSchema } from '../../lib/config/configuration.ts';
import { CannotRunError } from '../../lib/errors.ts';
import { coverageSources } from '../../lib/snapshot/coverage-schema.ts';
import { snapshotSchema } from '../../lib/snapshot/schema.ts';
import type { CoverageSource } from '../../lib/snapshot/snapshot.ts';
import { daysAgo, inDays, NOW } from '../builders/time.ts';
import { aWorld, coverageIn } from './a-world.ts';
import { furnished, readsBuckets } from './furnished-account.ts';

const configured = (settings: object) => ({ configuration: configurationSchema.parse(settings) });

describe('collectSnapshot', () => {
  it('reads something of every kind into a valid snapshot', async () => {
    await using world = await aWorld(furnished);
    const snapshot = await world.collect(
      configured({
        collectPerUserCredentials: true,
        maxPoliciesToValidate: 100,
        regions: 'all',
      }),
    );
    expect(snapshotSchema.parse(snapshot)).toEqual(snapshot);
    expect(snapshot.coverage.map(({ source }) => source)).toEqual(coverageSources);
    expect(snapshot.coverage.filter(({ status }) => status !== 'complete').map(({ source }) => source)).toEqual([
      'access-keys',
      'root-events',
      'principal-events',
    ]);
    expect(snapshot.account).toMatchObject({
      accountId: '111122223333',
      partition: 'aws',
      alias: 'acme-production',
      region: 'eu-west-1',
    });
    expect(snapshot.takenAt).toBe(NOW.toISOString());
    expect(snapshot.users[0]).toMatchObject({ userName: 'ada', groups: ['developers'], tags: { team: 'core' } });
    expect(snapshot.roles.find(({ roleName }) => roleName === 'exporter')?.inlinePolicies).toEqual([
      { policyName: 'read-50%+ü', document: { json: readsBuckets } },
    ]);
    expect(snapshot.credentialReport?.rows.map(({ user }) => user)).toEqual(['<root_account>', 'ada', 'shell']);
    expect(snapshot.passwordPolicy).toMatchObject({
      set: true,
      minimumLength: 14,
      requireSymbols: true,
      maxAgeDays: 90,
    });
    expect(snapshot.accountSummary).toMatchObject({ Users: 2, Roles: 4 });
    expect(snapshot.serverCertificates).toMatchObject([{ name: 'www', expiresAt: daysAgo(10) }]);
    expect(snapshot.serviceSpecificCredentials).toMatchObject([
      { userName: 'ada', serviceName: 'codecommit.amazonaws.com', active: true },
    ]);
    expect(snapshot.sshPublicKeys).toMatchObject([{ userName: 'ada', active: true }]);
    expect(snapshot.signingCertificates).toMatchObject([{ userName: 'ada', active: false }]);
    expect(snapshot.virtualMfaDevices).toEqual([
      { serialNumber: 'arn:aws:iam::111122223333:mfa/ada', userArn: 'arn:aws:iam::111122223333:user/ada' },
    ]);
    expect(snapshot.instanceProfiles).toMatchObject([{ name: 'exporter', roleNames: ['exporter'] }]);
    expect(snapshot.instanceProfileAssociations?.profileArns).toEqual([
      'arn:aws:iam::111122223333:instance-profile/exporter',
    ]);
    expect(snapshot.trails).toMatchObject([
      { name: 'all', homeRegion: 'us-east-1', isMultiRegion: true, isLogging: true },
    ]);
    expect(snapshot.analyzers?.items).toMatchObject([
      { name: 'external', type: 'ACCOUNT', status: 'ACTIVE', region: 'eu-west-1' },
    ]);
    expect(snapshot.organization).toEqual({
      joined: true,
      id: 'o-a1b2c3d4e5',
      managementAccountId: '111122223333',
      featureSet: 'ALL',
    });
    expect(snapshot.organizationAccountIds).toEqual(['111122223333', '222233334444']);
    expect(snapshot.enabledRegions).toContainEqual({ region: 'ap-southeast-3', optIn: 'opted-in' });
    expect(snapshot.analyzers?.regions).toContain('ap-southeast-3');
  });

  it('dates OIDC providers only where no role mentions them', async () => {
    await using world = await aWorld(furnished);
    const { identityProviders } = await world.collect();
    expect(identityProviders).toEqual({
      oidc: [
        { arn: expect.stringContaining('githubusercontent'), createdAt: null },
        { arn: expect.stringContaining('gitlab.com'), createdAt: daysAgo(400) },
      ],
      saml: [{ arn: expect.stringContaining('okta'), createdAt: daysAgo(500), validUntil: inDays(300) }],
    });
    expect(world.calls('iam:GetOpenIDConnectProvider')).toBe(1);
  });

  it('asks for last-accessed reports only where they can matter', async () => {
    await using world = await aWorld(furnished);
    const { lastAccessed } = await world.collect();
    const of = (name: string) => lastAccessed[`arn:aws:iam::111122223333:${name}`];
    expect(of('user/ada')).toMatchObject({
      status: 'complete',
      services: [{ service: 's3', lastAccessedAt: daysAgo(2) }],
    });
    expect(of('role/exporter')).toMatchObject({ status: 'complete' });
    expect(of('user/shell')).toEqual({ status: 'skipped', reason: 'no-permissions' });
    expect(of('role/forgotten')).toEqual({ status: 'skipped', reason: 'role-unused' });
    expect(of('role/aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport')).toEqual({
      status: 'skipped',
      reason: 'service-linked-role',
    });
    expect(world.calls('iam:GenerateServiceLastAccessedDetails')).toBe(3);
    expect(world.calls('iam:GetServiceLastAccessedDetails')).toBe(3);
  });

  it('stays inside the budget of calls for identities', async () => {
    await using world = await aWorld(furnished, { jobSeconds: 2, credentialReportSeconds: 3 });
    await world.collect(configured({ inventory: [] }));
    const { calls, operations } = world.aws.ledger.snapshot();
    const ofSweep = operations.filter(({ operation }) => operation.endsWith('ServiceLastAccessedDetails'));
    const dated = operations.filter(({ operation }) => operation === 'iam:GetOpenIDConnectProvider');
    const ofAnalyzers = operations.filter(({ operation }) => operation.endsWith(':ListFindingsV2'));
    expect(ofAnalyzers).toMatchObject([{ calls: 1 }]);
    const base = calls - [...ofSweep, ...dated, ...ofAnalyzers].reduce((sum, operation) => sum + operation.calls, 0);
    // It manages an organisation, which takes three calls more.
    expect(base).toBeLessThanOrEqual(1 + 17 + 3);
  });

  it('lists nothing that the account summary counts none of', async () => {
    await using world = await aWorld({ roles: furnished.roles ?? [], policies: furnished.policies ?? [] });
    const snapshot = await world.collect();
    expect(snapshot.identityProviders).toEqual({ oidc: [], saml: [] });
    expect(snapshot.serverCertificates).toEqual([]);
    expect(snapshot.virtualMfaDevices).toEqual([]);
    for (const action of [
      'iam:ListOpenIDConnectProviders',
      'iam:ListServerCertificates',
      'iam:ListInstanceProfiles',
      'iam:ListVirtualMFADevices',
    ]) {
      expect(world.calls(action)).toBe(0);
    }
  });

  it('asks for the virtual device of a root user who has the only one', async () => {
    await using world = await aWorld({ root: { created: '-2000d', mfa: 'virtual' } });
    expect((await world.collect()).virtualMfaDevices).toEqual([
      {
        serialNumber: 'arn:aws:iam::111122223333:mfa/root-account-mfa-device',
        userArn: 'arn:aws:iam::111122223333:root',
      },
    ]);
  });

  it.each([
    [undefined, 0],
    [['us-east-1'], 0],
    [['eu-west-1', 'us-east-1'], 2],
  ])('does not ask one Region among many which instance profiles are in use: %s', async (regions, calls) => {
    await using world = await aWorld(furnished);
    const snapshot = await world.collect(configured({ regions, inventory: [] }));
    expect(world.calls('ec2:DescribeIamInstanceProfileAssociations')).toBe(calls);
    expect(coverageIn(snapshot, 'instance-profile-associations')?.status).toBe(calls === 0 ? 'skipped' : 'complete');
  });

  it('reads the same from pages that are shorter than asked for', async () => {
    await using whole = await aWorld(furnished);
    await using paged = await aWorld(furnished, { pageLimit: 1 });
    const settings = configured({ collectPerUserCredentials: true });
    expect(await paged.collect(settings)).toEqual(await whole.collect(settings));
    expect(paged.calls('iam:GetAccountAuthorizationDetails')).toBeGreaterThan(7);
  });

  it('says that no password policy is set', async () => {
    await using world = await aWorld();
    expect((await world.collect()).passwordPolicy).toEqual({ set: false });
  });

  it('costs no call a user unless it is asked to', async () => {
    await using world = await aWorld(furnished);
    const snapshot = await world.collect();
    expect(snapshot.sshPublicKeys).toBeNull();
    expect(coverageIn(snapshot, 'ssh-public-keys')).toEqual({
      status: 'skipped',
      reason: 'costs a call for each user; collectPerUserCredentials in the configuration reads it',
    });
    expect(world.calls('iam:ListSSHPublicKeys')).toBe(0);
  });

  it.each<[string, CoverageSource, CoverageSource[]]>([
    ['iam:GetAccountAuthorizationDetails', 'authorization-details', ['last-accessed']],
    ['iam:GenerateCredentialReport', 'credential-report', []],
    ['iam:GetCredentialReport', 'credential-report', []],
    ['iam:GetAccountSummary', 'account-summary', []],
    ['iam:GetAccountPasswordPolicy', 'password-policy', []],
    ['iam:ListAccountAliases', 'account-alias', []],
    ['iam:GenerateServiceLastAccessedDetails', 'last-accessed', []],
    ['iam:GetServiceLastAccessedDetails', 'last-accessed', []],
    ['iam:ListSAMLProviders', 'identity-providers', []],
    ['iam:ListServerCertificates', 'server-certificates', []],
    ['iam:ListServiceSpecificCredentials', 'service-specific-credentials', []],
    ['iam:ListVirtualMFADevices', 'virtual-mfa-devices', []],
    ['iam:ListInstanceProfiles', 'instance-profiles', []],
    ['ec2:DescribeRegions', 'enabled-regions', []],
    ['ec2:DescribeIamInstanceProfileAssociations', 'instance-profile-associations', []],
    ['cloudtrail:DescribeTrails', 'trails', []],
    ['access-analyzer:ListAnalyzers', 'analyzers', ['analyzer-findings']],
    ['access-analyzer:ListFindingsV2', 'analyzer-findings', []],
    ['organizations:DescribeOrganization', 'organization', []],
    ['organizations:ListAccounts', 'organization-accounts', []],
  ])('goes on without %s', async (action, source, builtOnIt) => {
    await using world = await aWorld(furnished, { faults: [{ on: action, fault: 'denied' }] });
    const snapshot = await world.collect(configured({ regions: ['eu-west-1', 'us-east-1'], inventory: [] }));
    expect(snapshotSchema.parse(snapshot)).toEqual(snapshot);
    expect(coverageIn(snapshot, source)).toMatchObject({
      status: 'denied',
      reason: expect.stringMatching(/^Access denied|: Access denied/),
    });
    const gaps = snapshot.coverage
      .filter(({ status }) => status !== 'complete' && status !== 'skipped')
      .map((record) => record.source);
    expect(gaps).toEqual([source, ...builtOnIt]);
  });

  it('knows the trails whose status it may not read', async () => {
    await using world = await aWorld(furnished, { faults: [{ on: 'cloudtrail:GetTrailStatus', fault: 'denied' }] });
    const snapshot = await world.collect();
    expect(snapshot.trails).toMatchObject([{ name: 'all', isLogging: null }]);
    expect(coverageIn(snapshot, 'trails')?.status).toBe('partial');
  });

  it('tells a listing that broke off from a short one', async () => {
    await using world = await aWorld(furnished, {
      pageLimit: 3,
      faults: [{ on: 'iam:GetAccountAuthorizationDetails', skip: 2, fault: 'denied' }],
    });
    const snapshot = await world.collect();
    expect(snapshot.users).toEqual([]);
    expect(coverageIn(snapshot, 'authorization-details')?.status).toBe('denied');
    expect(coverageIn(snapshot, 'last-accessed')).toEqual({
      status: 'failed',
      reason: 'it builds on authorization-details, which is denied',
    });
  });

  it('stops when the credentials are not those of the expected account', async () => {
    await using world = await aWorld(furnished);
    const collecting = world.collect(configured({ expectedAccountId: '999988887777' }));
    await expect(collecting).rejects.toThrow(CannotRunError);
    await expect(collecting).rejects.toThrow(
      'belong to account 111122223333, and the configuration expects 999988887777',
    );
    expect(world.sandbox.ledger.count()).toBe(1);
  });

  it('cannot run with expired credentials', async () => {
    await using world = await aWorld(furnished, { faults: [{ on: '*', fault: 'expiredToken' }] });
    const collecting = world.collect();
    await expect(collecting).rejects.toThrow(CannotRunError);
    await expect(collecting).rejects.toThrow(
      /^The AWS credentials have expired; sign in again or renew them \(ExpiredToken\)/,
    );
  });

  it('reads the same with a clock that is ten minutes off, without asking in vain', async () => {
    await using world = await aWorld(furnished, {
      clockOffsetMs: 600_000,
      faults: [{ on: 'iam:ListAccountAliases', skip: 1, fault: 'denied' }],
    });
    const snapshot = await world.collect();
    expect(snapshot.users).toHaveLength(2);
    expect(coverageIn(snapshot, 'last-accessed')?.status).toBe('complete');
    expect(world.calls('iam:ListAccountAliases')).toBeLessThanOrEqual(2);
  });

  it('keeps what it has when the credentials expire on the way', async () => {
    await using world = await aWorld(furnished, {
      faults: [
        { on: 'iam:GenerateServiceLastAccessedDetails', fault: 'expiredToken' },
        { on: 'iam:GetCredentialReport', fault: 'expiredToken' },
      ],
    });
    const snapshot = await world.collect();
    expect(snapshot.users).toHaveLength(2);
    expect(coverageIn(snapshot, 'last-accessed')).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('expired'),
    });
    expect(coverageIn(snapshot, 'credential-report')).toMatchObject({
      status: 'failed',
      reason: expect.stringContaining('expired'),
    });
  });

  it('begins nothing new once it is told to stop', async () => {
    await using world = await aWorld(furnished);
    const stop = new AbortController();
    const snapshot = await world.collect({
      signal: stop.signal,
      onProgress: ({ source }) => source === 'authorization-details' && stop.abort(),
    });
    expect(snapshot.users).toHaveLength(2);
    expect(coverageIn(snapshot, 'server-certificates')).toEqual({
      status: 'failed',
      reason: 'the run was stopped before this was read',
    });
    expect(world.calls('iam:GenerateServiceLastAccessedDetails')).toBe(0);
  });

  it('tells how far it is, source by source', async () => {
    await using world = await aWorld(furnished);
    await world.collect();
    expect(world.progress.map(({ message }) => message)).toContain('trails: complete');
    expect(world.progress.filter(({ source }) => source === 'last-accessed').at(-2)).toMatchObject({
      done: 3,
      total: 3,
    });
  });
});
