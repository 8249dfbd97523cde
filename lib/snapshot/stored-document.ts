import { type Json, parseJson } from './json.ts';
import type { StoredDocument } from './snapshot.ts';

/**
 * Takes a policy document as AWS or a tool hands it over: URL-encoded text (RFC 3986, the API), JSON text, or the
 * value itself (the AWS CLI). What cannot be read is kept as unreadable, never dropped.
 *
 * Source: GetAccountAuthorizationDetails, https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
export function storedDocument(document: Json): StoredDocument {
  if (typeof document !== 'string') return { json: document };
  const isPlain = /^\s*[{["]/.test(document);
  let text: string;
  try {
    // Not a form: a plus sign is a plus sign.
    text = isPlain ? document : decodeURIComponent(document);
  } catch {
    return { unreadable: 'the text is not URL-encoded' };
  }
  try {
    return { json: parseJson(text) };
  } catch {
    return { unreadable: 'the text is not JSON' };
  }
}

/** Documents and characters: larger ones are read as they come, and after so many it begins anew. */
const SHARED_DOCUMENTS = 1_000;
const SHARED_LENGTH = 4_000;

const shared = new Map<string, StoredDocument>();

/**
 * The same, with one object for one text: thousands of roles of an account trust the same few in the same words, and what is found
 * out about a document is kept with the object.
 */
export function sharedDocument(document: Json): StoredDocument {
  if (typeof document !== 'string' || document.length > SHARED_LENGTH) return storedDocument(document);
  const known = shared.get(document);
  if (known !== undefined) return known;
  const read = storedDocument(document);
  if (shared.size >= SHARED_DOCUMENTS) shared.clear();
  shared.set(document, read);
  return read;
}
