import { z } from 'zod';

import { actionMatches } from './action-pattern.ts';
import { chance } from './iam/ids.ts';
import { validated } from './validated.ts';

/** When a rule strikes. */
const when = {
  /** A service (`iam`), an action (`iam:GetUser`) or a pattern (`iam:Get*`). */
  on: z.string().min(1).default('*'),
  /** Share of the matching calls, 0 to 1. */
  rate: z.number().min(0).max(1).default(1),
  /** Matching calls that are left alone first: 9 strikes from the tenth call on. */
  skip: z.int().min(0).default(0),
  /** Calls that are struck at most. */
  times: z.int().min(1).optional(),
  /** Instant of the sandbox's clock before which nothing happens. */
  since: z.iso.datetime().optional(),
};

const refusals = ['throttled', 'denied', 'expiredToken', 'quota', 'internal', 'unavailable'] as const;

/**
 * What may happen to a connection: `reset` cuts it before the call is handled, `truncated` after half of the answer to a
 * call that was handled, `hang` never answers.
 */
const connectionFaults = ['reset', 'truncated', 'hang'] as const;

const faultRuleSchema = z.discriminatedUnion('fault', [
  z.strictObject({ ...when, fault: z.enum([...refusals, ...connectionFaults]) }),
  /** Any other error that a service may answer. */
  z.strictObject({
    ...when,
    fault: z.literal('error'),
    code: z.string().min(1),
    message: z.string().default('The embedded account was asked to fail.'),
    status: z.int().min(400).max(599).default(400),
  }),
  /** Answers later, by a time in milliseconds or between two. */
  z.strictObject({
    ...when,
    fault: z.literal('latency'),
    ms: z.union([z.number().min(0), z.tuple([z.number().min(0), z.number().min(0)])]),
  }),
]);

/** How the embedded account misbehaves: rules in order, the first that strikes decides; latencies add up. */
const faultPlanSchema = z.array(faultRuleSchema);

/** A fault plan as it is written, in a test or as JSON on a command line. */
export type FaultPlan = z.input<typeof faultPlanSchema>;
type FaultRule = z.output<typeof faultRuleSchema>;
export type ConnectionFault = (typeof connectionFaults)[number];

/** What is to happen to one call. */
export interface Misfortune {
  readonly latencyMs: number;
  readonly refusal?: (typeof refusals)[number];
  readonly error?: { readonly code: string; readonly message: string; readonly status: number };
  readonly connection?: ConnectionFault;
}

/**
 * Decides call by call what goes wrong. The same plan and seed strike the same calls: the third ListRoles is struck or not
 * whatever else is going on at the time.
 */
export class Faults {
  readonly #rules: readonly FaultRule[];
  readonly #seed: string;
  readonly #matched = new Map<string, number>();
  readonly #struck = new Map<number, number>();

  /** Throws an InvalidInputError for a plan that cannot be followed. */
  constructor(plan: FaultPlan, seed: string) {
    this.#rules = validated(faultPlanSchema, plan, 'fault plan');
    this.#seed = seed;
  }

  /** What happens to the next call of an action, such as `iam:GetUser`. */
  next(action: string, now: Date): Misfortune {
    let latencyMs = 0;
    for (const [index, rule] of this.#rules.entries()) {
      const roll = this.#roll(rule, index, action, now);
      if (roll === undefined) {
        continue;
      }
      if (rule.fault !== 'latency') {
        return { latencyMs, ...misfortuneOf(rule) };
      }
      const [least, most] = typeof rule.ms === 'number' ? [rule.ms, rule.ms] : rule.ms;
      latencyMs += least + (most - least) * roll;
    }
    return { latencyMs };
  }

  /** A number in [0, 1) when the rule strikes, to draw the rest from. */
  #roll(rule: FaultRule, index: number, action: string, now: Date): number | undefined {
    if (!actionMatches(rule.on, action) || (rule.since !== undefined && now < new Date(rule.since))) {
      return undefined;
    }
    const before = this.#count(`${index}`);
    const turn = this.#count(`${index}/${action}`);
    const struck = this.#struck.get(index) ?? 0;
    if (before < rule.skip || struck >= (rule.times ?? Number.POSITIVE_INFINITY)) {
      return undefined;
    }
    const roll = chance(this.#seed, `${index}/${action}/${turn}`);
    if (roll >= rule.rate) {
      return undefined;
    }
    this.#struck.set(index, struck + 1);
    return roll / rule.rate;
  }

  #count(key: string): number {
    const count = this.#matched.get(key) ?? 0;
    this.#matched.set(key, count + 1);
    return count;
  }
}

function misfortuneOf(rule: Exclude<FaultRule, { fault: 'latency' }>): Omit<Misfortune, 'latencyMs'> {
  if (rule.fault === 'error') {
    return { error: { code: rule.code, message: rule.message, status: rule.status } };
  }
  const refusal = refusals.find((candidate) => candidate === rule.fault);
  const connection = connectionFaults.find((candidate) => candidate === rule.fault);
  return { ...(refusal && { refusal }), ...(connection && { connection }) };
}
