/** Values by condition key; null says that the request is known not to have the key. */
export type ContextValues = Readonly<Record<string, string | readonly string[] | null>>;

/** What is known of one key: its values, or that the request does not have it, or nothing. */
export type KeyValue = readonly string[] | 'absent' | 'unknown';

/** How much of a request context is known. */
export interface ContextKnowledge {
  /** Whether a key without a value is unknown; otherwise the request does not have it. */
  readonly isPartial: boolean;
  /** Of a partial one: beginnings of keys that are known all the same, such as `aws:PrincipalTag/` of a user whose tags are. */
  readonly knownPrefixes?: readonly string[];
}

/** The request context: the values that conditions and policy variables are held against. Names of keys are not case-sensitive. */
export class RequestContext {
  readonly #values: ReadonlyMap<string, readonly string[] | null>;
  readonly #isPartial: boolean;
  readonly #knownPrefixes: readonly string[];

  /**
   * @param given what the caller knows of the request; a value given wins over an implied one
   * @param implied what principal and resource say of themselves
   */
  constructor(given: ContextValues, implied: ContextValues, { isPartial, knownPrefixes = [] }: ContextKnowledge) {
    const entries = [...Object.entries(implied), ...Object.entries(given)];
    this.#values = new Map(
      entries.map(([key, value]) => [key.toLowerCase(), typeof value === 'string' ? [value] : value]),
    );
    this.#isPartial = isPartial;
    this.#knownPrefixes = knownPrefixes.map((prefix) => prefix.toLowerCase());
  }

  valueOf(key: string): KeyValue {
    const lowerCase = key.toLowerCase();
    const values = this.#values.get(lowerCase);
    if (values !== undefined) return values === null || values.length === 0 ? 'absent' : values;
    const isUnknown = this.#isPartial && !this.#knownPrefixes.some((prefix) => lowerCase.startsWith(prefix));
    return isUnknown ? 'unknown' : 'absent';
  }
}
