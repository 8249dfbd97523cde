/** Shape of `condition-keys.generated.json`: what the compiler writes and `condition-keys.ts` reads. */

export const conditionKeyTypes = ['String', 'ARN', 'Bool', 'Numeric', 'Date', 'IPAddress'] as const;
/** What the values of a key are, and so which operators fit. */
export type ConditionKeyType = (typeof conditionKeyTypes)[number];

/** The letter that stands for a type; in lower case for a key that a request can have several values of. */
export const letterOfType = {
  String: 'S',
  ARN: 'A',
  Bool: 'B',
  Numeric: 'N',
  Date: 'D',
  IPAddress: 'I',
} as const satisfies Record<ConditionKeyType, string>;

/** The keys of one service, packed. Those that any service can have are in {@link CompiledConditionKeys.global}. */
export interface CompiledServiceKeys {
  /** Names in AWS's spelling, `*` for a part that is chosen by whoever writes the policy, each with `=` and its letter. */
  readonly keys: string;
  /** The combinations of keys that actions have: indexes into `keys`. */
  readonly sets: readonly string[];
  /** For each action of the service, in the order of their numbers, the index of its combination. */
  readonly setsOf: readonly number[];
}

export interface CompiledConditionKeys {
  /** Where the data is from, and its licence: it travels with the data into every bundle. */
  readonly notice: string;
  /** Version of the package it was compiled from. */
  readonly version: string;
  /** Keys that begin with `aws:`, packed as those of a service. */
  readonly global: string;
  /** By namespace, sorted; services without keys of their own are left out. */
  readonly services: Readonly<Record<string, CompiledServiceKeys>>;
}
