import type { Account } from '../account.ts';
import type { Caller } from '../operation.ts';
import type { WireRequest } from '../protocols/wire.ts';
import type { Refusal } from '../protocols/words.ts';
import { instantOf, isSignedWith, type Signature, sha256 } from './signature.ts';

/** Who sent a request, to which account, or why it is refused. */
export type Authentication =
  | { readonly account: Account; readonly caller: Caller }
  | { readonly refused: Refusal; readonly message?: string };

/** How far the date of a request may be from the server's clock. S3 allows 15 minutes. */
const maximumSkewMs = 5 * 60_000;
const maximumS3SkewMs = 15 * 60_000;

/** Finds who signed a request, and checks the signature in the order in which AWS complains. `now` is the wire's clock. */
export function authenticate(
  signature: Signature,
  request: WireRequest,
  { accounts, now }: { readonly accounts: readonly Account[]; readonly now: Date },
): Authentication {
  for (const account of accounts) {
    const credential = account.credential(signature.accessKeyId);
    if (credential) {
      if (credential.sessionToken !== signature.sessionToken) {
        return { refused: 'unknownKey' };
      }
      if (credential.expiresAt && credential.expiresAt <= now) {
        return { refused: 'expiredToken' };
      }
      const wrongTime = checkTime(signature, now);
      if (wrongTime) {
        return wrongTime;
      }
      return isSignedWith(credential.secretAccessKey, signature, request) && hasSignedBody(request)
        ? { account, caller: credential.caller }
        : { refused: 'badSignature' };
    }
  }
  return { refused: 'unknownKey' };
}

function checkTime(
  { signedAt, service, isPresigned, expiresSeconds }: Signature,
  now: Date,
): Authentication | undefined {
  const signedMs = instantOf(signedAt).getTime();
  const lateMs = now.getTime() - signedMs;
  const allowedMs = service === 's3' ? maximumS3SkewMs : maximumSkewMs;
  if (isPresigned) {
    return lateMs > expiresSeconds * 1000 ? { refused: 'denied', message: 'Request has expired' } : undefined;
  }
  if (Math.abs(lateMs) <= allowedMs) {
    return undefined;
  }
  if (service === 's3' || service === 'ec2') {
    return { refused: 'skewed' };
  }
  const [what, border, direction] =
    lateMs > 0
      ? ['Signature expired:', now.getTime() - allowedMs, ['earlier', '-']]
      : ['Signature not yet current:', now.getTime() + allowedMs, ['later', '+']];
  const is = lateMs > 0 ? 'is now' : 'is still';
  const message = `${what} ${signedAt} ${is} ${direction[0]} than ${amzDate(border)} (${amzDate(now.getTime())} ${direction[1]} 5 min.)`;
  return { refused: 'skewed', message };
}

/** The body is covered by the signature through its hash, which a client may also declare to have left out. */
function hasSignedBody({ headers, body }: WireRequest): boolean {
  const declared = headers['x-amz-content-sha256'];
  return declared === undefined || !/^[0-9a-f]{64}$/.test(declared) || declared === sha256(body);
}

function amzDate(ms: number): string {
  return new Date(ms).toISOString().replaceAll(/[-:]|\.\d+/g, '');
}
