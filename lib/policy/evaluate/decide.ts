import { parseArn } from '../arn.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import type { SourcedPolicy } from '../services-granted.ts';
import { type Layer, type LayerName, type MatchedStatement, readLayer, type StatementPointer } from './layers.ts';
import { allOf, anyOf, type Outcome } from './outcome.ts';
import type { Naming, Principal } from './principal.ts';
import type { AccessRequest } from './request.ts';

/** The policies that have a say in a request. A kind that is left out does not exist; an empty list allows nothing. */
export interface ApplicablePolicies<Source> {
  /** Of the principal itself and, for a user, of its groups. */
  readonly identity: readonly SourcedPolicy<Source>[];
  readonly boundary?: SourcedPolicy<Source>;
  readonly session?: readonly SourcedPolicy<Source>[];
  /** Of the principal's account, one list for each level from the root down to the account: every level must allow. */
  readonly scps?: readonly (readonly SourcedPolicy<Source>[])[];
  /**
   * Of the resource's account, in the same way. They only deny: AWS keeps `RCPFullAWSAccess`, which allows everything, attached at
   * every level, so that none has to be given (AWS Organizations User Guide, orgs_manage_policies_rcps_evaluation).
   */
  readonly rcps?: readonly (readonly SourcedPolicy<Source>[])[];
  /** Of the VPC endpoint that the request comes through. */
  readonly endpoint?: readonly SourcedPolicy<Source>[];
  /** Of the resource: a role's trust policy, a key policy, a bucket policy. */
  readonly resource?: SourcedPolicy<Source>;
}

/** A statement that decided, or could, or a layer that would have had to allow the request and does not. */
export type Reason<Source> = StatementPointer<Source> | { readonly layer: LayerName; readonly effect: 'none' };

export interface Decision<Source> {
  readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny' | 'conditional';
  readonly because: readonly Reason<Source>[];
  /** Keys of the request context on which the decision depends; empty unless it is conditional. */
  readonly unknownKeys: readonly string[];
}

/**
 * Whether AWS would allow the request. Statements that could not be read have no say here: see the problems of their policies.
 * IAM User Guide: reference_policies_evaluation-logic_policy-eval-denyallow,
 * reference_policies_evaluation-logic-cross-account, access_policies_boundaries.
 */
export function decide<Source>(request: AccessRequest, policies: ApplicablePolicies<Source>): Decision<Source> {
  const layers = readLayers(request, policies);
  const denies = layers.all.flatMap((layer) => layer.denies);
  const denied = anyOf(denies.map(({ outcome }) => outcome));
  if (denied.holds === true) {
    return {
      decision: 'explicitDeny',
      because: denies.filter(({ outcome }) => outcome.holds === true).map(({ pointer }) => pointer),
      unknownKeys: [],
    };
  }

  const paths = pathsTo(request, layers);
  const allowed = paths.find((path) => outcomeOfPath(path).holds === true);
  if (allowed !== undefined && denied.holds === false) {
    const grants = allowed.flatMap((step) => step.grants.filter(({ outcome }) => outcome.holds === true));
    return { decision: 'allowed', because: grants.map(({ pointer }) => pointer), unknownKeys: [] };
  }

  const possible = allowed === undefined ? paths.filter((path) => outcomeOfPath(path).holds === null) : [allowed];
  if (possible.length === 0) return { decision: 'implicitDeny', because: missingSteps(paths), unknownKeys: [] };
  const open = [...possible.flat().flatMap((step) => step.grants), ...denies].filter(
    ({ outcome }) => outcome.holds === null,
  );
  return {
    decision: 'conditional',
    because: open.map(({ pointer }) => pointer),
    unknownKeys: [...new Set(open.flatMap(({ outcome }) => outcome.unknownKeys))],
  };
}

interface Layers<Source> {
  readonly all: readonly Layer<Source>[];
  readonly identity: Layer<Source>;
  readonly resource: Layer<Source>;
  /** Boundary and session policies, where there are any: they limit what the principal's own policies grant. */
  readonly limits: readonly Layer<Source>[];
  /** SCPs level by level and the endpoint's policies: every one must allow, whoever grants. */
  readonly guardrails: readonly Layer<Source>[];
}

function readLayers<Source>(request: AccessRequest, policies: ApplicablePolicies<Source>): Layers<Source> {
  const { principal } = request;
  const read = (name: LayerName, ofLayer: readonly SourcedPolicy<Source>[]) =>
    readLayer(name, ofLayer, request, { hasBoundary: policies.boundary !== undefined });

  const identity = read('identity', policies.identity);
  const resource = read('resource', policies.resource === undefined ? [] : [policies.resource]);
  const limits = [
    ...(policies.boundary === undefined ? [] : [read('boundary', [policies.boundary])]),
    ...(policies.session === undefined ? [] : [read('session', policies.session)]),
  ];
  const guardrails = [
    ...(isSubjectToScps(principal) ? (policies.scps ?? []) : []).map((level) => read('scp', level)),
    ...(policies.endpoint === undefined ? [] : [read('endpoint', policies.endpoint)]),
  ];
  const rcps = (isSubjectToRcps(request) ? (policies.rcps ?? []) : []).map((level) => read('rcp', level));
  return { all: [identity, ...limits, ...guardrails, ...rcps, resource], identity, resource, limits, guardrails };
}

