import { createHash } from 'node:crypto';
import { canonicalJson } from '../../findings/canonical-json.ts';

/** A parameter that is named after what it holds, so that what has a name never changes. */
export interface Piece {
  readonly hash: string;
  readonly value: string;
}

/** **Contract**: the first 16 hex characters of the SHA-256 of the parameter's plain value. */
export function contentHash(value: string): string {
  return createHash('sha256').update(value).digest('hex').slice(0, 16);
}

export function pieceOf(value: string): Piece {
  return { hash: contentHash(value), value };
}

/**
 * JSON that Parameter Store takes: it refuses values with `{{`, which in JSON can stand only inside a string, where an
 * escape says the same. (User guide, "Parameter Store reference": parameters cannot be nested in values.)
 */
export function parameterJson(value: unknown): string {
  return canonicalJson(value).replaceAll('{{', '\\u007b\\u007b');
}
