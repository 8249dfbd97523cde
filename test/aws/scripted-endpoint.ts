import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One answer of the endpoint: a body and its status, or `hang` for none at all. */
export type Answer = { readonly status?: number; readonly body: string } | 'hang';

export interface ReceivedRequest {
  readonly headers: IncomingMessage['headers'];
  /** The form's `Action`, for services of the query protocol. */
  readonly action: string;
  readonly form: URLSearchParams;
  /** When it came, on a clock that only goes forward. */
  readonly atMs: number;
}

export interface ScriptedEndpoint extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
}

/** A loopback server that answers each request with what the script says to it. */
export async function scriptedEndpoint(
  script: (request: ReceivedRequest, index: number) => Answer,
): Promise<ScriptedEndpoint> {
  const requests: ReceivedRequest[] = [];
  const server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => {
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      const request = { headers: message.headers, action: form.get('Action') ?? '', form, atMs: performance.now() };
      const answer = script(request, requests.push(request) - 1);
      if (answer === 'hang') return;
      response.writeHead(answer.status ?? 200, { 'content-type': 'text/xml' }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An error as services of the query protocol answer it. */
export function queryError(code: string, message: string, status = 400): Answer {
  return {
    status,
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>7f1c</RequestId></ErrorResponse>`,
  };
}

export function queryAnswer(action: string, result: string): Answer {
  return { body: `<${action}Response><${action}Result>${result}</${action}Result></${action}Response>` };
}
