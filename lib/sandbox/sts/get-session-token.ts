import type { GetSessionTokenRequest, GetSessionTokenResponse } from '@aws-sdk/client-sts';
import { AwsError, type Call } from '../operation.ts';
import { checkDuration } from './duration.ts';
import { bringsMfa } from './mfa.ts';
import type { TokenIssuer } from './token-issuer.ts';

/** Temporary credentials of a user or of root. Sessions cannot get more sessions. */
export function getSessionToken(
  { input, account, caller }: Call<GetSessionTokenRequest>,
  issuer: TokenIssuer,
): GetSessionTokenResponse {
  if (caller.accessKeyId.startsWith('ASIA')) {
    throw new AwsError('AccessDenied', 'Cannot call GetSessionToken with session credentials', 403);
  }
  const durationSeconds = checkDuration(input.DurationSeconds, { initial: 43_200, maximum: 129_600 });
  const hasMfa = bringsMfa(input, caller, account);
  const callerWith = (accessKeyId: string) => ({ ...caller, accessKeyId });
  return { Credentials: issuer.issue({ account, callerWith, durationSeconds, hasMfa }) };
}
