import { referenceMatches } from '../reference-matcher.ts';

/** A statement as a policy has it, with lists throughout. */
export interface ReferenceStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Principal?: { readonly AWS: readonly string[] };
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

export interface ReferenceRequest {
  readonly userArn: string;
  readonly userName: string;
  readonly accountId: string;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccountId: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
}

export interface ReferencePolicies {
  readonly identity: readonly ReferenceStatement[];
  readonly boundary: readonly ReferenceStatement[] | null;
  readonly scps: readonly (readonly ReferenceStatement[])[];
  readonly resource: readonly ReferenceStatement[];
}

/** The logic of reference_policies_evaluation-logic for an IAM user, as its sentences read: slow, and hard to get wrong. */
export function referenceDecide(request: ReferenceRequest, policies: ReferencePolicies): string {
  const { identity, boundary, scps, resource } = policies;
  const applies = (statement: ReferenceStatement) => speaksOf(statement, request);
  const all = [...identity, ...(boundary ?? []), ...scps.flat(), ...resource];
  if (all.some((statement) => statement.Effect === 'Deny' && applies(statement))) return 'explicitDeny';

  const allows = (statements: readonly ReferenceStatement[]) =>
    statements.some((statement) => statement.Effect === 'Allow' && applies(statement));
  if (!scps.every(allows)) return 'implicitDeny';
  const byIdentity = allows(identity) && (boundary === null || allows(boundary));
  const byResource = (named: readonly string[]) =>
    allows(resource.filter(({ Principal }) => Principal?.AWS.some((principal) => named.includes(principal))));
  const directly = byResource([request.userArn, '*']);
  const atAll = directly || byResource([request.accountId]);
  const isAllowed = request.accountId === request.resourceAccountId ? byIdentity || directly : byIdentity && atAll;
  return isAllowed ? 'allowed' : 'implicitDeny';
}

function speaksOf(statement: ReferenceStatement, request: ReferenceRequest): boolean {
  const { Action, NotAction, Resource, NotResource, Principal, Condition = {} } = statement;
  const names = (pattern: string) => namesAction(pattern.toLowerCase(), request.action.toLowerCase());
  const meets = (pattern: string) =>
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
    referenceMatches(pattern.replaceAll('${aws:username}', request.userName), request.resource);
  const concerns = Principal?.AWS.some((principal) => [request.userArn, request.accountId, '*'].includes(principal));
  return (
    (Action ? Action.some(names) : !NotAction?.some(names)) &&
    (Resource ? Resource.some(meets) : !NotResource?.some(meets)) &&
    concerns !== false &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => holds(operator, values, request.context[key] ?? null)),
    )
  );
}

/** Wildcards are for the action's name; `*` alone is every action. */
function namesAction(pattern: string, action: string): boolean {
  if (pattern === '*') return true;
  const [service, name = ''] = pattern.split(':');
  const [actualService, actualName = ''] = action.split(':');
  return service === actualService && referenceMatches(name, actualName);
}

/** `given` is null when the request does not have the key. */
function holds(operator: string, values: readonly string[], given: readonly string[] | null): boolean {
  switch (operator) {
    case 'StringEquals':
      return given?.some((value) => values.includes(value)) ?? false;
    case 'StringNotEquals':
      return given?.every((value) => !values.includes(value)) ?? true;
    case 'StringLikeIfExists':
      return given?.some((value) => values.some((pattern) => referenceMatches(pattern, value))) ?? true;
    case 'ForAllValues:StringEquals':
      return given?.every((value) => values.includes(value)) ?? true;
    case 'ForAnyValue:StringEquals':
      return given?.some((value) => values.includes(value)) ?? false;
    case 'Null':
      return values.includes('true') === (given === null) || values.includes('false') === (given !== null);
    default:
      throw new Error(`the reference does not know ${operator}`);
  }
}
