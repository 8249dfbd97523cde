type PolicyProblemCode =
  /** The text that AWS gave was not JSON. */
  | 'not-json'
  /** A value has a type that the grammar does not have in this place. */
  | 'wrong-type'
  /** A value is none of those that the grammar has in this place. */
  | 'wrong-value'
  /** Something that the grammar demands is not there. */
  | 'missing-element'
  /** Two elements that exclude each other, such as Action and NotAction. */
  | 'exclusive-elements'
  /** A name that the grammar does not have, or has in another case: names are case-sensitive. */
  | 'unknown-element';

/** Where a document departs from the grammar (IAM User Guide, reference_policies_grammar). */
export interface PolicyProblem {
  readonly code: PolicyProblemCode;
  /** JSON Pointer (RFC 6901) into the document. */
  readonly pointer: string;
  readonly message: string;
  /**
   * The statement that it stands in, or the whole document, could not be read and is not among `statements`:
   * what it allows or denies is unknown. Otherwise what was read is complete without it.
   */
  readonly unread: boolean;
}

export type Report = (problem: PolicyProblem) => void;

export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * An element whose name is a known one in another case leaves open what was meant, so its object counts as unread;
 * any other unknown name is said and passed over.
 */
export function reportUnknownElements(
  json: JsonObject,
  known: readonly string[],
  pointer: string,
  report: Report,
): void {
  for (const name of Object.keys(json)) {
    if (known.includes(name)) continue;
    const meant = known.find((element) => element.toLowerCase() === name.toLowerCase());
    const hint = meant === undefined ? '' : `; ${meant} is written so`;
    report({
      code: 'unknown-element',
      pointer: `${pointer}/${escapePointer(name)}`,
      message: `${quote(name)} is no element of the policy language${hint}`,
      unread: meant !== undefined,
    });
  }
}

/** In JSON quotes, and cut off. Names come from policies: shown in full they could be of any length. */
export function quote(name: string, maxLength = 40): string {
  return JSON.stringify(name.length > maxLength ? `${name.slice(0, maxLength)}…` : name);
}

export function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
