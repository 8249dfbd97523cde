import type { StoredDocument } from '../snapshot/snapshot.ts';
import { isJsonObject, type PolicyProblem, type Report, reportUnknownElements } from './problem.ts';
import { readStatement, type Statement } from './statement.ts';

export interface PolicyDocument {
  /** As written; null when there is none, which AWS takes as 2008-10-17. */
  readonly version: string | null;
  /** The statements that could be read, in order; each knows its own index in the document. */
  readonly statements: readonly Statement[];
  readonly problems: readonly PolicyProblem[];
}

const documentElements = ['Version', 'Id', 'Statement'];
const languageVersions = ['2008-10-17', '2012-10-17'];

/**
 * Reads a policy of any kind: identity-based, resource-based, trust, SCP. Takes any JSON value and never throws;
 * what cannot be read is in `problems`.
 */
export function parsePolicyDocument(json: unknown): PolicyDocument {
  const problems: PolicyProblem[] = [];
  const report: Report = (problem) => problems.push(problem);

  if (!isJsonObject(json)) {
    report({ code: 'wrong-type', pointer: '', message: 'a policy is a JSON object', unread: true });
    return { version: null, statements: [], problems };
  }
  // Beside a Statement no other element keeps the statements from being read.
  reportUnknownElements(json, documentElements, '', (problem) => report({ ...problem, unread: false }));
  const version = readVersion(json.Version, report);
  return { version, statements: readStatements(json.Statement, report), problems };
}

/** A stored document, parsed once for each object: policies that many principals share are many principals' one object. */
export function policyOf(document: StoredDocument): PolicyDocument {
  let policy = parsed.get(document);
  if (policy === undefined) {
    policy = 'unreadable' in document ? unreadableDocument : parsePolicyDocument(document.json);
    parsed.set(document, policy);
  }
  return policy;
}

const parsed = new WeakMap<StoredDocument, PolicyDocument>();

const unreadableDocument: PolicyDocument = {
  version: null,
  statements: [],
  problems: [{ code: 'not-json', pointer: '', message: 'the document is not JSON', unread: true }],
};

function readVersion(value: unknown, report: Report): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string' && languageVersions.includes(value)) return value;
  report({
    code: 'wrong-value',
    pointer: '/Version',
    message: `Version is ${languageVersions.join(' or ')}`,
    unread: false,
  });
  return typeof value === 'string' ? value : null;
}

function readStatements(value: unknown, report: Report): Statement[] {
  if (value === undefined) {
    report({ code: 'missing-element', pointer: '', message: 'a policy has a Statement', unread: true });
    return [];
  }
  const list = Array.isArray(value) ? value : [value];
  return list.flatMap((json: unknown, index) => {
    const pointer = Array.isArray(value) ? `/Statement/${index}` : '/Statement';
    return readStatement(json, index, pointer, report) ?? [];
  });
}
