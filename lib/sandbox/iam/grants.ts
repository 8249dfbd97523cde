import { namespaces } from './catalogue.ts';
import { globMatches } from './glob.ts';

/**
 * What a policy document grants, read by service: the reading behind last-accessed reports. Deliberately simple and
 * the sandbox's own, because an account that shared the auditor's reading of policies could not show that it misreads them.
 *
 * A service is granted by an Allow that names it (by prefix, wildcards in the prefix too; NotAction: everything else),
 * and taken away by a Deny of the whole service on every resource without a condition. Nothing else is looked at.
 */
export interface Grants {
  readonly allowed: ReadonlySet<string>;
  readonly denied: ReadonlySet<string>;
  /** The same for one action of a service. */
  allows(action: string): boolean;
  denies(action: string): boolean;
}

interface Rule {
  readonly patterns: readonly string[];
  /** NotAction: everything but the patterns. */
  readonly inverted: boolean;
}

export function readGrants(document: unknown): Grants {
  const statements = listOf(isRecord(document) ? document.Statement : undefined).filter(isRecord);
  const allows = statements.filter((statement) => statement.Effect === 'Allow').map(ruleOf);
  const denies = statements.filter(isFlatDeny).map(ruleOf);
  return {
    allowed: new Set(allows.flatMap(servicesTouched)),
    denied: new Set(denies.flatMap(servicesCovered)),
    allows: (action) => allows.some((rule) => matches(rule, action)),
    denies: (action) => denies.some((rule) => matches(rule, action)),
  };
}

/** Services that these documents together grant, sorted by namespace. */
export function grantedServices(documents: readonly Grants[]): string[] {
  return namespaces.filter(
    (namespace) =>
      documents.some((grants) => grants.allowed.has(namespace)) &&
      !documents.some((grants) => grants.denied.has(namespace)),
  );
}

/** Whether these documents together grant an action, written `service:Action`. */
export function grantsAction(documents: readonly Grants[], action: string): boolean {
  return documents.some((grants) => grants.allows(action)) && !documents.some((grants) => grants.denies(action));
}

/** Services of which some action is meant. */
function servicesTouched({ patterns, inverted }: Rule): readonly string[] {
  return inverted ? allBut(servicesNamed(patterns.filter(isWholeService))) : servicesNamed(patterns);
}

/** Services of which every action is meant. */
function servicesCovered({ patterns, inverted }: Rule): readonly string[] {
  return inverted ? allBut(servicesNamed(patterns)) : servicesNamed(patterns.filter(isWholeService));
}

function matches({ patterns, inverted }: Rule, action: string): boolean {
  return patterns.some((pattern) => globMatches(pattern, action)) !== inverted;
}

const known = new Set(namespaces);

function servicesNamed(patterns: readonly string[]): readonly string[] {
  return patterns.flatMap((pattern) => {
    const prefix = pattern.split(':', 1)[0]?.toLowerCase() ?? '';
    if (/[*?]/.test(prefix)) {
      return namespaces.filter((namespace) => globMatches(prefix, namespace));
    }
    return known.has(prefix) ? [prefix] : [];
  });
}

function allBut(services: readonly string[]): readonly string[] {
  const excepted = new Set(services);
  return namespaces.filter((namespace) => !excepted.has(namespace));
}

function isWholeService(pattern: string): boolean {
  return pattern === '*' || /:\*+$/.test(pattern);
}

function isFlatDeny(statement: Record<string, unknown>): boolean {
  return statement.Effect === 'Deny' && statement.Condition === undefined && textsOf(statement.Resource).includes('*');
}

function ruleOf(statement: Record<string, unknown>): Rule {
  return statement.NotAction === undefined
    ? { patterns: textsOf(statement.Action), inverted: false }
    : { patterns: textsOf(statement.NotAction), inverted: true };
}

/** The grammar of policies: wherever a list may stand, a single value may. */
function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) {
    return [];
  }
  return Array.isArray(value) ? value : [value];
}

function textsOf(value: unknown): readonly string[] {
  return listOf(value).filter((item) => typeof item === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
