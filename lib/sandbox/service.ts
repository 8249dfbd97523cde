import type { Readable } from 'node:stream';
import type { MetadataBearer, Handler as SmithyHandler, StaticOperationSchema } from '@smithy/types';
import type { Handler } from './operation.ts';
import type { Refusal, Wording } from './protocols/words.ts';

/** Wire protocols that a service answers in. A request is matched to one by its headers and body, as AWS does. */
export type Protocol = 'query' | 'ec2Query' | 'json1_0' | 'json1_1' | 'rpcV2Cbor' | 'restJson' | 'restXml';

/** The operation schema that every SDK command carries: [9, namespace, name, traits, input, output]. */
export type OperationSchema = StaticOperationSchema;

/** Class of an SDK command: what it takes and answers, and (on an instance) its operation's schema. */
export type CommandClass<Input extends object, Output extends MetadataBearer> = new (
  input: never,
) => {
  readonly input: Input;
  readonly schema?: unknown;
  resolveMiddleware(...parameters: never[]): SmithyHandler<Input, Output>;
};

/** A member as it is on the server's side: a stream has been read (or is to be sent) whole, as bytes. */
type Wire<Member> = [Extract<Member, Readable>] extends [never] ? Member : Uint8Array | Extract<Member, undefined>;

/** A command's input after the wire has read it: members that the service requires are there. */
export type HandlerInput<Input> = {
  readonly [Name in keyof Input]: object extends Pick<Input, Name>
    ? Wire<Input[Name]>
    : Exclude<Wire<Input[Name]>, undefined>;
};

type Answer<Output> = { [Name in keyof Output as Exclude<Name, '$metadata'>]: Wire<Output[Name]> };

/** What a handler answers: the command's output without metadata; nothing where AWS answers nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler of such an operation ends without a return, which is void, not undefined.
export type HandlerOutput<Output> = keyof Answer<Output> extends never ? void | Answer<Output> : Answer<Output>;

export interface Operation {
  readonly name: string;
  readonly schema: OperationSchema;
  readonly handle: Handler<never, unknown>;
}

/** A service of the embedded account: add a handler and a line here, and the wire comes by itself. */
export interface ServiceDefinition {
  /** The name in the signature's credential scope, for example `iam`, `ssm`, `access-analyzer`, `monitoring`. */
  readonly signingName: string;
  /** What its addresses begin with, where another service signs by the same name. */
  readonly pathPrefix?: string;
  /** Its name in IAM actions, fault plans, limits and the ledger, where that differs: `cloudwatch` signs as `monitoring`. */
  readonly actionPrefix?: string;
  /** The namespace of its XML documents. */
  readonly xmlNamespace?: string;
  /** Protocols it answers in; the first is what its errors fall back to. */
  readonly protocols: readonly Protocol[];
  /** What it words otherwise than the services of its protocol do. */
  readonly refusals?: Readonly<Partial<Record<Refusal, Wording>>>;
  readonly operations: readonly Operation[];
}

/**
 * One operation of a service from the SDK's command and the function that answers it:
 * `operation(GetUserCommand, ({ input, account }) => ({ User: ... }))`. The input is deserialised, its required
 * members are checked (a missing one never reaches the handler), and streams on either side are bytes.
 */
export function operation<Input extends object, Output extends MetadataBearer>(
  command: CommandClass<Input, Output>,
  handle: Handler<HandlerInput<Input>, HandlerOutput<Output>>,
): Operation {
  const { schema } = new command({} as never);
  if (!isOperationSchema(schema)) {
    throw new TypeError(`${command.name} carries no operation schema: this SDK is not one that the sandbox can serve`);
  }
  return { name: schema[2], schema, handle };
}

function isOperationSchema(schema: unknown): schema is OperationSchema {
  return Array.isArray(schema) && schema[0] === 9;
}
