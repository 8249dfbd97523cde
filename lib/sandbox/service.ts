import type { Handler } from './operation.ts';

/** Wire protocols that a service answers in. A request is matched to one by its headers and body, as AWS does. */
export type Protocol = 'query' | 'ec2Query' | 'json1_0' | 'json1_1' | 'rpcV2Cbor' | 'restJson' | 'restXml';

/** The operation schema that every SDK command carries: [9, namespace, name, traits, input, output]. */
export type OperationSchema = readonly [number, string, string, unknown, unknown, unknown];

/** Class of an SDK command: what it takes and answers, and (on an instance) its operation's schema. */
export type CommandClass<Input, Output> = new (input: never) => {
  readonly input: Input;
  readonly schema?: unknown;
  resolveMiddleware(...parameters: never[]): unknown;
  readonly '~output'?: Output;
};

export interface Operation {
  readonly name: string;
  readonly schema: OperationSchema;
  readonly handle: Handler<never, unknown>;
}

/** A service of the embedded account: add a handler and a line here, and the wire comes by itself. */
export interface ServiceDefinition {
  /** The name in the signature's credential scope, for example `iam`, `ssm`, `access-analyzer`, `monitoring`. */
  readonly signingName: string;
  /** Protocols it answers in; the first is what its errors fall back to. */
  readonly protocols: readonly Protocol[];
  readonly operations: readonly Operation[];
}
