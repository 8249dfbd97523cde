import { request } from 'node:http';
import { onTestFinished } from 'vitest';
import type { AccountSpecInput } from '../../lib/sandbox/account-file.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../lib/sandbox/server.ts';
import { accountId } from './calling.ts';

export const adaKey = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};

/** An account whose user ada, with a virtual MFA device, signs the requests. */
export const adasAccount: AccountSpecInput = {
  accountId,
  credentials: [{ ...adaKey, as: 'user/ada' }],
  users: [{ name: 'ada', created: '-400d', mfa: 'virtual', keys: [{ created: '-90d' }] }],
};

/** Starts a sandbox, with ada's account unless told otherwise, that closes when the test ends. */
export async function aSandbox(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ accounts: [adasAccount], ...options });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** What an SDK client is made with: no retry, so that a test sees every answer. */
export function connectionTo({ endpoint, credentials }: Sandbox) {
  return { endpoint, credentials, region: 'eu-west-1', maxAttempts: 1 };
}

interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Sends a request as it is, without a client that would put it right. */
export function send(
  { port }: Sandbox,
  { method = 'POST', path = '/', headers = {}, body = '' }: RawRequest,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sending = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sending.on('error', reject);
    sending.end(body);
  });
}
