import { nearestOf } from '../policy/nearest-of.ts';
import type { Check } from './check.ts';
import { instanceHopLimit } from './compute/instance-hop-limit.ts';
import { instanceImdsv1 } from './compute/instance-imdsv1.ts';
import { instanceProfileAdmin } from './compute/instance-profile-admin.ts';
import { accessKeyMadeWithUser } from './credentials/access-key-made-with-user.ts';
import { accessKeyNotRotated } from './credentials/access-key-not-rotated.ts';
import { accessKeysTwoActive } from './credentials/access-keys-two-active.ts';
import { adminUserWithoutMfa } from './credentials/admin-user-without-mfa.ts';
import { consoleUserWithoutMfa } from './credentials/console-user-without-mfa.ts';
import { iamUsersInsteadOfFederation } from './credentials/iam-users-instead-of-federation.ts';
import { longLivedServiceCredential } from './credentials/long-lived-service-credential.ts';
import { passwordPolicyExpiry } from './credentials/password-policy-expiry.ts';
import { passwordPolicyHardExpiry } from './credentials/password-policy-hard-expiry.ts';
import { passwordPolicyLowercase } from './credentials/password-policy-lowercase.ts';
import { passwordPolicyMinimumLength } from './credentials/password-policy-minimum-length.ts';
import { passwordPolicyMissing } from './credentials/password-policy-missing.ts';
import { passwordPolicyNumber } from './credentials/password-policy-number.ts';
import { passwordPolicyReuse } from './credentials/password-policy-reuse.ts';
import { passwordPolicySymbol } from './credentials/password-policy-symbol.ts';
import { passwordPolicyUppercase } from './credentials/password-policy-uppercase.ts';
import { passwordPolicyUsersMayChange } from './credentials/password-policy-users-may-change.ts';
import { rootAccessKey } from './credentials/root-access-key.ts';
import { rootCredentialsUnmanaged } from './credentials/root-credentials-unmanaged.ts';
import { rootMfaMissing } from './credentials/root-mfa-missing.ts';
import { rootMfaNotHardware } from './credentials/root-mfa-not-hardware.ts';
import { rootUsedRecently } from './credentials/root-used-recently.ts';
import { userMfaNotHardware } from './credentials/user-mfa-not-hardware.ts';
import { boundaryEscape } from './escalation/boundary-escape.ts';
import { lateralMovement } from './escalation/lateral-movement.ts';
import { privilegeEscalation } from './escalation/privilege-escalation.ts';
import { shadowAdmin } from './escalation/shadow-admin.ts';
import { accessAnalyzerFindingsOpen } from './guardrails/access-analyzer-findings-open.ts';
import { accessAnalyzerMissing } from './guardrails/access-analyzer-missing.ts';
import { adminWithoutBoundary } from './guardrails/admin-without-boundary.ts';
import { delegatedAdminUnknown } from './guardrails/delegated-admin-unknown.ts';
import { delegationWithoutBoundary } from './guardrails/delegation-without-boundary.ts';
import { mfaNotEnforced } from './guardrails/mfa-not-enforced.ts';
import { orgNotJoined } from './guardrails/org-not-joined.ts';
import { quotaNearLimit } from './guardrails/quota-near-limit.ts';
import { scpAllowsEverything } from './guardrails/scp-allows-everything.ts';
import { securityAuditRoleMissing } from './guardrails/security-audit-role-missing.ts';
import { supportRoleMissing } from './guardrails/support-role-missing.ts';
import { trailBucketPublic } from './guardrails/trail-bucket-public.ts';
import { trailMissing } from './guardrails/trail-missing.ts';
import { trailNoCloudwatch } from './guardrails/trail-no-cloudwatch.ts';
import { trailNoGlobalEvents } from './guardrails/trail-no-global-events.ts';
import { trailNoValidation } from './guardrails/trail-no-validation.ts';
import { trailNotEncrypted } from './guardrails/trail-not-encrypted.ts';
import { trailNotLogging } from './guardrails/trail-not-logging.ts';
import { trailSingleRegion } from './guardrails/trail-single-region.ts';
import { configurationChanged } from './housekeeping/configuration-changed.ts';
import { suppressionExpired } from './housekeeping/suppression-expired.ts';
import { suppressionUnmatched } from './housekeeping/suppression-unmatched.ts';
import { actionWildcardSensitive } from './policy/action-wildcard-sensitive.ts';
import { adminPolicy } from './policy/admin-policy.ts';
import { analyzerValidation } from './policy/analyzer-validation.ts';
import { assumeRoleAny } from './policy/assume-role-any.ts';
import { credentialsExposure } from './policy/credentials-exposure.ts';
import { dataExfiltration } from './policy/data-exfiltration.ts';
import { infrastructureModification } from './policy/infrastructure-modification.ts';
import { inlinePolicy } from './policy/inline-policy.ts';
import { notActionAllow } from './policy/not-action-allow.ts';
import { notPrincipal } from './policy/not-principal.ts';
import { notResourceAllow } from './policy/not-resource-allow.ts';
import { passRoleAny } from './policy/pass-role-any.ts';
import { policyDeprecatedManaged } from './policy/policy-deprecated-managed.ts';
import { policyInvalid } from './policy/policy-invalid.ts';
import { policyOnUser } from './policy/policy-on-user.ts';
import { resourceExposure } from './policy/resource-exposure.ts';
import { serviceWildcard } from './policy/service-wildcard.ts';
import { writeWithoutCondition } from './policy/write-without-condition.ts';
import { bucketNoTlsOnly } from './serverless/bucket-no-tls-only.ts';
import { bucketNotEncryptedByPolicy } from './serverless/bucket-not-encrypted-by-policy.ts';
import { bucketPublic } from './serverless/bucket-public.ts';
import { keyRotationOff } from './serverless/key-rotation-off.ts';
import { lambdaEnvironmentNotCmk } from './serverless/lambda-environment-not-cmk.ts';
import { lambdaLayerExternal } from './serverless/lambda-layer-external.ts';
import { lambdaNoFailureDestination } from './serverless/lambda-no-failure-destination.ts';
import { lambdaNoLogRetention } from './serverless/lambda-no-log-retention.ts';
import { lambdaNotTraced } from './serverless/lambda-not-traced.ts';
import { lambdaOutsideVpc } from './serverless/lambda-outside-vpc.ts';
import { lambdaPolicyPublic } from './serverless/lambda-policy-public.ts';
import { lambdaRoleAdmin } from './serverless/lambda-role-admin.ts';
import { lambdaRoleShared } from './serverless/lambda-role-shared.ts';
import { lambdaRoleUnusedServices } from './serverless/lambda-role-unused-services.ts';
import { lambdaRuntimeDeprecated } from './serverless/lambda-runtime-deprecated.ts';
import { lambdaSecretInEnvironment } from './serverless/lambda-secret-in-environment.ts';
import { lambdaSingleAz } from './serverless/lambda-single-az.ts';
import { lambdaUrlCorsAny } from './serverless/lambda-url-cors-any.ts';
import { lambdaUrlPublic } from './serverless/lambda-url-public.ts';
import { parameterSecretInPlaintext } from './serverless/parameter-secret-in-plaintext.ts';
import { analyzerExternalAccess } from './trust/analyzer-external-access.ts';
import { trustAnyone } from './trust/trust-anyone.ts';
import { trustCognitoUnauthenticated } from './trust/trust-cognito-unauthenticated.ts';
import { trustConfusedDeputy } from './trust/trust-confused-deputy.ts';
import { trustDeletedPrincipal } from './trust/trust-deleted-principal.ts';
import { trustExternalAccount } from './trust/trust-external-account.ts';
import { trustOidcUnscoped } from './trust/trust-oidc-unscoped.ts';
import { trustRoleAdminCrossAccount } from './trust/trust-role-admin-cross-account.ts';
import { trustSamlUnscoped } from './trust/trust-saml-unscoped.ts';
import { trustWholeAccount } from './trust/trust-whole-account.ts';
import { accessKeyUnused } from './unused/access-key-unused.ts';
import { actionsUnused } from './unused/actions-unused.ts';
import { analyzerUnusedAccess } from './unused/analyzer-unused-access.ts';
import { attachmentUnused } from './unused/attachment-unused.ts';
import { groupEmpty } from './unused/group-empty.ts';
import { groupWithoutPolicies } from './unused/group-without-policies.ts';
import { identityProviderUnused } from './unused/identity-provider-unused.ts';
import { instanceProfileOrphaned } from './unused/instance-profile-orphaned.ts';
import { passwordUnused } from './unused/password-unused.ts';
import { permissionSetUnused } from './unused/permission-set-unused.ts';
import { policyUnattached } from './unused/policy-unattached.ts';
import { policyUnused } from './unused/policy-unused.ts';
import { policyVersionsStale } from './unused/policy-versions-stale.ts';
import { roleUnused } from './unused/role-unused.ts';
import { serverCertificateExpired } from './unused/server-certificate-expired.ts';
import { serviceCredentialUnused } from './unused/service-credential-unused.ts';
import { servicesUnused } from './unused/services-unused.ts';
import { userUnused } from './unused/user-unused.ts';
import { userWithoutCredentials } from './unused/user-without-credentials.ts';

