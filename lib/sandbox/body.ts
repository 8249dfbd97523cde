import { crc32, gunzipSync } from 'node:zlib';
import { AwsError } from './operation.ts';
import type { WireRequest } from './protocols/wire.ts';

/**
 * A request as its handler is to see it: chunks of an `aws-chunked` upload joined, with what they trail as headers; gzip
 * undone (the SDK compresses large PutMetricData calls). `maximumBytes` holds for what comes out.
 * Throws an AwsError for a body that is not what its headers say.
 */
export function decodeBody(request: WireRequest, maximumBytes: number): WireRequest {
  const encodings = (request.headers['content-encoding'] ?? '')
    .split(',')
    .map((encoding) => encoding.trim())
    .filter((encoding) => encoding !== '');
  const isChunked =
    encodings.includes('aws-chunked') || request.headers['x-amz-content-sha256']?.startsWith('STREAMING-');
  const { body, trailers } = isChunked ? joinChunks(request.body) : { body: request.body, trailers: {} };
  const headers = { ...request.headers, ...trailers };
  checkCrc32(headers['x-amz-checksum-crc32'], body);
  const kept = encodings.filter((encoding) => encoding !== 'aws-chunked').join(', ');
  // An object is stored as it is encoded; a call is read.
  const isCall = request.method === 'POST' && encodings.at(-1) === 'gzip';
  return {
    ...request,
    headers: { ...headers, 'content-encoding': kept === '' ? undefined : kept },
    body: isCall ? unzip(body, maximumBytes) : body,
  };
}

/** `5;chunk-signature=...\r\nhello\r\n0\r\nx-amz-checksum-crc32:...\r\n\r\n` (S3 API Reference, "Signature calculations"). */
function joinChunks(body: Uint8Array): { body: Uint8Array; trailers: Record<string, string> } {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    const size = lineEnd < 0 ? undefined : /^[0-9a-f]{1,8}(?=;|$)/i.exec(bytes.toString('latin1', at, lineEnd))?.[0];
    if (size === undefined) {
      throw new AwsError('IncompleteBody', 'The request body has a chunk without a size.');
    }
    const start = lineEnd + 2;
    const end = start + Number.parseInt(size, 16);
    if (end === start) {
      return { body: Buffer.concat(chunks), trailers: trailersIn(bytes.toString('latin1', start)) };
    }
    if (end + 2 > bytes.length) {
      throw new AwsError('IncompleteBody', 'The request body terminated unexpectedly.');
    }
    chunks.push(bytes.subarray(start, end));
    at = end + 2;
  }
}

function trailersIn(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split('\r\n').flatMap((line) => {
      const [, name, value] = /^(x-amz-[\w-]+):(.*)$/i.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value.trim()]];
    }),
  );
}

function checkCrc32(declared: string | undefined, body: Uint8Array): void {
  if (declared === undefined) {
    return;
  }
  const actual = Buffer.alloc(4);
  actual.writeUInt32BE(crc32(body));
  if (actual.toString('base64') !== declared) {
    throw new AwsError('BadDigest', 'The CRC32 you specified did not match the calculated checksum.');
  }
}

function unzip(body: Uint8Array, maximumBytes: number): Uint8Array {
  try {
    return gunzipSync(body, { maxOutputLength: maximumBytes });
  } catch {
    throw new AwsError('SerializationException', 'The body is not gzip, or is too large once unzipped.');
  }
}
