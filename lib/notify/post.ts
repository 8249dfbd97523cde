import { request } from 'node:https';
import type { LookupFunction } from 'node:net';
import { NOT_PUBLIC, publicLookup } from './public-lookup.ts';

/** One request to a webhook. */
export interface Post {
  readonly url: URL;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** How connections are made, where it is not as usual: tests have a server of their own. */
export interface Wire {
  readonly lookup?: LookupFunction;
  /** PEM of the authorities that are trusted. */
  readonly ca?: string;
}

/** What came back, in this program's words: an answer of somebody else, or an error of Node, may repeat the URL. */
export type Answer =
  | { readonly status: number; readonly retryAfter: string | undefined }
  | { readonly problem: string; readonly isPassing: boolean };

/**
 * Posts once. Follows no redirect and reads no body. Never rejects.
 *
 * @param timeoutMs from the look-up of the host until the head of the answer
 */
export function post(
  { url, body, headers }: Post,
  signal: AbortSignal,
  timeoutMs: number,
  wire: Wire,
): Promise<Answer> {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const timeout = AbortSignal.timeout(timeoutMs);
  const sent = request(
    url,
    {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      // No connection is kept: the next message comes tomorrow.
      agent: false,
      signal: AbortSignal.any([signal, timeout]),
      lookup: wire.lookup ?? publicLookup,
      ...(wire.ca === undefined ? {} : { ca: wire.ca }),
    },
    (response) => {
      resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] });
      response.destroy();
    },
  );
  sent.on('error', (error) =>
    resolve(
      timeout.aborted ? { problem: `gave no answer within ${timeoutMs / 1000} s`, isPassing: true } : problemOf(error),
    ),
  );
  sent.end(body);
  return promise;
}

function problemOf(error: Error): Answer {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === NOT_PUBLIC) return { problem: 'has an address that is not of the public internet', isPassing: false };
  if (code === 'ABORT_ERR') return { problem: 'was given up, because the time was over', isPassing: false };
  // Codes alone: the texts name host, address and certificate.
  if (/^[A-Z][A-Z0-9_]*$/.test(code))
    return { problem: `could not be reached (${code})`, isPassing: !/CERT|TLS|SSL/.test(code) };
  return { problem: 'could not be reached', isPassing: true };
}
