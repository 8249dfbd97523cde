import { type Signature, signatureOf } from './auth/signature.ts';
import { decodeBody } from './body.ts';
import { AwsError, type Caller } from './operation.ts';
import { checkInput } from './protocols/check-input.ts';
import { protocols } from './protocols/protocols.ts';
import { protocolOf, type Route, type WireRequest, type WireResponse } from './protocols/wire.ts';
import { type Refusal, refusal } from './protocols/words.ts';
import type { Protocol, ServiceDefinition } from './service.ts';

/**
 * One request and what is known of it so far. An answer can be written at any time: the more is known, the more it looks like
 * that of the service.
 */
export class Exchange {
  readonly request: WireRequest;
  readonly requestId: string;
  caller: Caller | undefined;
  #protocol: Protocol;
  #signature: Signature | undefined;
  #service: ServiceDefinition | undefined;
  #route: Route | undefined;

  constructor(request: WireRequest, requestId: string) {
    this.request = request;
    this.requestId = requestId;
    this.#protocol = protocolOf(request, undefined);
  }

  /** Whom the request is for, by the scope of its signature; throws the refusal of a request that is not signed. */
  identify(services: readonly ServiceDefinition[]): Signature {
    const signature = signatureOf(this.request);
    if (signature === undefined || signature === 'incomplete') {
      throw this.refusal(signature ? 'incompleteSignature' : 'unsigned');
    }
    this.#signature = signature;
    this.#service = services.find(
      ({ signingName, pathPrefix = '' }) =>
        signingName === signature.service && this.request.path.startsWith(pathPrefix),
    );
    this.#protocol = protocolOf(this.request, this.#service);
    return signature;
  }

  /** What the request asks for. Undefined: nothing that the account has. Answers the request with its body decoded. */
  find(maximumBytes: number): { readonly route: Route | undefined; readonly request: WireRequest } {
    const request = decodeBody(this.request, maximumBytes);
    const isSpoken = this.#service?.protocols.includes(this.#protocol);
    this.#route = this.#service && isSpoken ? protocols[this.#protocol].route(this.#service, request) : undefined;
    return { route: this.#route, request };
  }

  /** The input of the operation, checked against its schema; throws the refusal of one that is not right. */
  async read(route: Route, request: WireRequest): Promise<unknown> {
    let input: unknown;
    try {
      input = (await protocols[this.#protocol].read(route, request)) ?? {};
    } catch (error) {
      // Codecs throw whatever they stumble over; only what is worded for AWS passes as it is.
      throw error instanceof AwsError ? error : this.refusal('malformed');
    }
    const problem = checkInput(route.operation.schema[4], input);
    if (problem) {
      const message =
        problem.kind === 'missingMember'
          ? `1 validation error detected: Value null at '${problem.member}' failed to satisfy constraint: Member must not be null`
          : `The value at '${problem.member}' is not of the type that it must have`;
      throw this.refusal(problem.kind, message);
    }
    return input;
  }

  write({ operation }: Route, output: unknown): WireResponse {
    return protocols[this.#protocol].write(operation, isRecord(output) ? output : {}, this.#context());
  }

  fail(error: AwsError): WireResponse {
    return protocols[this.#protocol].fail(error, this.#context());
  }

  /** An error in the words of the service that was asked. */
  refusal(what: Refusal, message?: string): AwsError {
    return refusal(what, this.#service, this.#protocol, message);
  }

  get protocol(): Protocol {
    return this.#protocol;
  }

  /** As in IAM actions; of a service that the account does not have: what the signature calls it. */
  get serviceName(): string {
    return this.#service?.actionPrefix ?? this.#signature?.service ?? '?';
  }

  get operationName(): string {
    return this.#route?.operation.name ?? '?';
  }

  get region(): string | undefined {
    return this.#signature?.region;
  }

  #context() {
    return { service: this.#service, request: this.request, requestId: this.requestId };
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
