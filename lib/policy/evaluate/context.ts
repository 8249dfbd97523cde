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
  readonly #sources: readonly ContextValues[];
  readonly #isPartial: boolean;
  readonly #knownPrefixes: readonly string[];

  /**
   * @param given what the caller knows of the request; a value given wins over an implied one
   * @param implied what principal and resource say of themselves
   */
  constructor(given: ContextValues, implied: ContextValues, { isPartial, knownPrefixes = [] }: ContextKnowledge) {
    this.#sources = [implied, given];
    this.#isPartial = isPartial;
    this.#knownPrefixes = knownPrefixes;
  }

  valueOf(key: string): KeyValue {
    const lowerCase = key.toLowerCase();
    const value = valueIn(this.#sources, lowerCase);
    if (typeof value === 'string') return [value];
    if (value !== undefined) return value === null || value.length === 0 ? 'absent' : value;
    const isUnknown =
      this.#isPartial && !this.#knownPrefixes.some((prefix) => lowerCase.startsWith(prefix.toLowerCase()));
    return isUnknown ? 'unknown' : 'absent';
  }
}

/** Of a key that several have, the value of the last. Few are asked for of a request, too few for an index of them all. */
function valueIn(sources: readonly ContextValues[], lowerCase: string): ContextValues[string] | undefined {
  let value: ContextValues[string] | undefined;
  for (const source of sources) {
    for (const key of Object.keys(source)) if (key.toLowerCase() === lowerCase) value = source[key];
  }
  return value;
}
