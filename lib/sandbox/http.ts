import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CannotRunError } from '../errors.ts';
import { type Gateway, maximumBodyBytes, maximumObjectBytes, type Reply } from './gateway.ts';
import type { WireRequest, WireResponse } from './protocols/wire.ts';

/** Longer than a client's pause, so that no connection is closed under a request that is just being sent. */
const keepAliveTimeoutMs = 120_000;

interface ServerOptions {
  readonly gateway: Gateway;
  /** What the Date header says, which clients correct their own clock by. */
  readonly wireClock: () => Date;
  /** Ends the waits of calls that are being delayed. */
  readonly closing: AbortSignal;
}

/** The HTTP side of the embedded account: reads requests, sends answers, and breaks connections that are to be broken. */
export function createHttpServer(options: ServerOptions): Server {
  return createServer({ keepAliveTimeout: keepAliveTimeoutMs }, (request, response) => {
    serve(request, response, options).catch(() => {
      // The client is gone, or the sandbox is closing: there is nobody to tell.
      request.socket.destroy();
    });
  });
}

/** Listens on loopback and answers the port. Throws a CannotRunError when it cannot be had. */
export async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(new CannotRunError(`Cannot listen on 127.0.0.1:${port} (${cause.message})`, { cause }));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

async function serve(
  message: IncomingMessage,
  response: ServerResponse,
  { gateway, wireClock, closing }: ServerOptions,
): Promise<void> {
  const head = headOf(message);
  const body = await readBody(message, carriesObject(head) ? maximumObjectBytes : maximumBodyBytes);
  const reply = body ? await gateway.answer({ ...head, body }, closing) : await gateway.refuseBody(head);
  if (!body) {
    response.setHeader('connection', 'close');
  }
  response.sendDate = false;
  response.setHeader('date', wireClock().toUTCString());
  deliver(reply, message, response);
}

function headOf({ method = 'GET', url = '/', headers }: IncomingMessage): WireRequest {
  const [path = '/', ...rest] = url.split('?');
  const rawQuery = rest.join('?');
  return {
    method,
    path,
    rawQuery,
    query: new URLSearchParams(rawQuery),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
    ),
    body: new Uint8Array(),
  };
}

/** Only S3 takes large bodies, and the scope of a signature says what is S3. */
function carriesObject({ headers, query }: WireRequest): boolean {
  return (headers.authorization ?? query.get('X-Amz-Credential') ?? '').includes('/s3/aws4_request');
}

/** The body; undefined when it is longer than it may be (what is left of it is then thrown away as it comes). */
async function readBody(message: IncomingMessage, maximumBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message) {
    if (chunk instanceof Buffer) {
      length += chunk.byteLength;
      chunks.push(...(length <= maximumBytes ? [chunk] : []));
    }
  }
  return length <= maximumBytes ? Buffer.concat(chunks) : undefined;
}

function deliver({ response: answer, connection }: Reply, message: IncomingMessage, response: ServerResponse): void {
  if (connection === 'hang') {
    return;
  }
  if (!answer || connection === 'reset') {
    message.socket.resetAndDestroy();
    return;
  }
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
  response.writeHead(answer.status, headersOf(answer, body.byteLength));
  if (connection === 'truncated') {
    response.write(body.subarray(0, body.byteLength / 2), () => message.socket.destroy());
    return;
  }
  response.end(message.method === 'HEAD' ? undefined : body);
}

function headersOf({ status, headers }: WireResponse, length: number): Record<string, string> {
  // A HEAD says how long the object is, and sends nothing of it.
  return { ...(status !== 204 && { 'content-length': String(length) }), ...headers };
}
