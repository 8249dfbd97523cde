/** Values by condition key; null says that the request is known not to have the key. */
export type ContextValues = Readonly<Record<string, string | readonly string[] | null>>;

/** What is known of one key: its values, or that the request does not have it, or nothing. */
export type KeyValue = readonly string[] | 'absent' | 'unknown';

/** The request context: the values that conditions and policy variables are held against. Names of keys are not case-sensitive. */
export class RequestContext {
  readonly #values: ReadonlyMap<string, readonly string[] | null>;
  readonly #isPartial: boolean;

  /**
   * @param given what the caller knows of the request; a value given wins over an implied one
   * @param implied what principal and resource say of themselves
   * @param isPartial whether a key that is in neither is unknown; otherwise the request does not have it
   */
  constructor(given: ContextValues, implied: ContextValues, { isPartial }: { readonly isPartial: boolean }) {
    const entries = [...Object.entries(implied), ...Object.entries(given)];
    this.#values = new Map(
      entries.map(([key, value]) => [key.toLowerCase(), typeof value === 'string' ? [value] : value]),
    );
    this.#isPartial = isPartial;
  }

  valueOf(key: string): KeyValue {
    const values = this.#values.get(key.toLowerCase());
    if (values === undefined) return this.#isPartial ? 'unknown' : 'absent';
    return values === null || values.length === 0 ? 'absent' : values;
  }
}