/** Every check, in the order in which the documentation and the results show them. */
export const checks: readonly Check[] = [
  userUnused,
  userWithoutCredentials,
  passwordUnused,
  accessKeyUnused,
  serviceCredentialUnused,
  roleUnused,
  policyUnattached,
  policyUnused,
  attachmentUnused,
  servicesUnused,
  actionsUnused,
  permissionSetUnused,
  groupEmpty,
  groupWithoutPolicies,
  instanceProfileOrphaned,
  identityProviderUnused,
  policyVersionsStale,
  serverCertificateExpired,
  analyzerUnusedAccess,
  rootAccessKey,
  rootMfaMissing,
  rootMfaNotHardware,
  rootUsedRecently,
  rootCredentialsUnmanaged,
  consoleUserWithoutMfa,
  adminUserWithoutMfa,
  userMfaNotHardware,
  accessKeyNotRotated,
  accessKeysTwoActive,
  accessKeyMadeWithUser,
  longLivedServiceCredential,
  passwordPolicyMissing,
  passwordPolicyMinimumLength,
  passwordPolicySymbol,
  passwordPolicyNumber,
  passwordPolicyUppercase,
  passwordPolicyLowercase,
  passwordPolicyReuse,
  passwordPolicyExpiry,
  passwordPolicyUsersMayChange,
  passwordPolicyHardExpiry,
  iamUsersInsteadOfFederation,
  adminPolicy,
  serviceWildcard,
  actionWildcardSensitive,
  notActionAllow,
  notResourceAllow,
  notPrincipal,
  passRoleAny,
  assumeRoleAny,
  policyOnUser,
  inlinePolicy,
  policyDeprecatedManaged,
  writeWithoutCondition,
  dataExfiltration,
  resourceExposure,
  credentialsExposure,
  infrastructureModification,
  policyInvalid,
  analyzerValidation,
  trustAnyone,
  trustExternalAccount,
  trustWholeAccount,
  trustConfusedDeputy,
  trustOidcUnscoped,
  trustSamlUnscoped,
  trustCognitoUnauthenticated,
  trustDeletedPrincipal,
  trustRoleAdminCrossAccount,
  analyzerExternalAccess,
  privilegeEscalation,
  lateralMovement,
  shadowAdmin,
  boundaryEscape,
  mfaNotEnforced,
  delegationWithoutBoundary,
  adminWithoutBoundary,
  trailMissing,
  trailNotLogging,
  trailSingleRegion,
  trailNoGlobalEvents,
  trailNoValidation,
  trailNotEncrypted,
  trailNoCloudwatch,
  trailBucketPublic,
  accessAnalyzerMissing,
  accessAnalyzerFindingsOpen,
  supportRoleMissing,
  securityAuditRoleMissing,
  quotaNearLimit,
  scpAllowsEverything,
  orgNotJoined,
  delegatedAdminUnknown,
  lambdaRoleAdmin,
  lambdaRoleShared,
  lambdaRoleUnusedServices,
  lambdaSecretInEnvironment,
  lambdaEnvironmentNotCmk,
  lambdaUrlPublic,
  lambdaPolicyPublic,
  lambdaUrlCorsAny,
  lambdaRuntimeDeprecated,
  lambdaOutsideVpc,
  lambdaSingleAz,
  lambdaNoFailureDestination,
  lambdaNoLogRetention,
  lambdaNotTraced,
  lambdaLayerExternal,
  parameterSecretInPlaintext,
  bucketNotEncryptedByPolicy,
  bucketPublic,
  bucketNoTlsOnly,
  keyRotationOff,
  instanceImdsv1,
  instanceProfileAdmin,
  instanceHopLimit,
  configurationChanged,
  suppressionExpired,
  suppressionUnmatched,
];

const byId = new Map(checks.map((check) => [check.id, check]));

/** The check of that id; undefined for one that this version does not have. */
export function checkById(id: string): Check | undefined {
  return byId.get(id);
}

/** The checks beside these that may have seen what they find: with them, some checks find what they do in a run of all. */
export function witnessChecksOf(chosen: readonly Check[]): readonly Check[] {
  const ids = new Set(chosen.map(({ id }) => id));
  return checks.filter(({ id, testifiesTo = [] }) => !ids.has(id) && testifiesTo.some((each) => ids.has(each)));
}

/** What to tell whoever names a check that is not there. */
export function noCheckCalled(id: string): string {
  const nearest = nearestOf(id, byId.keys());
  const meant = nearest === null ? '' : ` (did you mean ${nearest}?)`;
  return `no check is called ${id}${meant}; "account-auditor checks" lists them`;
}
