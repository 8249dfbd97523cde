import { type Configuration, configurationSchema } from '../../../lib/config/configuration.ts';
import { accessAnalyzer } from './expectations/access-analyzer.ts';
import { compute } from './expectations/compute.ts';
import { credentials } from './expectations/credentials.ts';
import { escalations } from './expectations/escalation.ts';
import type { Expectation } from './expectations/expectation.ts';
import { guardrails } from './expectations/guardrails.ts';
import { neglectedAccounts } from './expectations/neglected.ts';
import { policies } from './expectations/policy.ts';
import { policyRisks } from './expectations/policy-risks.ts';
import { serverless } from './expectations/serverless.ts';
import { storage } from './expectations/storage.ts';
import { trust } from './expectations/trust.ts';
import { unusedPolicies } from './expectations/unused-policies.ts';
import { unusedRest } from './expectations/unused-rest.ts';
import { unusedRoles } from './expectations/unused-roles.ts';
import { unusedServices } from './expectations/unused-services.ts';
import { unusedUsers } from './expectations/unused-users.ts';

export type { Expectation } from './expectations/expectation.ts';

/** What sample.json stores under `/account-auditor/config`: the expectations on it hold with these settings and an inventory of everything. */
export const sampleConfiguration: Configuration = configurationSchema.parse({
  expectedAccountId: '111122223333',
  kmsKeyId: 'alias/account-auditor',
  regions: ['eu-west-1', 'eu-central-1', 'us-east-1'],
  trustedAccountIds: ['222233334444'],
  attribution: { maxLookups: 4 },
  pace: 'fast',
});

/** What the checks have to say of the account of sample.json, audited with {@link sampleConfiguration} and an inventory of everything. */
export const sampleExpectations: readonly Expectation[] = [
  ...unusedUsers,
  ...unusedRoles,
  ...unusedPolicies,
  ...unusedServices,
  ...unusedRest,
  ...credentials,
  ...guardrails,
  ...policyRisks,
  ...trust,
  ...escalations,
  ...accessAnalyzer,
  ...policies,
  ...serverless,
  ...storage,
  ...compute,
];

/** What they have to say of the accounts of neglected.json, each audited from eu-west-1 with the default settings and an inventory of everything. */
export const neglectedExpectations: readonly Expectation[] = neglectedAccounts;

/** Checks of which {@link sampleExpectations} names every finding in sample.json: anything else they find is wrong. */
export const completelyListed: readonly string[] = [
  'user-unused',
  'user-without-credentials',
  'password-unused',
  'access-key-unused',
  'service-credential-unused',
  'role-unused',
  'permission-set-unused',
  'policy-unattached',
  'policy-unused',
  'attachment-unused',
  'policy-versions-stale',
  'services-unused',
  'actions-unused',
  'group-empty',
  'group-without-policies',
  'instance-profile-orphaned',
  'identity-provider-unused',
  'server-certificate-expired',
  'console-user-without-mfa',
  'admin-user-without-mfa',
  'root-mfa-not-hardware',
  'user-mfa-not-hardware',
  'access-key-not-rotated',
  'access-keys-two-active',
  'access-key-made-with-user',
  'long-lived-service-credential',
  'root-credentials-unmanaged',
  'mfa-not-enforced',
  'admin-without-boundary',
  'data-exfiltration',
  'resource-exposure',
  'credentials-exposure',
  'policy-invalid',
  'privilege-escalation',
  'lateral-movement',
  'shadow-admin',
  'boundary-escape',
  'delegation-without-boundary',
  'trust-anyone',
  'trust-external-account',
  'trust-whole-account',
  'trust-confused-deputy',
  'trust-oidc-unscoped',
  'trust-saml-unscoped',
  'trust-cognito-unauthenticated',
  'trust-deleted-principal',
  'trust-role-admin-cross-account',
  'analyzer-unused-access',
  'analyzer-external-access',
  'access-analyzer-findings-open',
  'admin-policy',
  'service-wildcard',
  'action-wildcard-sensitive',
  'not-action-allow',
  'not-resource-allow',
  'not-principal',
  'pass-role-any',
  'assume-role-any',
  'policy-deprecated-managed',
  'lambda-role-shared',
  'lambda-secret-in-environment',
  'lambda-url-public',
  'lambda-policy-public',
  'lambda-url-cors-any',
  'lambda-single-az',
  'lambda-no-log-retention',
  'lambda-layer-external',
  'parameter-secret-in-plaintext',
  'key-rotation-off',
  'bucket-public',
  'bucket-no-tls-only',
  'bucket-not-encrypted-by-policy',
  'instance-imdsv1',
  'instance-hop-limit',
  'instance-profile-admin',
];
