import { z } from 'zod';
import { AuditorError } from '../errors.ts';
import { oneLine } from '../one-line.ts';
import { type AwsErrorKind, kindOfCode } from './error-codes.ts';

export type { AwsErrorKind } from './error-codes.ts';

/** An error of AWS in this program's words. */
export interface AwsErrorDescription {
  readonly kind: AwsErrorKind;
  /** AWS's error code or the system's, for example `AccessDenied` or `ENOTFOUND`. */
  readonly code: string;
  /** One line that a person can act on; holds no secret and no control character. */
  readonly message: string;
}

/** The members that errors of the SDK, of Node and of AWS carry in one mixture or another. */
const errorShape = z.object({
  name: z.string().catch(''),
  message: z.string().catch(''),
  code: z.string().catch(''),
  Code: z.string().catch(''),
  hostname: z.string().optional().catch(undefined),
  address: z.string().optional().catch(undefined),
  port: z.number().optional().catch(undefined),
  input: z.string().optional().catch(undefined),
  cause: z.unknown().optional(),
  errors: z.array(z.unknown()).optional().catch(undefined),
  $metadata: z.object({ httpStatusCode: z.number().optional() }).optional().catch(undefined),
});
type ErrorShape = z.infer<typeof errorShape>;

/** Code of an error whose answer is not in AWS's format: a proxy, or an endpoint of somebody else, that lacks the operation. */
export const FOREIGN_ANSWER = 'ForeignAnswer';

/** What the SDK adds to the message when it cannot read an answer. */
const UNREADABLE = 'Deserialization error: to see the raw response';

/** How deep causes are looked into: the SDK wraps an error of the network once or twice. */
const MAX_CAUSES = 5;

/** Says in one line what went wrong in a call to AWS, and of which kind it is. */
export function describeAwsError(error: unknown): AwsErrorDescription {
  if (error instanceof AuditorError) return { kind: 'service', code: error.name, message: oneLine(error.message) };
  const chain = causes(error);
  for (const shape of chain) {
    const foreign = describeForeignAnswer(shape);
    if (foreign) return foreign;
    const known = classify(shape);
    if (known) return { ...known, message: sentence(known.kind, known.code, shape) };
  }
  const [first] = chain;
  if (!first) return { kind: 'service', code: 'Unknown', message: oneLine(String(error)) };
  const [code] = codesOf(first);
  const message = first.message || 'no message';
  return {
    kind: 'service',
    code: oneLine(code ?? 'Unknown'),
    message: oneLine(code ? `${code}: ${message}` : message),
  };
}

function causes(error: unknown): ErrorShape[] {
  const found: ErrorShape[] = [];
  const queue: unknown[] = [error];
  while (queue.length > 0 && found.length < MAX_CAUSES) {
    const parsed = errorShape.safeParse(queue.shift());
    if (!parsed.success) continue;
    found.push(parsed.data);
    if (parsed.data.cause !== undefined) queue.push(parsed.data.cause);
    queue.push(...(parsed.data.errors ?? []));
  }
  return found;
}

function codesOf(shape: ErrorShape): string[] {
  const generic = new Set(['', 'Error', 'AggregateError', 'Unknown', 'UnknownError']);
  return [shape.Code, shape.code, shape.name].filter((code) => !generic.has(code));
}

/** Its status says little: 404 is not AWS's word for an entity that is gone, nor 403 for a permission that is missing. */
function describeForeignAnswer({ message, $metadata }: ErrorShape): AwsErrorDescription | undefined {
  const status = $metadata?.httpStatusCode ?? 0;
  if (status < 400 || !message.includes(UNREADABLE)) return undefined;
  return {
    kind: 'service',
    code: FOREIGN_ANSWER,
    message: `The endpoint does not answer as AWS does (HTTP ${status}): a proxy in between, or an endpoint without this operation`,
  };
}

function classify(shape: ErrorShape): { kind: AwsErrorKind; code: string } | undefined {
  for (const code of codesOf(shape)) {
    const kind = kindOfCode(code);
    if (kind) return { kind: moreExactly(kind, code, shape.message), code };
  }
  const status = shape.$metadata?.httpStatusCode;
  const code = codesOf(shape)[0] ?? `HTTP ${status}`;
  if (status === 403) return { kind: 'denied', code };
  if (status === 429) return { kind: 'throttled', code };
  return undefined;
}

function moreExactly(kind: AwsErrorKind, code: string, message: string): AwsErrorKind {
  if (kind !== 'no-credentials') return kind;
  // The same two codes mean a wrong secret and a wrong clock; only the sentence tells which.
  if (/Signature (expired|not yet current)/i.test(message)) return 'clock-skew';
  if (/(CredentialsProvider|TokenProvider)Error/.test(code) && /expired/i.test(message)) return 'expired-credentials';
  return kind;
}

function sentence(kind: AwsErrorKind, code: string, shape: ErrorShape): string {
  const said = shape.message && shape.message !== 'UnknownError' ? `: ${firstSentence(shape.message)}` : '';
  switch (kind) {
    case 'denied':
      return oneLine(`Access denied (${code})${said}`);
    case 'throttled':
      return oneLine(`AWS throttled the call, also after retries (${code})${said}`);
    case 'expired-credentials':
      return oneLine(`The AWS credentials have expired; sign in again or renew them (${code})${said}`);
    case 'no-credentials':
      return oneLine(`No valid AWS credentials (${code})${said}`);
    case 'clock-skew':
      return oneLine(`The clock of this machine is off, so AWS refuses its signatures; set it right (${code})`);
    case 'quota':
      return oneLine(`A quota of AWS is reached (${code})${said}`);
    case 'not-found':
      return oneLine(`Not found (${code})${said}`);
    case 'network':
      return oneLine(networkSentence(code, shape));
    case 'service':
      return oneLine(`${code}${said}`);
  }
}

/** Some messages go on with the whole signed request, session token included. */
function firstSentence(message: string): string {
  return message.split(/\n|The Canonical String/)[0] ?? '';
}

function networkSentence(code: string, shape: ErrorShape): string {
  const host = shape.hostname ?? shape.address ?? 'the endpoint';
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `No such host: ${host} (${code}); is the Region right, and is there a network?`;
    case 'ECONNREFUSED':
      return `Nothing answers at ${host}${shape.port === undefined ? '' : `:${shape.port}`} (${code})`;
    case 'ETIMEDOUT':
    case 'TimeoutError':
      return `No answer from AWS in time (${code}); is there a network, and does a proxy or firewall stand in between?`;
    case 'ERR_INVALID_URL':
      return `Not a URL: ${JSON.stringify(shape.input ?? '')}; accepted as AWS_ENDPOINT_URL, or endpoint_url in the profile, is one such as http://127.0.0.1:4566`;
    default:
      return `The connection to AWS failed (${code}): ${firstSentence(shape.message)}`;
  }
}
