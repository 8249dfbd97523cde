import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { operation, type ServiceDefinition } from '../service.ts';
import { assumeRole } from './assume-role.ts';
import { getSessionToken } from './get-session-token.ts';
import type { TokenIssuer } from './token-issuer.ts';

/** The security token service of all accounts: a role may be assumed from another account. */
export function stsOf(issuer: TokenIssuer): ServiceDefinition {
  return {
    signingName: 'sts',
    xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    protocols: ['query'],
    operations: [
      operation(GetCallerIdentityCommand, ({ caller: { accountId, arn, uniqueId } }) => ({
        Account: accountId,
        Arn: arn,
        UserId: uniqueId,
      })),
      operation(AssumeRoleCommand, (call) => assumeRole(call, issuer)),
      operation(GetSessionTokenCommand, (call) => getSessionToken(call, issuer)),
    ],
  };
}
