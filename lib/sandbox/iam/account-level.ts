import type {
  GetAccountPasswordPolicyResponse,
  GetAccountSummaryResponse,
  ListAccountAliasesRequest,
  ListAccountAliasesResponse,
  SummaryKeyType,
} from '@aws-sdk/client-iam';
import { noSuchEntity } from './errors.ts';
import type { IamCall } from './iam-call.ts';
import { page } from './paging.ts';
import type { IamContent } from './state.ts';

export function getAccountSummary({ account }: IamCall<object>): GetAccountSummaryResponse {
  return { SummaryMap: { ...quotas, ...countsOf(account.iam.content) } };
}

export function getAccountPasswordPolicy({ account }: IamCall<object>): GetAccountPasswordPolicyResponse {
  const policy = account.iam.content.passwordPolicy;
  if (!policy) {
    throw noSuchEntity(`The Password Policy with domain name ${account.accountId} cannot be found.`);
  }
  return {
    PasswordPolicy: {
      MinimumPasswordLength: policy.minimumLength,
      RequireSymbols: policy.symbols,
      RequireNumbers: policy.numbers,
      RequireUppercaseCharacters: policy.uppercase,
      RequireLowercaseCharacters: policy.lowercase,
      AllowUsersToChangePassword: policy.usersMayChange,
      ExpirePasswords: policy.maxAgeDays !== undefined,
      MaxPasswordAge: policy.maxAgeDays,
      PasswordReusePrevention: policy.reusePrevention,
      HardExpiry: policy.hardExpiry,
    },
  };
}

export function listAccountAliases(call: IamCall<ListAccountAliasesRequest>): ListAccountAliasesResponse {
  const { alias } = call.account.iam.content;
  const { items, end } = page(call, alias === undefined ? [] : [alias], (name) => name);
  return { AccountAliases: [...items], ...end };
}

type CountKey = Exclude<SummaryKeyType, keyof typeof quotas>;

function countsOf(content: IamContent): Record<CountKey, number> {
  const { root, users, policies } = content;
  const customerPolicies = policies.filter((policy) => !policy.awsManaged);
  const rootHasMfa = root !== undefined && root.mfa !== 'none';
  const devices = users.filter((user) => user.mfa !== undefined).length + Number(rootHasMfa);
  return {
    AccountAccessKeysPresent: Number(root !== undefined && root.keys.length > 0),
    AccountMFAEnabled: Number(rootHasMfa),
    AccountPasswordPresent: Number(root !== undefined),
    AccountSigningCertificatesPresent: 0,
    Groups: content.groups.length,
    InstanceProfiles: content.instanceProfiles.length,
    MFADevices: devices,
    MFADevicesInUse: devices,
    Policies: customerPolicies.length,
    PolicyVersionsInUse: customerPolicies.reduce((sum, policy) => sum + policy.versions.length, 0),
    Providers: content.oidcProviders.length + content.samlProviders.length,
    Roles: content.roles.length,
    ServerCertificates: content.serverCertificates.length,
    Users: users.length,
  };
}

/** AWS's defaults (IAM User Guide, "IAM and AWS STS quotas"); sizes in characters. */
const quotas = {
  AccessKeysPerUserQuota: 2,
  AssumeRolePolicySizeQuota: 2048,
  AttachedPoliciesPerGroupQuota: 10,
  AttachedPoliciesPerRoleQuota: 10,
  AttachedPoliciesPerUserQuota: 10,
  /** Tokens of the global endpoint that work in the Regions that are always on: version 1. */
  GlobalEndpointTokenVersion: 1,
  GroupPolicySizeQuota: 5120,
  GroupsPerUserQuota: 10,
  GroupsQuota: 300,
  InstanceProfilesQuota: 1000,
  PoliciesQuota: 1500,
  PolicySizeQuota: 6144,
  PolicyVersionsInUseQuota: 10_000,
  RolePolicySizeQuota: 10_240,
  RolesQuota: 1000,
  ServerCertificatesQuota: 20,
  SigningCertificatesPerUserQuota: 2,
  UserPolicySizeQuota: 2048,
  UsersQuota: 5000,
  VersionsPerPolicyQuota: 5,
} satisfies Partial<Record<SummaryKeyType, number>>;
