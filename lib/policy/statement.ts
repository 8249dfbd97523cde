import { escapePointer, isJsonObject, type JsonObject, quote, type Report, reportUnknownElements } from './problem.ts';

/** Whom a Principal or NotPrincipal names. */
export interface Principals {
  /** `*`, alone or as `{"AWS": "*"}`; it is then not in the lists. */
  readonly any: boolean;
  /** ARNs, 12-digit account ids, or the bare unique ids that stay behind when a principal is deleted. */
  readonly aws: readonly string[];
  readonly service: readonly string[];
  /** ARNs of identity providers, or host names of the built-in ones. */
  readonly federated: readonly string[];
  readonly canonicalUser: readonly string[];
}

/** One operator applied to one key. A statement needs all of its conditions. */
export interface Condition {
  /** As written, with any `ForAllValues:`, `ForAnyValue:` or `IfExists`. */
  readonly operator: string;
  /** As written; names of keys are not case-sensitive. */
  readonly key: string;
  /** Numbers and booleans as the text that AWS compares. */
  readonly values: readonly string[];
}

/** One statement as written. Of each pair of elements that exclude each other at least one is null. */
export interface Statement {
  /** Position in the document, from 0. */
  readonly index: number;
  readonly sid: string | null;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[] | null;
  readonly notActions: readonly string[] | null;
  readonly resources: readonly string[] | null;
  readonly notResources: readonly string[] | null;
  readonly principals: Principals | null;
  readonly notPrincipals: Principals | null;
  readonly conditions: readonly Condition[];
}

const statementElements = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];
const exclusiveElements = [
  ['Action', 'NotAction'],
  ['Resource', 'NotResource'],
  ['Principal', 'NotPrincipal'],
] as const;

/** Reads one statement, or reports why it cannot be read and answers null. */
export function readStatement(json: unknown, index: number, pointer: string, report: Report): Statement | null {
  let isRead = true;
  const note: Report = (problem) => {
    if (problem.unread) isRead = false;
    report(problem);
  };

  if (!isJsonObject(json)) {
    note({ code: 'wrong-type', pointer, message: 'a statement is a JSON object', unread: true });
    return null;
  }
  reportUnknownElements(json, statementElements, pointer, note);
  reportExclusiveAndMissing(json, pointer, note);

  const effect = readEffect(json.Effect, `${pointer}/Effect`, note);
  const elements = {
    sid: readSid(json.Sid, `${pointer}/Sid`, note),
    actions: readStrings(json.Action, `${pointer}/Action`, note),
    notActions: readStrings(json.NotAction, `${pointer}/NotAction`, note),
    resources: readStrings(json.Resource, `${pointer}/Resource`, note),
    notResources: readStrings(json.NotResource, `${pointer}/NotResource`, note),
    principals: readPrincipals(json.Principal, `${pointer}/Principal`, note),
    notPrincipals: readPrincipals(json.NotPrincipal, `${pointer}/NotPrincipal`, note),
    conditions: readConditions(json.Condition, `${pointer}/Condition`, note),
  };
  return isRead && effect !== null ? { index, effect, ...elements } : null;
}

function reportExclusiveAndMissing(json: JsonObject, pointer: string, report: Report): void {
  for (const [element, opposite] of exclusiveElements) {
    if (json[element] === undefined || json[opposite] === undefined) continue;
    report({
      code: 'exclusive-elements',
      pointer,
      message: `${element} and ${opposite} exclude each other`,
      unread: true,
    });
  }
  if (json.Action === undefined && json.NotAction === undefined) {
    report({ code: 'missing-element', pointer, message: 'a statement has Action or NotAction', unread: true });
  }
  // A trust policy has no resource: it is attached to it. Every other policy needs one.
  if (['Resource', 'NotResource', 'Principal', 'NotPrincipal'].every((element) => json[element] === undefined)) {
    report({
      code: 'missing-element',
      pointer,
      message: 'a statement without Principal has Resource or NotResource',
      unread: false,
    });
  }
}

function readSid(value: unknown, pointer: string, report: Report): string | null {
  if (value === undefined || typeof value === 'string') return value ?? null;
  report({ code: 'wrong-type', pointer, message: 'Sid is a string', unread: false });
  return null;
}

function readEffect(value: unknown, pointer: string, report: Report): Statement['effect'] | null {
  if (value === 'Allow' || value === 'Deny') return value;
  const code = value === undefined ? 'missing-element' : 'wrong-value';
  report({ code, pointer, message: 'Effect is Allow or Deny, written so', unread: true });
  return null;
}

function readStrings(value: unknown, pointer: string, report: Report): readonly string[] | null {
  if (value === undefined) return null;
  if (typeof value === 'string') return [value];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.every((item) => typeof item === 'string')) return list;
  report({ code: 'wrong-type', pointer, message: 'a string or a list of strings', unread: true });
  return null;
}

const nobody: Principals = { any: false, aws: [], service: [], federated: [], canonicalUser: [] };
const principalKinds = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

function readPrincipals(value: unknown, pointer: string, report: Report): Principals | null {
  if (value === undefined) return null;
  if (value === '*') return { ...nobody, any: true };
  if (!isJsonObject(value)) {
    report({ code: 'wrong-type', pointer, message: `"*" or an object of ${principalKinds.join(', ')}`, unread: true });
    return null;
  }
  for (const kind of Object.keys(value)) {
    if (principalKinds.includes(kind)) continue;
    const message = `${quote(kind)} is none of ${principalKinds.join(', ')}`;
    report({ code: 'unknown-element', pointer: `${pointer}/${escapePointer(kind)}`, message, unread: true });
  }
  const read = (kind: string) => readStrings(value[kind], `${pointer}/${kind}`, report) ?? [];
  const aws = read('AWS');
  return {
    any: aws.includes('*'),
    aws: aws.filter((principal) => principal !== '*'),
    service: read('Service'),
    federated: read('Federated'),
    canonicalUser: read('CanonicalUser'),
  };
}

function readConditions(value: unknown, pointer: string, report: Report): Condition[] {
  if (value === undefined) return [];
  return entriesOf(value, pointer, 'Condition is an object of operators', report).flatMap(([operator, keys]) => {
    const operatorPointer = `${pointer}/${escapePointer(operator)}`;
    return entriesOf(keys, operatorPointer, 'an operator has an object of condition keys', report).map(
      ([key, given]) => ({
        operator,
        key,
        values: readValues(given, `${operatorPointer}/${escapePointer(key)}`, report),
      }),
    );
  });
}

function entriesOf(value: unknown, pointer: string, message: string, report: Report): [string, unknown][] {
  if (isJsonObject(value)) return Object.entries(value);
  report({ code: 'wrong-type', pointer, message, unread: true });
  return [];
}

function readValues(value: unknown, pointer: string, report: Report): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const values = list.filter(
    (item) => typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean',
  );
  if (values.length === list.length) return values.map(String);
  report({ code: 'wrong-type', pointer, message: 'a string, number or boolean, or a list of them', unread: true });
  return [];
}
