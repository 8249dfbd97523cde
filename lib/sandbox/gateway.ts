import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.ts';
import { authenticate } from './auth/authenticate.ts';
import { type Signature, signatureOf } from './auth/signature.ts';
import { decodeBody } from './body.ts';
import type { ConnectionFault, Faults } from './faults.ts';
import type { Hooks } from './hooks.ts';
import type { Ledger } from './ledger.ts';
import { AwsError, type Caller } from './operation.ts';
import { checkInput } from './protocols/check-input.ts';
import { protocols } from './protocols/protocols.ts';
import { protocolOf, type Route, type WireRequest, type WireResponse } from './protocols/wire.ts';
import { denialMessage, isThrottlingCode, type Refusal, refusal } from './protocols/words.ts';
import type { Protocol, ServiceDefinition } from './service.ts';
import type { Throttle } from './throttle.ts';

/** What a gateway works with. Faults, limits and clock may be changed while it runs. */
export interface Surroundings {
  readonly accounts: readonly Account[];
  readonly services: readonly ServiceDefinition[];
  readonly ledger: Ledger;
  readonly hooks: Hooks;
  faults: Faults;
  throttle: Throttle;
  /** The clock that the accounts live by. */
  clock: () => Date;
  /** The clock of the wire, which signatures and sessions are held against. */
  readonly wireClock: () => Date;
  readonly nextRequestId: () => string;
}

/** What becomes of a request: an answer, a broken connection, or an answer that breaks half-way. */
export interface Reply {
  readonly response?: WireResponse;
  readonly connection?: ConnectionFault;
}

/** What is known of a request by the time it is answered, well or badly. */
interface Exchange {
  readonly request: WireRequest;
  readonly requestId: string;
  service: ServiceDefinition | undefined;
  protocol: Protocol;
  signature?: Signature;
  route?: Route;
  caller?: Caller;
}

/** Longest body of a call, in bytes, and of a call that brings an object. */
export const maximumBodyBytes = 2 ** 20;
export const maximumObjectBytes = 64 * 2 ** 20;

