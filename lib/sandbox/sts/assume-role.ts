import type { AssumeRoleRequest, AssumeRoleResponse } from '@aws-sdk/client-sts';
import type { Account } from '../account.ts';
import { sessionCaller } from '../credentials.ts';
import type { Role } from '../iam/entities.ts';
import { defaultSessionSeconds } from '../iam/shapes.ts';
import { AwsError, type Call } from '../operation.ts';
import { checkDuration } from './duration.ts';
import { bringsMfa } from './mfa.ts';
import type { TokenIssuer } from './token-issuer.ts';
import { trusts } from './trust.ts';

type AssumeRoleInput = AssumeRoleRequest & { readonly RoleArn: string; readonly RoleSessionName: string };

/**
 * A session of a role that trusts the caller. Whether the caller's own policies allow the call is not looked at. A role
 * that is not there and one that does not trust answer the same, as in AWS.
 */
export function assumeRole({ input, account, caller }: Call<AssumeRoleInput>, issuer: TokenIssuer): AssumeRoleResponse {
  if (!/^[\w+=,.@-]{2,64}$/.test(input.RoleSessionName)) {
    throw invalid('roleSessionName', input.RoleSessionName, '[\\w+=,.@-]*');
  }
  if (!/^arn:[\w-]+:iam::\d{12}:role\/.+$/.test(input.RoleArn)) {
    throw new AwsError('ValidationError', `${input.RoleArn} is invalid`);
  }
  if (caller.arn.endsWith(':root')) {
    throw new AwsError('AccessDenied', 'Roles may not be assumed by root accounts.', 403);
  }
  const durationSeconds = checkDuration(input.DurationSeconds, { initial: defaultSessionSeconds, maximum: 43_200 });
  const hasMfa = bringsMfa(input, caller, account) || issuer.hasMfa(caller.accessKeyId);
  const target = findRole(input.RoleArn, issuer.accounts);
  const context = {
    caller,
    callerRoleArn: account.iam.content.roles.find(({ id }) => caller.uniqueId.startsWith(`${id}:`))?.arn,
    externalId: input.ExternalId,
    hasMfa,
  };
  if (!target || !trusts(target.role.trust.text, context)) {
    throw new AwsError(
      'AccessDenied',
      `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${input.RoleArn}`,
      403,
    );
  }
  if (durationSeconds > defaultSessionSeconds) {
    throw new AwsError(
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  }
  const callerWith = (accessKeyId: string) =>
    sessionCaller(target.role, input.RoleSessionName, accessKeyId, target.account.iam);
  const credentials = issuer.issue({ account: target.account, callerWith, durationSeconds, hasMfa: false });
  const session = callerWith(credentials.AccessKeyId ?? '');
  return { Credentials: credentials, AssumedRoleUser: { AssumedRoleId: session.uniqueId, Arn: session.arn } };
}

function findRole(arn: string, accounts: readonly Account[]): { account: Account; role: Role } | undefined {
  const account = accounts.find(({ accountId }) => accountId === arn.split(':')[4]);
  const role = account?.iam.content.roles.find((candidate) => candidate.arn === arn);
  return account && role && { account, role };
}

function invalid(member: string, value: string, pattern: string): AwsError {
  return new AwsError(
    'ValidationError',
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
  );
}
