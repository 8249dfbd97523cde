import {
  CredentialReportNotPresentException,
  CredentialReportNotReadyException,
  GenerateCredentialReportCommand,
  GenerateServiceLastAccessedDetailsCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetServiceLastAccessedDetailsCommand,
  GetUserCommand,
  IAMClient,
  ListAccessKeysCommand,
  ListInstanceProfilesCommand,
  ListMFADevicesCommand,
  ListOpenIDConnectProvidersCommand,
  ListPoliciesCommand,
  ListPoliciesGrantingServiceAccessCommand,
  ListRolesCommand,
  ListSAMLProvidersCommand,
  ListServerCertificatesCommand,
  ListServiceSpecificCredentialsCommand,
  ListSSHPublicKeysCommand,
  ListUsersCommand,
  ListVirtualMFADevicesCommand,
  NoSuchEntityException,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../lib/sandbox/server.ts';
import { accountId, NOW } from '../calling.ts';
import { allowing, trusting } from './documents.ts';

const account = {
  accountId,
  alias: 'payments',
  root: { created: '-900d', mfa: 'virtual' as const },
  passwordPolicy: { minimumLength: 14 },
  users: [
    {
      name: 'alice',
      path: '/o\'hara&"sons"/<b>/',
      created: '-400d',
      password: { changed: '-9d', lastUsed: '-1d' },
      mfa: 'virtual' as const,
      keys: [{ created: '-90d' }],
      sshKeys: [{ uploaded: '-9d' }],
      serviceCredentials: [{ service: 'codecommit', created: '-9d' }],
      groups: ['developers'],
      tags: { 'cost center': 'a&b <c>' },
    },
  ],
  groups: [{ name: 'developers', created: '-900d', policies: ['Queues'], inline: { buckets: allowing('s3:*') } }],
  roles: [
    { name: 'web', created: '-90d', trust: trusting('ec2'), policies: ['Queues'], used: { sqs: '-3d' } },
    { name: 'broken', created: '-90d', trust: '{"Statement": [ é ]]>', lastUsed: null },
  ],
  policies: [{ name: 'Queues', created: '-90d', document: allowing('sqs:*', 'ec2:Describe*') }],
  instanceProfiles: [{ name: 'web', created: '-90d', role: 'web' }],
  oidcProviders: [{ url: 'https://token.actions.githubusercontent.com', created: '-100d' }],
  samlProviders: [{ name: 'okta', created: '-200d', validUntil: '+100d' }],
  serverCertificates: [{ name: 'shop', uploaded: '-400d', expires: '-35d' }],
};

const UserName = 'alice';
const PolicyArn = `arn:aws:iam::${accountId}:policy/Queues`;
const webRole = `arn:aws:iam::${accountId}:role/web`;

let sandbox: Sandbox;
let client: IAMClient;

beforeAll(async () => {
  sandbox = await startSandbox({ accounts: [account], now: () => NOW, jobSeconds: 30 });
  const { endpoint, credentials } = sandbox;
  client = new IAMClient({ endpoint, credentials, region: 'us-east-1', maxAttempts: 1 });
});

afterAll(async () => {
  client.destroy();
  await sandbox.close();
});

describe('IAM over HTTP', () => {
  it('gives the SDK what the account file says, hostile text too', async () => {
    const details = await client.send(new GetAccountAuthorizationDetailsCommand({}));
    expect(details.UserDetailList).toMatchObject([
      {
        Arn: `arn:aws:iam::${accountId}:user/o'hara&"sons"/<b>/alice`,
        CreateDate: new Date('2025-10-19T03:00:00Z'),
        GroupList: ['developers'],
        Tags: [{ Key: 'cost center', Value: 'a&b <c>' }],
      },
    ]);
    const [broken, web] = details.RoleDetailList ?? [];
    expect(decodeURIComponent(broken?.AssumeRolePolicyDocument ?? '')).toBe('{"Statement": [ é ]]>');
    expect(broken?.RoleLastUsed).toEqual({});
    expect(web).toMatchObject({
      RoleLastUsed: { LastUsedDate: new Date('2026-11-20T03:00:00Z'), Region: 'eu-west-1' },
      InstanceProfileList: [{ Roles: [{ RoleName: 'web' }] }],
    });
    expect(details.Policies).toMatchObject([{ PolicyName: 'Queues', AttachmentCount: 2, DefaultVersionId: 'v1' }]);
  });

  it('pages with markers that survive the wire', async () => {
    const names: (string | undefined)[] = [];
    let marker: string | undefined;
    do {
      const answer = await client.send(new ListRolesCommand({ MaxItems: 1, Marker: marker }));
      names.push(...(answer.Roles ?? []).map((role) => role.RoleName));
      marker = answer.Marker;
    } while (marker);
    expect(names).toEqual(['broken', 'web']);
  });

  it('runs the credential report on the sandbox’s clock', async () => {
    await expect(client.send(new GetCredentialReportCommand({}))).rejects.toBeInstanceOf(
      CredentialReportNotPresentException,
    );
    expect(await client.send(new GenerateCredentialReportCommand({}))).toMatchObject({ State: 'STARTED' });
    await expect(client.send(new GetCredentialReportCommand({}))).rejects.toBeInstanceOf(
      CredentialReportNotReadyException,
    );
    sandbox.setClock(() => new Date(NOW.getTime() + 30_000));
    const report = await client.send(new GetCredentialReportCommand({}));
    expect(new TextDecoder().decode(report.Content)).toMatch(/^user,arn,[\s\S]*\n<root_account>,/);
    expect(report.GeneratedTime).toEqual(new Date('2026-11-23T03:00:30Z'));
  });

  it('runs last-accessed jobs, each for its caller', async () => {
    const start = new Date('2026-11-23T04:00:00Z');
    sandbox.setClock(() => start);
    const { JobId } = await client.send(
      new GenerateServiceLastAccessedDetailsCommand({ Arn: webRole, Granularity: 'ACTION_LEVEL' }),
    );
    const get = new GetServiceLastAccessedDetailsCommand({ JobId });
    const running = await client.send(get);
    expect(running).toMatchObject({ JobStatus: 'IN_PROGRESS', JobType: 'ACTION_LEVEL', JobCreationDate: start });
    expect(running.JobCompletionDate).toBeUndefined();
    sandbox.setClock(() => new Date(start.getTime() + 30_000));
    expect(await client.send(get)).toMatchObject({
      JobStatus: 'COMPLETED',
      ServicesLastAccessed: [
        { ServiceNamespace: 'ec2' },
        { ServiceNamespace: 'sqs', LastAuthenticatedEntity: webRole, TotalAuthenticatedEntities: 1 },
      ],
    });
  });

  it('throws the SDK’s own errors', async () => {
    const missing = client.send(new GetRoleCommand({ RoleName: 'nobody' }));
    await expect(missing).rejects.toBeInstanceOf(NoSuchEntityException);
    await expect(missing).rejects.toThrow('The role with name nobody cannot be found.');
    await expect(client.send(new ListRolesCommand({ MaxItems: 1001 }))).rejects.toMatchObject({
      name: 'ValidationError',
    });
  });

  it.each<[string, () => Promise<unknown>, object]>([
    [
      'ListUsers',
      () => client.send(new ListUsersCommand({})),
      { Users: [{ UserName, PasswordLastUsed: new Date('2026-11-22T03:00:00Z') }] },
    ],
    [
      'GetUser',
      () => client.send(new GetUserCommand({ UserName })),
      { User: { UserName, Tags: [{ Value: 'a&b <c>' }] } },
    ],
    [
      'ListPolicies',
      () => client.send(new ListPoliciesCommand({ Scope: 'Local' })),
      { Policies: [{ PolicyName: 'Queues', AttachmentCount: 2, IsAttachable: true }] },
    ],
    [
      'GetPolicyVersion',
      () => client.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v1' })),
      { PolicyVersion: { VersionId: 'v1', IsDefaultVersion: true, Document: expect.stringMatching(/^%7B%22/) } },
    ],
    [
      'ListInstanceProfiles',
      () => client.send(new ListInstanceProfilesCommand({})),
      { InstanceProfiles: [{ InstanceProfileName: 'web', Roles: [{ RoleName: 'web' }] }] },
    ],
    [
      'ListAccessKeys',
      () => client.send(new ListAccessKeysCommand({ UserName })),
      { AccessKeyMetadata: [{ UserName, Status: 'Active', CreateDate: new Date('2026-08-25T03:00:00Z') }] },
    ],
    [
      'ListMFADevices',
      () => client.send(new ListMFADevicesCommand({ UserName })),
      { MFADevices: [{ UserName, SerialNumber: `arn:aws:iam::${accountId}:mfa/alice` }] },
    ],
    [
      'ListVirtualMFADevices',
      () => client.send(new ListVirtualMFADevicesCommand({})),
      { VirtualMFADevices: [{ User: { UserName } }, { User: { Arn: `arn:aws:iam::${accountId}:root` } }] },
    ],
    [
      'ListSSHPublicKeys',
      () => client.send(new ListSSHPublicKeysCommand({ UserName })),
      { SSHPublicKeys: [{ UserName, Status: 'Active' }] },
    ],
    [
      'ListServiceSpecificCredentials',
      () => client.send(new ListServiceSpecificCredentialsCommand({ AllUsers: true })),
      { ServiceSpecificCredentials: [{ UserName, ServiceName: 'codecommit.amazonaws.com' }] },
    ],
    [
      'ListOpenIDConnectProviders',
      () => client.send(new ListOpenIDConnectProvidersCommand({})),
      { OpenIDConnectProviderList: [{ Arn: expect.stringMatching(/oidc-provider\/token\.actions/) }] },
    ],
    [
      'ListSAMLProviders',
      () => client.send(new ListSAMLProvidersCommand({})),
      { SAMLProviderList: [{ ValidUntil: new Date('2027-03-03T03:00:00Z') }] },
    ],
    [
      'ListServerCertificates',
      () => client.send(new ListServerCertificatesCommand({})),
      { ServerCertificateMetadataList: [{ ServerCertificateName: 'shop' }] },
    ],
    [
      'ListPoliciesGrantingServiceAccess',
      () => client.send(new ListPoliciesGrantingServiceAccessCommand({ Arn: webRole, ServiceNamespaces: ['sqs'] })),
      { PoliciesGrantingServiceAccess: [{ ServiceNamespace: 'sqs', Policies: [{ PolicyArn }] }] },
    ],
    [
      'GetAccountPasswordPolicy',
      () => client.send(new GetAccountPasswordPolicyCommand({})),
      { PasswordPolicy: { MinimumPasswordLength: 14, ExpirePasswords: false } },
    ],
    [
      'GetAccountSummary',
      () => client.send(new GetAccountSummaryCommand({})),
      { SummaryMap: { Users: 1, Roles: 2, AccountMFAEnabled: 1 } },
    ],
  ])('answers %s in the shape of the SDK’s model', async (_, send, answer) => {
    expect(await send()).toMatchObject(answer);
  });
});
