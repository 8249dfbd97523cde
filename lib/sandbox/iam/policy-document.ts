import { type Grants, readGrants } from './grants.ts';

/** The text of one policy, with what is derived from it: worked out when first asked for, and once. */
export class PolicyDocument {
  readonly text: string;
  #encoded: string | undefined;
  #grants: Grants | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** URL-encoded by RFC 3986, as IAM answers documents: encodeURIComponent leaves five reserved characters alone. */
  get encoded(): string {
    this.#encoded ??= encodeURIComponent(this.text).replace(
      /[!'()*]/g,
      (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
    );
    return this.#encoded;
  }

  /** A document that is not JSON grants nothing. */
  get grants(): Grants {
    this.#grants ??= readGrants(parsed(this.text));
    return this.#grants;
  }
}

/** Gives equal texts one document: in a large account most trust policies are the same few. */
export class DocumentPool {
  readonly #byText = new Map<string, PolicyDocument>();

  /** `source` is a document as an account file has it: JSON, or text that need not be. */
  documentOf(source: unknown): PolicyDocument {
    const text = typeof source === 'string' ? source : JSON.stringify(source);
    const document = this.#byText.get(text) ?? new PolicyDocument(text);
    this.#byText.set(text, document);
    return document;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
