import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';
import type { WireRequest } from '../protocols/wire.ts';

/** A Signature Version 4 as it stands in a request: in its Authorization header, or in the query of a presigned address. */
export interface Signature {
  readonly accessKeyId: string;
  /** `20260302`, and with the Region and the service the scope of the signing key. */
  readonly scopeDate: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `20260302T041500Z` */
  readonly signedAt: string;
  readonly sessionToken: string | undefined;
  readonly isPresigned: boolean;
  /** How long a presigned address holds. */
  readonly expiresSeconds: number;
}

const algorithm = 'AWS4-HMAC-SHA256';

/** The signature of a request; undefined when it has none, `incomplete` when a part is missing or of an unknown kind. */
export function signatureOf(request: WireRequest): Signature | 'incomplete' | undefined {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const [kind, ...rest] = authorization.split(' ');
    const parts = Object.fromEntries(rest.join('').split(',').map(splitOnce));
    return complete(kind, {
      credential: parts.Credential,
      signedHeaders: parts.SignedHeaders,
      signature: parts.Signature,
      signedAt: request.headers['x-amz-date'],
      sessionToken: request.headers['x-amz-security-token'],
    });
  }
  const { query } = request;
  if (!query.has('X-Amz-Signature')) {
    return undefined;
  }
  const of = (name: string): string | undefined => query.get(`X-Amz-${name}`) ?? undefined;
  return complete(of('Algorithm'), {
    credential: of('Credential'),
    signedHeaders: of('SignedHeaders'),
    signature: of('Signature'),
    signedAt: of('Date'),
    sessionToken: of('Security-Token'),
    expires: of('Expires'),
  });
}

interface Parts {
  readonly credential: string | undefined;
  readonly signedHeaders: string | undefined;
  readonly signature: string | undefined;
  readonly signedAt: string | undefined;
  readonly sessionToken: string | undefined;
  readonly expires?: string | undefined;
}

function complete(kind: string | undefined, parts: Parts): Signature | 'incomplete' {
  const { credential, signedHeaders, signature, signedAt, sessionToken, expires } = parts;
  const [accessKeyId, scopeDate, region, service, terminator] = credential?.split('/') ?? [];
  if (
    kind !== algorithm ||
    !accessKeyId ||
    !scopeDate ||
    !region ||
    !service ||
    terminator !== 'aws4_request' ||
    !signedHeaders ||
    !signature ||
    !/^\d{8}T\d{6}Z$/.test(signedAt ?? '') ||
    signedAt === undefined
  ) {
    return 'incomplete';
  }
  return {
    accessKeyId,
    scopeDate,
    region,
    service,
    signedHeaders: signedHeaders.split(';'),
    signature,
    signedAt,
    sessionToken,
    isPresigned: expires !== undefined,
    expiresSeconds: Number(expires ?? 0),
  };
}

/** The instant in `20260302T041500Z`. */
export function instantOf(signedAt: string): Date {
  return new Date(signedAt.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

/** Whether the secret makes this signature of this request (IAM User Guide, "Create a signed AWS API request"). */
export function isSignedWith(secretAccessKey: string, signature: Signature, request: WireRequest): boolean {
  const { scopeDate, region, service, signedAt } = signature;
  const scope = `${scopeDate}/${region}/${service}/aws4_request`;
  const text = [algorithm, signedAt, scope, sha256(canonicalRequest(signature, request))].join('\n');
  const key = signingKey(secretAccessKey, [scopeDate, region, service, 'aws4_request']);
  return createHmac('sha256', key).update(text).digest('hex') === signature.signature;
}

export function sha256(data: string | Uint8Array): string {
  return hash('sha256', data, 'hex');
}

function canonicalRequest(signature: Signature, request: WireRequest): string {
  const headers = signature.signedHeaders.map(
    (name) => `${name}:${(request.headers[name] ?? '').trim().replaceAll(/\s+/g, ' ')}\n`,
  );
  const payloadHash =
    request.headers['x-amz-content-sha256'] ??
    (signature.isPresigned && signature.service === 's3' ? 'UNSIGNED-PAYLOAD' : sha256(request.body));
  return [
    request.method,
    // S3 signs the path as it is sent; every other service what comes of encoding it once more.
    signature.service === 's3' ? request.path : encodeAgain(request.path),
    canonicalQuery(request.rawQuery),
    headers.join(''),
    signature.signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

function encodeAgain(path: string): string {
  const steps = path.split('/').filter((step) => step !== '' && step !== '.');
  const end = steps.length > 0 && path.endsWith('/') ? '/' : '';
  return `/${steps.map(encode).join('/')}${end}`;
}

function canonicalQuery(rawQuery: string): string {
  return rawQuery
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => splitOnce(pair).map((text) => encode(decode(text))))
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&');
}

/** Percent-encodes everything but RFC 3986's unreserved characters. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not an encoding that anybody can have signed: it stays as it is, and does not match.
    return text;
  }
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** Signing keys of the secrets that were used last: deriving one costs four digests, and a key holds for a day. */
const signingKeys = new Map<string, KeyObject>();
const maximumSigningKeys = 1000;

function signingKey(secretAccessKey: string, scope: readonly string[]): KeyObject {
  const name = [secretAccessKey, ...scope].join('/');
  const known = signingKeys.get(name);
  if (known) {
    return known;
  }
  if (signingKeys.size >= maximumSigningKeys) {
    signingKeys.clear();
  }
  const bytes = scope.reduce<Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    Buffer.from(`AWS4${secretAccessKey}`),
  );
  const key = createSecretKey(bytes);
  signingKeys.set(name, key);
  return key;
}