/** A layer that must allow, and the statements by which it can. */
interface Step<Source> {
  readonly layer: LayerName;
  readonly grants: readonly MatchedStatement<Source>[];
}

type Path<Source> = readonly Step<Source>[];

/** The ways in which the request can come to be allowed: every step of one of them must allow. */
function pathsTo<Source>(request: AccessRequest, layers: Layers<Source>): readonly Path<Source>[] {
  const guardrails = layers.guardrails.map((layer) => stepOf(layer));
  return grantingPaths(request, layers).map((path) => [...guardrails, ...path]);
}

function grantingPaths<Source>(request: AccessRequest, layers: Layers<Source>): readonly Path<Source>[] {
  const { principal, action, resourceAccountId } = request;
  const ownPolicies = [layers.identity, ...layers.limits].map((layer) => stepOf(layer));
  const limits = layers.limits.map((layer) => stepOf(layer));
  const resource = (...namings: readonly Naming[]) => stepOf(layers.resource, namings);

  if (!('accountId' in principal)) return [[resource('any', 'itself')]];
  const isOwnAccount = principal.accountId === resourceAccountId;
  const needsResourcePolicy = isDecidedByResourcePolicy(request);
  if (principal.kind === 'root') {
    // AWS STS API Reference, API_AssumeRole: root credentials cannot assume a role.
    if (isTrustAction(action)) return [];
    return isOwnAccount && !needsResourcePolicy ? [[]] : [[resource('account', 'any')]];
  }
  if (!isOwnAccount) return [[...ownPolicies, resource(...namingsOfIam)]];
  // In its own account, who names the very user or session, or everybody, needs nobody else; to name the role leaves its
  // limits in force; and to name the account leaves it to the account's own policies.
  return [
    needsResourcePolicy ? [...ownPolicies, resource('account')] : ownPolicies,
    [resource('user', 'session', 'any')],
    [resource('role', 'federating-user'), ...limits],
  ];
}

const namingsOfIam: readonly Naming[] = ['user', 'session', 'role', 'federating-user', 'account', 'any'];

function stepOf<Source>(layer: Layer<Source>, namings?: readonly Naming[]): Step<Source> {
  const isMeant = (grant: MatchedStatement<Source>) => grant.namings.some((naming) => namings?.includes(naming));
  return { layer: layer.name, grants: namings === undefined ? layer.allows : layer.allows.filter(isMeant) };
}

function outcomeOfStep(step: Step<unknown>): Outcome {
  return anyOf(step.grants.map(({ outcome }) => outcome));
}

function outcomeOfPath(path: Path<unknown>): Outcome {
  return allOf(path.map(outcomeOfStep));
}

/** What the request lacks on the way that it is closest to: with the fewest steps missing, then with the most taken. */
function missingSteps<Source>(paths: readonly Path<Source>[]): readonly Reason<Source>[] {
  const ways = paths.map((path) => {
    const missing = path.filter((step) => outcomeOfStep(step).holds === false);
    return { missing, taken: path.length - missing.length };
  });
  const [closest] = ways.toSorted((a, b) => a.missing.length - b.missing.length || b.taken - a.taken);
  return (closest?.missing ?? []).map(({ layer }) => ({ layer, effect: 'none' }));
}

/** Role trust policies and KMS key policies must allow by themselves, in the same account too. */
export function isDecidedByResourcePolicy({ action, resource }: Pick<AccessRequest, 'action' | 'resource'>): boolean {
  const arn = parseArn(resource);
  if (arn === null) return false;
  if (arn.service === 'kms') return action.startsWith('kms:') && arn.resource.startsWith('key/');
  return arn.service === 'iam' && arn.resource.startsWith('role/') && isTrustAction(action);
}

/** Whether it is an action of role trust policies, in any case. */
export function isTrustAction(action: string): boolean {
  return trustActions.has(action.toLowerCase());
}

const trustActions = new Set([
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
  'sts:setsourceidentity',
  'sts:tagsession',
]);

/** AWS Organizations User Guide, orgs_manage_policies_scps: principals of accounts, but no service-linked role. */
export function isSubjectToScps(principal: Principal): boolean {
  return 'accountId' in principal && !isServiceLinkedRole(principal);
}

/** AWS Organizations User Guide, orgs_manage_policies_rcps: resources of some services, whoever asks but service-linked roles. */
function isSubjectToRcps({ principal, action }: AccessRequest): boolean {
  const [service = ''] = action.split(':', 1);
  return catalogue.supportsRcp(service) && action !== 'kms:retiregrant' && !isServiceLinkedRole(principal);
}

/** Known by its path, so only where the role is named and not one of its sessions. */
function isServiceLinkedRole(principal: Principal): boolean {
  return principal.kind === 'role' && principal.arn.includes(':role/aws-service-role/');
}
