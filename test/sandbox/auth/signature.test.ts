import { describe, expect, it } from 'vitest';
import { isSignedWith, type Signature, signatureOf } from '../../../lib/sandbox/auth/signature.ts';
import type { WireRequest } from '../../../lib/sandbox/protocols/wire.ts';

const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const scope = 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request';

function aRequest(request: Partial<WireRequest> & { readonly rawQuery?: string } = {}): WireRequest {
  const rawQuery = request.rawQuery ?? '';
  return {
    method: 'GET',
    path: '/',
    query: new URLSearchParams(rawQuery),
    body: new Uint8Array(),
    ...request,
    rawQuery,
    headers: { host: 'examplebucket.s3.amazonaws.com', 'x-amz-date': '20130524T000000Z', ...request.headers },
  };
}

function signed(request: WireRequest): Signature {
  const signature = signatureOf(request);
  if (signature === undefined || signature === 'incomplete') {
    throw new TypeError('the request is not signed');
  }
  return signature;
}

function authorization(signedHeaders: string, signature: string): string {
  return `AWS4-HMAC-SHA256 Credential=${scope},SignedHeaders=${signedHeaders},Signature=${signature}`;
}

/** The examples of the S3 API Reference, "Signature Calculations for the Authorization Header" and "Query Parameters". */
const published: readonly (readonly [string, WireRequest])[] = [
  [
    'GET object',
    aRequest({
      path: '/test.txt',
      headers: {
        range: 'bytes=0-9',
        'x-amz-content-sha256': emptyHash,
        authorization: authorization(
          'host;range;x-amz-content-sha256;x-amz-date',
          'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
        ),
      },
    }),
  ],
  [
    'PUT object',
    aRequest({
      method: 'PUT',
      path: '/test%24file.text',
      headers: {
        date: 'Fri, 24 May 2013 00:00:00 GMT',
        'x-amz-storage-class': 'REDUCED_REDUNDANCY',
        'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
        authorization: authorization(
          'date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class',
          '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
        ),
      },
    }),
  ],
  [
    'GET bucket lifecycle',
    aRequest({
      rawQuery: 'lifecycle',
      headers: {
        'x-amz-content-sha256': emptyHash,
        authorization: authorization(
          'host;x-amz-content-sha256;x-amz-date',
          'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
        ),
      },
    }),
  ],
  [
    'list objects',
    aRequest({
      rawQuery: 'prefix=J&max-keys=2',
      headers: {
        'x-amz-content-sha256': emptyHash,
        authorization: authorization(
          'host;x-amz-content-sha256;x-amz-date',
          '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
        ),
      },
    }),
  ],
  [
    'a presigned address',
    aRequest({
      path: '/test.txt',
      rawQuery: `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(scope)}&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404`,
    }),
  ],
];

describe('isSignedWith', () => {
  it.each(published)('agrees with the published example: %s', (_name, request) => {
    expect(isSignedWith(secret, signed(request), request)).toBe(true);
    expect(isSignedWith(`${secret}x`, signed(request), request)).toBe(false);
    const elsewhere = { ...request, path: `${request.path}x` };
    expect(isSignedWith(secret, signed(request), elsewhere)).toBe(false);
  });
});

describe('signatureOf', () => {
  it('reads the parts', () => {
    expect(signatureOf(published[4]?.[1] ?? aRequest())).toMatchObject({
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      region: 'us-east-1',
      service: 's3',
      isPresigned: true,
      expiresSeconds: 86_400,
    });
  });

  it('is undefined for a request without one', () => {
    expect(signatureOf(aRequest())).toBeUndefined();
  });

  it.each([
    ['another algorithm', 'AWS4-ECDSA-P256-SHA256 Credential=a/b/c/d/aws4_request,SignedHeaders=host,Signature=ab'],
    ['no signature', `AWS4-HMAC-SHA256 Credential=${scope},SignedHeaders=host`],
    ['half a scope', 'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524,SignedHeaders=host,Signature=ab'],
    ['the old version', 'AWS AKIAIOSFODNN7EXAMPLE:frJIUN8DYpKDtOLCwo//yllqDzg='],
    ['nothing', ''],
  ])('is incomplete with %s', (_what, text) => {
    expect(signatureOf(aRequest({ headers: { authorization: text } }))).toBe('incomplete');
  });

  it('is incomplete without the date of the request', () => {
    const headers = { 'x-amz-date': 'yesterday', authorization: authorization('host', 'ab') };
    expect(signatureOf(aRequest({ headers }))).toBe('incomplete');
  });
});
