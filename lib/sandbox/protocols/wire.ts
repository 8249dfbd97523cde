import type { AwsError } from '../operation.ts';
import type { Operation, Protocol, ServiceDefinition } from '../service.ts';

/** An HTTP request as it arrived: body read and decompressed, nothing of it interpreted. */
export interface WireRequest {
  readonly method: string;
  /** Still percent-encoded, without the query. */
  readonly path: string;
  /** Still percent-encoded, without the question mark. */
  readonly rawQuery: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** A request that was matched to an operation, with what its path said. */
export interface Route {
  readonly operation: Operation;
  /** Values of the path's labels, decoded; empty where a protocol has none. */
  readonly labels: Readonly<Record<string, string>>;
}

/** What an answer is written for. */
export interface AnswerContext {
  /** Undefined: the account has no such service. */
  readonly service: ServiceDefinition | undefined;
  readonly request: WireRequest;
  readonly requestId: string;
}

/** One of AWS's wire protocols, from the server's side. Reading throws an {@link AwsError} or whatever the codec throws. */
export interface WireProtocol {
  /** The operation that a request asks for; undefined: none that the service has here. */
  readonly route: (service: ServiceDefinition, request: WireRequest) => Route | undefined;
  readonly read: (route: Route, request: WireRequest) => unknown;
  readonly write: (
    operation: Operation,
    output: Readonly<Record<string, unknown>>,
    context: AnswerContext,
  ) => WireResponse;
  readonly fail: (error: AwsError, context: AnswerContext) => WireResponse;
}

/** Picks the service's operation of this name. */
export function routeByName(service: ServiceDefinition, name: string | undefined): Route | undefined {
  const operation = service.operations.find((candidate) => candidate.name === name);
  return operation && { operation, labels: {} };
}

/**
 * The protocol that a request is written in, as AWS tells them apart: `smithy-protocol`, then `x-amz-target`, then a
 * form with an `Action`, and else REST. Services speak one of the two form and of the two REST protocols.
 */
export function protocolOf(request: WireRequest, service: ServiceDefinition | undefined): Protocol {
  const contentType = request.headers['content-type'] ?? '';
  if (request.headers['smithy-protocol'] === 'rpc-v2-cbor') {
    return 'rpcV2Cbor';
  }
  if (request.headers['x-amz-target'] !== undefined) {
    return contentType.startsWith('application/x-amz-json-1.0') ? 'json1_0' : 'json1_1';
  }
  if (contentType.startsWith('application/x-www-form-urlencoded') || request.query.has('Action')) {
    return service?.protocols.includes('ec2Query') ? 'ec2Query' : 'query';
  }
  const rest = service?.protocols.find((protocol) => protocol === 'restJson' || protocol === 'restXml');
  return rest ?? service?.protocols[0] ?? 'restJson';
}
