import { type PolicyDocument, parsePolicyDocument } from '../../policy/document.ts';

/** Characters of policies that are remembered; past them the memory starts anew. */
const REMEMBERED_LENGTH = 8_388_608;

const remembered = new Map<string, PolicyDocument>();
let length = 0;

/**
 * Reads a policy document. Questions come in thousands about the same policies, and to recognise one by its text takes a
 * fraction of the time of reading it, and of finding again which statements speak of which actions.
 */
export function readPolicyDocument(json: unknown): PolicyDocument {
  const text = textOf(json);
  if (text === null) return parsePolicyDocument(json);
  let policy = remembered.get(text);
  if (policy === undefined) {
    policy = parsePolicyDocument(json);
    if (length + text.length > REMEMBERED_LENGTH) {
      remembered.clear();
      length = 0;
    }
    remembered.set(text, policy);
    length += text.length;
  }
  return policy;
}

/** Null for what is nested too deep to be written; to read it is no trouble. */
function textOf(json: unknown): string | null {
  try {
    return JSON.stringify(json);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
