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
  /** By key in lower case. Made when it is first asked for: most requests meet no condition. */
  #values: ReadonlyMap<string, readonly string[] | null> | undefined;

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
    this.#values ??= indexed(this.#sources);
    const values = this.#values.get(lowerCase);
    if (values !== undefined) return values === null || values.length === 0 ? 'absent' : values;
    const isUnknown =
      this.#isPartial && !this.#knownPrefixes.some((prefix) => lowerCase.startsWith(prefix.toLowerCase()));
    return isUnknown ? 'unknown' : 'absent';
  }
}

/** Of a key that several have, the value of the last. */
function indexed(sources: readonly ContextValues[]): ReadonlyMap<string, readonly string[] | null> {
  const values = new Map<string, readonly string[] | null>();
  for (const source of sources) {
    for (const [key, value] of Object.entries(source)) {
      values.set(key.toLowerCase(), typeof value === 'string' ? [value] : value);
    }
  }
  return values;
}