/** The way of a request through the account: who sent it, what it asks, what goes wrong on purpose, the handler, the answer. */
export class Gateway {
  readonly #around: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#around = surroundings;
  }

  /** Answers a request, whatever it is. Rejects only when `signal` ends a wait. */
  async answer(request: WireRequest, signal: AbortSignal): Promise<Reply> {
    return this.#record(request, (exchange) => this.#serve(exchange, signal));
  }

  /** The answer to a request whose body was not read because it is too long. */
  async refuseBody(request: WireRequest): Promise<Reply> {
    return this.#record(request, (exchange) => {
      this.#identify(exchange);
      throw this.#refusal(exchange, 'tooLarge');
    });
  }

  async #record(request: WireRequest, serve: (exchange: Exchange) => Promise<Reply>): Promise<Reply> {
    const { ledger, wireClock, nextRequestId } = this.#around;
    const exchange: Exchange = {
      request,
      requestId: nextRequestId(),
      service: undefined,
      protocol: protocolOf(request, undefined),
    };
    const time = wireClock().getTime();
    const startedAt = performance.now();
    let code: string | undefined;
    let reply: Reply;
    try {
      reply = await serve(exchange);
      code = reply.connection;
    } catch (error) {
      const asAnswered = this.#errorOf(exchange, error);
      code = asAnswered.code;
      reply = { response: this.#write(exchange, asAnswered) };
    }
    const { service, route, caller, signature } = exchange;
    ledger.add({
      service: service ? actionPrefixOf(service) : (signature?.service ?? '?'),
      operation: route?.operation.name ?? '?',
      status: reply.response?.status ?? 0,
      ...(code !== undefined && { code }),
      time,
      durationMs: performance.now() - startedAt,
      ...(caller && { callerArn: caller.arn, accountId: caller.accountId }),
      ...(signature && { region: signature.region }),
      isThrottled: isThrottlingCode(code),
    });
    return reply;
  }

  async #serve(exchange: Exchange, signal: AbortSignal): Promise<Reply> {
    const { accounts, clock, throttle, faults, hooks, wireClock } = this.#around;
    const signature = this.#identify(exchange);
    const request = decodeBody(exchange.request, maximumBodyBytes);
    const { service, protocol } = exchange;
    const route = service?.protocols.includes(protocol) ? protocols[protocol].route(service, request) : undefined;
    if (route) {
      exchange.route = route;
    }
    const identity = authenticate(signature, exchange.request, { accounts, now: wireClock() });
    if ('refused' in identity) {
      throw this.#refusal(exchange, identity.refused, identity.message);
    }
    const { account, caller } = identity;
    exchange.caller = caller;
    if (!service || !route) {
      throw this.#refusal(exchange, 'unknownOperation');
    }
    const action = `${actionPrefixOf(service)}:${route.operation.name}`;

    if (!throttle.admits(action, account.accountId)) {
      throw this.#refusal(exchange, 'throttled');
    }
    const misfortune = faults.next(action, clock());
    if (misfortune.latencyMs > 0) {
      await sleep(misfortune.latencyMs, undefined, { signal });
    }
    if (misfortune.refusal) {
      const denial = misfortune.refusal === 'denied' ? denialMessage(caller.arn, action, exchange.protocol) : undefined;
      throw this.#refusal(exchange, misfortune.refusal, denial);
    }
    if (misfortune.error) {
      throw new AwsError(misfortune.error.code, misfortune.error.message, misfortune.error.status);
    }
    if (misfortune.connection === 'reset' || misfortune.connection === 'hang') {
      return { connection: misfortune.connection };
    }

    const input = await this.#read(exchange, route, request);
    const call = { action, input, caller };
    if ((await hooks.before?.(call)) === 'drop') {
      return { connection: 'reset' };
    }
    const output = await route.operation.handle({
      // The schema has been checked against the input: this is where the wire's `unknown` becomes the command's input.
      input: input as never,
      account,
      caller,
      region: signature.region,
      now: clock(),
    });
    if ((await hooks.after?.(call)) === 'drop') {
      return { connection: 'reset' };
    }
    const response = protocols[exchange.protocol].write(route.operation, isRecord(output) ? output : {}, {
      service,
      request,
      requestId: exchange.requestId,
    });
    return { response, ...(misfortune.connection && { connection: misfortune.connection }) };
  }

  /** Finds out which service a request is for and in which protocol, which is needed to say even that it is refused. */
  #identify(exchange: Exchange): Signature {
    const signature = signatureOf(exchange.request);
    if (signature !== undefined && signature !== 'incomplete') {
      exchange.signature = signature;
      exchange.service = this.#around.services.find(({ signingName }) => signingName === signature.service);
      exchange.protocol = protocolOf(exchange.request, exchange.service);
      return signature;
    }
    throw this.#refusal(exchange, signature ? 'incompleteSignature' : 'unsigned');
  }

  async #read(exchange: Exchange, route: Route, request: WireRequest): Promise<unknown> {
    let input: unknown;
    try {
      input = (await protocols[exchange.protocol].read(route, request)) ?? {};
    } catch (error) {
      // Codecs throw whatever they stumble over; only what is worded for AWS passes as it is.
      throw error instanceof AwsError ? error : this.#refusal(exchange, 'malformed');
    }
    const problem = checkInput(route.operation.schema[4], input);
    if (problem) {
      const message =
        problem.kind === 'missingMember'
          ? `1 validation error detected: Value null at '${problem.member}' failed to satisfy constraint: Member must not be null`
          : `The value at '${problem.member}' is not of the type that it must have`;
      throw this.#refusal(exchange, problem.kind, message);
    }
    return input;
  }

  #refusal({ service, protocol }: Exchange, what: Refusal, message?: string): AwsError {
    return refusal(what, service, protocol, message);
  }

  #errorOf(exchange: Exchange, error: unknown): AwsError {
    if (error instanceof AwsError) {
      return error;
    }
    if (error instanceof Error && error.name === 'AbortError') {
      throw error;
    }
    const reason = error instanceof Error ? error.message : String(error);
    return this.#refusal(exchange, 'internal', `The embedded account failed: ${reason}`);
  }

  #write({ service, protocol, request, requestId }: Exchange, error: AwsError): WireResponse {
    return protocols[protocol].fail(error, { service, request, requestId });
  }
}

function actionPrefixOf({ actionPrefix, signingName }: ServiceDefinition): string {
  return actionPrefix ?? signingName;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
