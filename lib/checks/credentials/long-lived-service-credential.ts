import type { Check } from '../check.ts';
import { iam, remediation } from '../commands.ts';
import { dayOf, textOf } from '../evidence.ts';
import { userResource } from '../resources.ts';
import { serviceCredentials } from '../service-credentials.ts';
import { pass } from '../verdicts.ts';

export const longLivedServiceCredential: Check = {
  id: 'long-lived-service-credential',
  family: 'credentials',
  title: 'Credential for one service that never expires',
  flags:
    'An active service-specific credential (an API key of Bedrock, a password of CodeCommit or Keyspaces) without an end.',
  severity: 'medium',
  rationale:
    'It is a password that no MFA stands beside, that no credential report shows, and that works until somebody thinks of it.',
  remediation: 'Use short-term credentials of a role; where a key has to be, give it an end.',
  mappings: { cis: {}, securityHub: [], prowler: ['bedrock_api_key_no_long_term_credentials'] },
  needs: ['authorization-details', 'service-specific-credentials'],

  *evaluate(context) {
    const credentialsOf = serviceCredentials(context);
    for (const principal of context.account.principals) {
      if (principal.kind !== 'user') continue;
      for (const { kind, service, id, createdAt, expiresAt, discriminator } of credentialsOf(principal)) {
        if (kind !== 'service-specific') continue;
        if (expiresAt !== null) {
          yield pass;
          continue;
        }
        yield {
          verdict: 'finding',
          resource: userResource(context, principal.entity),
          evidence: { service, credentialId: id, createdAt },
          discriminator,
        };
      }
    }
  },

  describe({ resource, evidence }) {
    const id = textOf(evidence, 'credentialId');
    return `Credential ${id} of ${resource.name} for ${textOf(evidence, 'service')}, made on ${dayOf(evidence, 'createdAt')}, never expires.`;
  },

  remediate({ resource, evidence }) {
    const id = textOf(evidence, 'credentialId');
    const user = { 'user-name': resource.name };
    const credential = { ...user, 'service-specific-credential-id': id ?? '' };
    return remediation(
      'Give what uses it a role, or a credential that ends (`aws iam create-service-specific-credential ' +
        '--credential-age-days`, for Bedrock), then deactivate this one (--status Active undoes it). When nothing has missed it for ' +
        'some weeks, delete it with `aws iam delete-service-specific-credential`, which nothing undoes.',
      id === null
        ? [iam('list-service-specific-credentials', user)]
        : [iam('update-service-specific-credential', { ...credential, status: 'Inactive' })],
    );
  },
};
