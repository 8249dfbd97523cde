import type { FinalizeRequestMiddleware, InitializeMiddleware, Pluggable } from '@smithy/types';
import { describeAwsError } from './describe-error.ts';

/** What one operation has cost so far. */
export interface OperationCost {
  /** `service:Operation`, for example `iam:ListUsers`. */
  readonly operation: string;
  /** Calls that the program made, each of them once, however often it was tried. */
  readonly calls: number;
  /** Requests that went out, retries included. */
  readonly attempts: number;
  /** Attempts that AWS refused for their rate. A quota that is reached is no throttle. */
  readonly throttles: number;
  /** Calls that failed in the end. */
  readonly failures: number;
  /** Time between the beginning and the end of the calls, waits included; calls at the same time add up. */
  readonly durationMs: number;
}

export interface LedgerTotals {
  readonly calls: number;
  readonly attempts: number;
  readonly throttles: number;
  readonly failures: number;
  readonly operations: readonly OperationCost[];
}

type Count = { -readonly [Key in keyof Omit<OperationCost, 'operation'>]: number };

/** Counts every call of the clients whose middleware stack it is plugged into. */
export class Ledger {
  readonly #operations = new Map<string, Count>();

  /** Middleware for a client of `service`; the SDK names the operations. */
  plugin<Input extends object, Output extends object>(service: string): Pluggable<Input, Output> {
    const countCall: InitializeMiddleware<Input, Output> = (next, context) => async (args) => {
      const count = this.#countOf(service, context.commandName);
      const startedAt = performance.now();
      count.calls += 1;
      try {
        return await next(args);
      } catch (error) {
        count.failures += 1;
        throw error;
      } finally {
        count.durationMs += performance.now() - startedAt;
      }
    };
    const countAttempt: FinalizeRequestMiddleware<Input, Output> = (next, context) => async (args) => {
      const count = this.#countOf(service, context.commandName);
      count.attempts += 1;
      try {
        return await next(args);
      } catch (error) {
        if (describeAwsError(error).kind === 'throttled') count.throttles += 1;
        throw error;
      }
    };
    return {
      applyToStack: (stack) => {
        stack.add(countCall, { step: 'initialize', name: 'ledgerCalls', priority: 'high' });
        // Behind the retry middleware, so that each attempt passes here.
        stack.addRelativeTo(countAttempt, {
          relation: 'after',
          toMiddleware: 'retryMiddleware',
          name: 'ledgerAttempts',
        });
      },
    };
  }

  /** The state of the ledger; operations by number of calls, then by name. */
  snapshot(): LedgerTotals {
    const operations = [...this.#operations]
      .map(([operation, count]): OperationCost => ({ operation, ...count, durationMs: Math.round(count.durationMs) }))
      .sort((a, b) => b.calls - a.calls || (a.operation < b.operation ? -1 : 1));
    const sum = (key: 'calls' | 'attempts' | 'throttles' | 'failures') =>
      operations.reduce((total, operation) => total + operation[key], 0);
    return {
      calls: sum('calls'),
      attempts: sum('attempts'),
      throttles: sum('throttles'),
      failures: sum('failures'),
      operations,
    };
  }

  #countOf(service: string, commandName: string | undefined): Count {
    const operation = `${service}:${commandName?.replace(/Command$/, '') ?? 'Unknown'}`;
    const known = this.#operations.get(operation);
    if (known) return known;
    const count: Count = { calls: 0, attempts: 0, throttles: 0, failures: 0, durationMs: 0 };
    this.#operations.set(operation, count);
    return count;
  }
}
