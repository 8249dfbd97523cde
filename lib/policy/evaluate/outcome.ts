/**
 * Whether a condition or a statement holds for a request. `null` depends on keys of the request context that are not known,
 * and names them: a request that is analysed rather than made has no caller's IP address, for example.
 */
export interface Outcome {
  readonly holds: boolean | null;
  /** Only when `holds` is null. */
  readonly unknownKeys: readonly string[];
}

export const YES: Outcome = { holds: true, unknownKeys: [] };
export const NO: Outcome = { holds: false, unknownKeys: [] };

export function dependsOn(unknownKeys: readonly string[]): Outcome {
  return { holds: null, unknownKeys };
}

export function outcomeOf(holds: boolean): Outcome {
  return holds ? YES : NO;
}

export function not(outcome: Outcome): Outcome {
  return outcome.holds === null ? outcome : outcomeOf(!outcome.holds);
}

/** Holds when all do: one that does not decides, whatever is unknown beside it. */
export function allOf(outcomes: Iterable<Outcome>): Outcome {
  return combine(outcomes, false);
}

/** Holds when one does: one that does decides, whatever is unknown beside it. */
export function anyOf(outcomes: Iterable<Outcome>): Outcome {
  return combine(outcomes, true);
}

function combine(outcomes: Iterable<Outcome>, decisive: boolean): Outcome {
  let unknown: Outcome | null = null;
  for (const outcome of outcomes) {
    if (outcome.holds === decisive) return outcome;
    if (outcome.holds === null)
      unknown = unknown === null ? outcome : dependsOn([...unknown.unknownKeys, ...outcome.unknownKeys]);
  }
  return unknown ?? outcomeOf(!decisive);
}
