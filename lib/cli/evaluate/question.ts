import type { ContextValues } from '../../policy/evaluate/context.ts';
import type { ApplicablePolicies } from '../../policy/evaluate/decide.ts';
import { type Principal, parsePrincipal } from '../../policy/evaluate/principal.ts';
import { type AccessRequest, describeRequest } from '../../policy/evaluate/request.ts';
import { isJsonObject, type JsonObject, quote } from '../../policy/problem.ts';
import type { SourcedPolicy } from '../../policy/services-granted.ts';
import { readPolicyDocument } from './read-policy.ts';

/** One line of `account-auditor evaluate`, understood. */
export interface Question {
  readonly request: AccessRequest;
  /** The source of each policy is its place in the line, for example `identityPolicies[0]`. */
  readonly policies: ApplicablePolicies<string>;
}

/** What makes a line no question; the message names the field and says what is accepted. */
export class NoQuestionError extends Error {
  override readonly name = 'NoQuestionError';
}

const fields = [
  'id',
  'principal',
  'action',
  'resource',
  'context',
  'partialContext',
  'identityPolicies',
  'boundary',
  'sessionPolicies',
  'scps',
  'rcps',
  'endpointPolicies',
  'resourcePolicy',
  'resourceAccountId',
];

/** @throws NoQuestionError */
export function readQuestion(json: JsonObject): Question {
  refuseMisspelledFields(json);
  const { partialContext = false, resourceAccountId } = json;
  if (typeof partialContext !== 'boolean') throw refused('partialContext', 'true or false');
  return {
    request: describeRequest({
      principal: readPrincipal(json.principal),
      action: readAction(json.action),
      resource: readResource(json.resource),
      context: readContext(json.context),
      isContextPartial: partialContext,
      ...(resourceAccountId === undefined ? {} : { resourceAccountId: readAccountId(resourceAccountId) }),
    }),
    policies: {
      identity: readPolicies(json.identityPolicies ?? [], 'identityPolicies'),
      ...(isGiven(json.boundary) && { boundary: readPolicy(json.boundary, 'boundary') }),
      ...(isGiven(json.sessionPolicies) && { session: readPolicies(json.sessionPolicies, 'sessionPolicies') }),
      ...(isGiven(json.scps) && { scps: readLevels(json.scps, 'scps') }),
      ...(isGiven(json.rcps) && { rcps: readLevels(json.rcps, 'rcps') }),
      ...(isGiven(json.endpointPolicies) && { endpoint: readPolicies(json.endpointPolicies, 'endpointPolicies') }),
      ...(isGiven(json.resourcePolicy) && { resource: readPolicy(json.resourcePolicy, 'resourcePolicy') }),
    },
  };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** A field of the user's own is passed over; one that is ours but for its case would change the answer in silence. */
function refuseMisspelledFields(json: JsonObject): void {
  for (const name of Object.keys(json)) {
    if (fields.includes(name)) continue;
    const meant = fields.find((field) => field.toLowerCase() === name.toLowerCase());
    if (meant !== undefined) throw new NoQuestionError(`${quote(name)}: the field is written ${meant}`);
  }
}

function readPrincipal(value: unknown): Principal {
  const accepted =
    'the ARN of a user, role, role session, federated user or root user, "anonymous", or { service | federated | canonicalUser: name }';
  if (value === 'anonymous') return { kind: 'anonymous' };
  if (typeof value === 'string') {
    const principal = parsePrincipal(value);
    if (principal !== null) return principal;
  }
  const [[kind, name] = [], ...others] = isJsonObject(value) ? Object.entries(value) : [];
  if (typeof name === 'string' && name !== '' && others.length === 0) {
    if (kind === 'service') return { kind: 'service', name };
    if (kind === 'federated') return { kind: 'federated', provider: name };
    if (kind === 'canonicalUser') return { kind: 'canonical-user', id: name };
  }
  throw refused('principal', accepted);
}

function readAction(value: unknown): string {
  if (typeof value === 'string' && /^[^:*?\s]+:[^:*?\s]+$/.test(value)) return value;
  throw refused('action', 'one action, for example s3:GetObject');
}

function readResource(value: unknown): string {
  if (typeof value === 'string' && (value === '*' || value.startsWith('arn:'))) return value;
  throw refused('resource', 'an ARN, or * for an action without resource');
}

function readAccountId(value: unknown): string {
  if (typeof value === 'string' && /^\d{12}$/.test(value)) return value;
  throw refused('resourceAccountId', '12 digits, as a string');
}

function readContext(value: unknown): ContextValues {
  const accepted = 'an object of condition keys, each with a string or a list of strings, or null where it is absent';
  if (!isGiven(value)) return {};
  if (!isJsonObject(value)) throw refused('context', accepted);
  return Object.fromEntries(
    Object.entries(value).map(([key, given]) => {
      if (given === null) return [key, null];
      const values = (Array.isArray(given) ? given : [given]).map((one: unknown) => {
        if (typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean') return String(one);
        throw refused(`context[${quote(key)}]`, accepted);
      });
      return [key, values];
    }),
  );
}

function readPolicies(value: unknown, field: string): readonly SourcedPolicy<string>[] {
  if (!Array.isArray(value)) throw refused(field, 'a list of policy documents');
  return value.map((document, index) => readPolicy(document, `${field}[${index}]`));
}

function readLevels(value: unknown, field: string): readonly (readonly SourcedPolicy<string>[])[] {
  if (!Array.isArray(value)) throw refused(field, 'a list for each level, from the root to the account');
  return value.map((level, index) => readPolicies(level, `${field}[${index}]`));
}

/** A statement that cannot be read could deny as well as allow: AWS refuses such a policy, and to leave it out would be a guess. */
function readPolicy(value: unknown, field: string): SourcedPolicy<string> {
  const policy = readPolicyDocument(value);
  const problem = policy.problems.find(({ unread }) => unread);
  if (problem === undefined) return { source: field, policy };
  throw new NoQuestionError(`${field}${problem.pointer === '' ? '' : ` at ${problem.pointer}`}: ${problem.message}`);
}

function refused(field: string, accepted: string): NoQuestionError {
  return new NoQuestionError(`${field}: accepted is ${accepted}`);
}
