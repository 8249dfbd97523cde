import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.ts';
import { authenticate } from './auth/authenticate.ts';
import { Exchange } from './exchange.ts';
import type { ConnectionFault, Faults } from './faults.ts';
import type { Hooks } from './hooks.ts';
import type { Ledger } from './ledger.ts';
import { AwsError, type Call } from './operation.ts';
import type { Route, WireRequest, WireResponse } from './protocols/wire.ts';
import { denialMessage, isThrottlingCode } from './protocols/words.ts';
import type { ServiceDefinition } from './service.ts';
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
    return this.#record(request, async (exchange) => {
      exchange.identify(this.#around.services);
      throw exchange.refusal('tooLarge');
    });
  }

  async #record(request: WireRequest, serve: (exchange: Exchange) => Promise<Reply>): Promise<Reply> {
    const { ledger, wireClock, nextRequestId } = this.#around;
    const exchange = new Exchange(request, nextRequestId());
    const time = wireClock().getTime();
    const startedAt = performance.now();
    const { reply, code } = await serve(exchange)
      .then((served) => ({ reply: served, code: served.connection }))
      .catch((error: unknown) => {
        const answered = asAwsError(error, exchange);
        return { reply: { response: exchange.fail(answered) }, code: answered.code };
      });
    const { serviceName, operationName, caller, region } = exchange;
    ledger.add({
      service: serviceName,
      operation: operationName,
      status: reply.response?.status ?? 0,
      ...(code !== undefined && { code }),
      time,
      durationMs: performance.now() - startedAt,
      ...(caller && { callerArn: caller.arn, accountId: caller.accountId }),
      ...(region !== undefined && { region }),
      isThrottled: isThrottlingCode(code),
    });
    return reply;
  }

  async #serve(exchange: Exchange, signal: AbortSignal): Promise<Reply> {
    const { accounts, services, clock, wireClock } = this.#around;
    const signature = exchange.identify(services);
    // Found before the caller is: a call that is refused is recorded under its name.
    const { route, request } = exchange.find(maximumBodyBytes);
    const identity = authenticate(signature, exchange.request, { accounts, now: wireClock() });
    if ('refused' in identity) {
      throw exchange.refusal(identity.refused, identity.message);
    }
    exchange.caller = identity.caller;
    if (!route) {
      throw exchange.refusal('unknownOperation');
    }
    const connection = await this.#strike(exchange, identity, signal);
    if (connection === 'reset' || connection === 'hang') {
      return { connection };
    }
    const input = await exchange.read(route, request);
    const response = await this.#handle(exchange, route, {
      ...identity,
      input,
      region: signature.region,
      now: clock(),
    });
    return response ? { response, ...(connection && { connection }) } : { connection: 'reset' };
  }

  /** Throttles the call, or makes it fail, as the sandbox was asked to; answers how its connection is to break. */
  async #strike(
    exchange: Exchange,
    { account, caller }: Pick<Call<unknown>, 'account' | 'caller'>,
    signal: AbortSignal,
  ): Promise<ConnectionFault | undefined> {
    const { throttle, faults, clock } = this.#around;
    const action = actionOf(exchange);
    if (!throttle.admits(action, account.accountId)) {
      throw exchange.refusal('throttled');
    }
    const { latencyMs, refusal, error, connection } = faults.next(action, clock());
    if (latencyMs > 0) {
      await sleep(latencyMs, undefined, { signal });
    }
    if (refusal) {
      const denial = refusal === 'denied' ? denialMessage(caller.arn, action, exchange.protocol) : undefined;
      throw exchange.refusal(refusal, denial);
    }
    if (error) {
      throw new AwsError(error.code, error.message, error.status);
    }
    return connection;
  }

  /** Calls the handler between the hooks; undefined when one of them drops the call. */
  async #handle(exchange: Exchange, route: Route, call: Call<unknown>): Promise<WireResponse | undefined> {
    const { hooks } = this.#around;
    const observed = { action: actionOf(exchange), input: call.input, caller: call.caller };
    if ((await hooks.before?.(observed)) === 'drop') {
      return undefined;
    }
    // The input has been checked against the operation's schema: here the wire's `unknown` becomes the command's input.
    const output = await route.operation.handle(call as Call<never>);
    return (await hooks.after?.(observed)) === 'drop' ? undefined : exchange.write(route, output);
  }
}

function actionOf({ serviceName, operationName }: Exchange): string {
  return `${serviceName}:${operationName}`;
}

/** What a request that failed is answered. A bug of a handler is answered too, so that it is seen. */
function asAwsError(error: unknown, exchange: Exchange): AwsError {
  if (error instanceof AwsError) {
    return error;
  }
  if (error instanceof Error && error.name === 'AbortError') {
    throw error;
  }
  const reason = error instanceof Error ? error.message : String(error);
  return exchange.refusal('internal', `The embedded account failed: ${reason}`);
}
