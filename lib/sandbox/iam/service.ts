import {
  GenerateCredentialReportCommand,
  GenerateServiceLastAccessedDetailsCommand,
  GetAccessKeyLastUsedCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  GetOpenIDConnectProviderCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetSAMLProviderCommand,
  GetServiceLastAccessedDetailsCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  ListAccountAliasesCommand,
  ListGroupsCommand,
  ListInstanceProfilesCommand,
  ListInstanceProfilesForRoleCommand,
  ListMFADevicesCommand,
  ListOpenIDConnectProvidersCommand,
  ListPoliciesCommand,
  ListPoliciesGrantingServiceAccessCommand,
  ListRolesCommand,
  ListSAMLProvidersCommand,
  ListServerCertificatesCommand,
  ListServiceSpecificCredentialsCommand,
  ListSigningCertificatesCommand,
  ListSSHPublicKeysCommand,
  ListUsersCommand,
  ListVirtualMFADevicesCommand,
} from '@aws-sdk/client-iam';
import { operation, type ServiceDefinition } from '../service.ts';
import { getAccountPasswordPolicy, getAccountSummary, listAccountAliases } from './account-level.ts';
import { getAccountAuthorizationDetails } from './authorization-details.ts';
import { generateCredentialReport, getCredentialReport } from './credential-report.ts';
import { generateServiceLastAccessedDetails, getServiceLastAccessedDetails } from './last-accessed.ts';
import { listMfaDevices, listVirtualMfaDevices } from './mfa-devices.ts';
import { getPolicy, getPolicyVersion, listPolicies } from './policies.ts';
import { listPoliciesGrantingServiceAccess } from './policies-granting-service-access.ts';
import {
  getOpenIdConnectProvider,
  getSamlProvider,
  listOpenIdConnectProviders,
  listSamlProviders,
  listServerCertificates,
} from './providers.ts';
import { getRole, listInstanceProfiles, listInstanceProfilesForRole, listRoles } from './roles.ts';
import {
  getAccessKeyLastUsed,
  listAccessKeys,
  listServiceSpecificCredentials,
  listSigningCertificates,
  listSshPublicKeys,
} from './user-credentials.ts';
import { getUser, listGroups, listUsers } from './users-and-groups.ts';

/** What can be read of IAM. */
export const iam: ServiceDefinition = {
  signingName: 'iam',
  xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  protocols: ['query'],
  operations: [
    operation(GetAccountAuthorizationDetailsCommand, getAccountAuthorizationDetails),
    operation(GetAccountSummaryCommand, getAccountSummary),
    operation(GetAccountPasswordPolicyCommand, getAccountPasswordPolicy),
    operation(ListAccountAliasesCommand, listAccountAliases),
    operation(GenerateCredentialReportCommand, generateCredentialReport),
    operation(GetCredentialReportCommand, getCredentialReport),
    operation(GenerateServiceLastAccessedDetailsCommand, generateServiceLastAccessedDetails),
    operation(GetServiceLastAccessedDetailsCommand, getServiceLastAccessedDetails),
    operation(ListPoliciesGrantingServiceAccessCommand, listPoliciesGrantingServiceAccess),
    operation(ListUsersCommand, listUsers),
    operation(GetUserCommand, getUser),
    operation(ListGroupsCommand, listGroups),
    operation(ListRolesCommand, listRoles),
    operation(GetRoleCommand, getRole),
    operation(ListPoliciesCommand, listPolicies),
    operation(GetPolicyCommand, getPolicy),
    operation(GetPolicyVersionCommand, getPolicyVersion),
    operation(ListInstanceProfilesCommand, listInstanceProfiles),
    operation(ListInstanceProfilesForRoleCommand, listInstanceProfilesForRole),
    operation(ListAccessKeysCommand, listAccessKeys),
    operation(GetAccessKeyLastUsedCommand, getAccessKeyLastUsed),
    operation(ListMFADevicesCommand, listMfaDevices),
    operation(ListVirtualMFADevicesCommand, listVirtualMfaDevices),
    operation(ListServiceSpecificCredentialsCommand, listServiceSpecificCredentials),
    operation(ListSSHPublicKeysCommand, listSshPublicKeys),
    operation(ListSigningCertificatesCommand, listSigningCertificates),
    operation(ListOpenIDConnectProvidersCommand, listOpenIdConnectProviders),
    operation(GetOpenIDConnectProviderCommand, getOpenIdConnectProvider),
    operation(ListSAMLProvidersCommand, listSamlProviders),
    operation(GetSAMLProviderCommand, getSamlProvider),
    operation(ListServerCertificatesCommand, listServerCertificates),
  ],
};
