import { isIdentityCenter } from '../account-view.ts';
import type { Check, CheckContext } from '../check.ts';
import { remediation } from '../commands.ts';
import { userRows } from '../credentials-of.ts';
import { numberOf, someOf, textsOf } from '../evidence.ts';
import { accountResource } from '../resources.ts';
import { pass } from '../verdicts.ts';

/** Users named in the evidence. */
const NAMED = 25;

export const iamUsersInsteadOfFederation: Check = {
  id: 'iam-users-instead-of-federation',
  family: 'credentials',
  title: 'Console users beside a way to federate',
  flags:
    'Users with a console password in an account that has a SAML identity provider, or roles of Identity Center: one finding ' +
    'for the account. OpenID Connect providers do not count, since machines use them.',
  severity: 'info',
  rationale:
    'People who leave lose their federated access with their job; a user with a password stays until somebody remembers it.',
  remediation: 'Let people sign in through the identity provider, and keep users for emergencies alone.',
  mappings: {
    cis: { '3.0': '1.21', '5.0': '1.20', '6.0': '2.20', '7.0': '2.19' },
    securityHub: [],
    prowler: ['iam_check_saml_providers_sts'],
  },
  needs: ['authorization-details', 'credential-report', 'identity-providers'],

  *evaluate(context) {
    const users = [...userRows(context)].filter((row) => row.passwordEnabled === true).map((row) => row.user);
    const federation = federationOf(context);
    if (users.length === 0) return;
    if (federation.length === 0) {
      yield pass;
      return;
    }
    yield {
      verdict: 'finding',
      resource: accountResource(context),
      evidence: { users: users.slice(0, NAMED), userCount: users.length, federation },
    };
  },

  describe({ resource, evidence }) {
    const users = textsOf(evidence, 'users');
    const count = numberOf(evidence, 'userCount') ?? users.length;
    const by = someOf(textsOf(evidence, 'federation'));
    return `Account ${resource.name} can federate by ${by}, and has ${count} users with passwords: ${someOf(users, count)}.`;
  },

  remediate() {
    return remediation(
      'Give these people access through the identity provider. When they use it, take the passwords away with `aws iam ' +
        'delete-login-profile`, but for those of the users kept for emergencies: accept the finding for them.',
    );
  },
};

/** The ways for people to come in without a user: SAML providers, and Identity Center where it has roles. */
function federationOf({ account }: CheckContext): readonly string[] {
  const providers = account.snapshot.identityProviders?.saml.map(({ arn }) => arn) ?? [];
  return account.principals.some(isIdentityCenter) ? ['Identity Center', ...providers] : providers;
}
