import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { LookupFunction } from 'node:net';
import { type Certificate, selfSigned } from './certificate.ts';

/** What a webhook was sent. */
export interface Received {
  readonly host: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Receiver extends AsyncDisposable {
  readonly port: number;
  readonly received: readonly Received[];
  /** How to reach it: every name leads to it, and its certificate is trusted. */
  readonly wire: { readonly lookup: LookupFunction; readonly ca: string };
}

/** The certificate is good for these hosts. */
const certificate: Certificate = selfSigned(['hooks.example.com', 'elsewhere.example.com']);

/** A webhook on loopback, over TLS, that answers as it is told; told nothing by `answer`, it leaves the sender waiting. */
export async function aReceiver(answer: (response: ServerResponse, count: number) => void): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer(certificate, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { headers, url } = request;
    const count = received.push({ host: headers.host, path: url, headers, body: Buffer.concat(chunks).toString() });
    answer(response, count);
  });
  // A sender that goes away in the middle is part of the tests.
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    received,
    wire: {
      lookup: (_host, { all }, callback) =>
        all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4),
      ca: certificate.cert,
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
