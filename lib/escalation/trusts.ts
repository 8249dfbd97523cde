import { catalogue } from '../policy/catalogue/catalogue.ts';
import { type PolicyDocument, parsePolicyDocument } from '../policy/document.ts';
import type { PolicyHolder } from '../policy/effective/policy-holder.ts';
import type { ContextValues } from '../policy/evaluate/context.ts';
import { type ApplicablePolicies, decide } from '../policy/evaluate/decide.ts';
import { matchStatement } from '../policy/evaluate/match-statement.ts';
import { parsePrincipal } from '../policy/evaluate/principal.ts';
import { describeRequest } from '../policy/evaluate/request.ts';
import type { Statement } from '../policy/statement.ts';
import { type AskedAction, statementsOn } from '../policy/statements-on.ts';
import { asksWho } from './asks-who.ts';
import type { Node } from './node.ts';
import type { World } from './world.ts';

/** That a trust policy lets somebody in. */
export interface TrustPermit {
  readonly role: Node;
  /** The Allow statements that do it. */
  readonly statements: readonly Statement[];
  /** These and the denies on which it depends. */
  readonly concerned: readonly Statement[];
  readonly unknownKeys: readonly string[];
}

/** Roles with the same trust policy: whom it lets in is found out once. */
export interface TrustClass {
  readonly policy: PolicyDocument;
  readonly roles: readonly Node[];
  /** One of them, who stands for all. */
  readonly sample: Node;
  /** Whether the policy names the account as a whole, or everybody, so that whoever has the permission gets in. */
  readonly isOpen: boolean;
  /** Whether it names everybody, or all but some, so that no permission is needed. */
  readonly isOpenToAll: boolean;
  /** ARNs that it names. */
  readonly named: readonly string[];
  /** Whether its answer depends on who asks, beside whom it names. */
  readonly isPersonal: boolean;
}

export function trustClassesOf(
  roles: readonly Node[],
  trustPolicyOf: (role: Node) => PolicyDocument,
  accountId: string,
): readonly TrustClass[] {
  const groups = Map.groupBy(roles, (role) => JSON.stringify(trustPolicyOf(role)));
  return Array.from(groups.values(), (alike) => {
    const [sample] = alike;
    if (sample === undefined) throw new RangeError('a group without members');
    const policy = trustPolicyOf(sample);
    const statements = statementsOn(policy, 'Allow', ASSUMING);
    const named = statements.flatMap(({ principals }) => principals?.aws ?? []);
    const isForAll = statements.some(({ principals }) => principals?.any === true);
    const isOwnAccount = (text: string) => {
      const principal = parsePrincipal(text);
      return principal?.kind === 'root' && principal.accountId === accountId;
    };
    return {
      policy,
      roles: alike,
      sample,
      named,
      isOpen: isForAll || named.some(isOwnAccount),
      isOpenToAll: isForAll || statements.some(({ notPrincipals }) => notPrincipals !== null),
      isPersonal: [...statements, ...statementsOn(policy, 'Deny', ASSUMING)].some((each) =>
        isPersonal(each, accountId),
      ),
    };
  });
}

/** Somebody in the account who may do everything, as far as its own policies go. */
const EVERYTHING = parsePolicyDocument({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
});

/** Who asks, and what is known of each of its requests. */
export type Somebody = Pick<PolicyHolder<unknown>, 'principal' | 'context' | 'knownPrefixes'>;

/** One whom no policy names: for what trust policies answer all alike that they do not name. IAM gives no such name to anybody. */
export function strangerOf(kind: 'user' | 'role', { ofAccount, ofOrganization }: World): Somebody {
  const { partition, accountId } = ofAccount;
  const known = { arn: `arn:${partition}:iam::${accountId}:${kind}/`, accountId, name: '' };
  const principal = kind === 'user' ? { kind, ...known } : { kind, ...known, sessionArn: null };
  return { principal, context: ofOrganization };
}

type Backing = 'nothing' | 'everything';

/**
 * Whether a trust policy lets a principal of the account in that has no policies (`nothing`), because it names it itself or
 * everybody, or one that may do everything (`everything`), because it leaves it to the account.
 */
export function letsIn({ policy, sample }: TrustClass, who: Somebody, backing: Backing): TrustPermit | null {
  const identity = backing === 'nothing' ? [] : [{ source: null, policy: EVERYTHING }];
  return ask(sample, policy, who, 'sts:AssumeRole', { identity });
}

/**
 * Whether a trust policy lets a service in that works for the account itself. Cognito comes with a token of the guest or user that it
 * works for, or, to synchronise, by itself.
 */
export function letsServiceIn({ policy, sample }: TrustClass, service: string, accountId: string): TrustPermit | null {
  if (!policy.statements.some((statement) => speaksOf(statement, service))) return null;
  const itself: Somebody = { principal: { kind: 'service', name: service }, context: IN_NO_ORGANIZATION };
  const byItself = ask(sample, policy, itself, 'sts:AssumeRole', { identity: [] }, accountId);
  if (byItself !== null || service !== COGNITO) return byItself;
  const guest: Somebody = { principal: { kind: 'federated', provider: service }, context: IN_NO_ORGANIZATION };
  return ask(sample, policy, guest, 'sts:AssumeRoleWithWebIdentity', { identity: [] });
}

/** The keys are in requests of principals alone whose account is in one: IAM User Guide, reference_policies_condition-keys. */
export const IN_NO_ORGANIZATION: ContextValues = { 'aws:PrincipalOrgID': null, 'aws:PrincipalOrgPaths': null };

/** A first, cheap look: most roles trust one service. */
function speaksOf({ principals, notPrincipals }: Statement, service: string): boolean {
  if (principals === null) return notPrincipals !== null;
  return principals.any || principals.service.includes(service) || principals.federated.includes(service);
}

const COGNITO = 'cognito-identity.amazonaws.com';

function ask(
  role: Node,
  policy: PolicyDocument,
  { principal, context, knownPrefixes }: Somebody,
  action: string,
  { identity }: Pick<ApplicablePolicies<null>, 'identity'>,
  sourceAccount?: string,
): TrustPermit | null {
  const request = describeRequest({
    principal,
    action,
    resource: role.arn,
    context: { ...context, ...(sourceAccount !== undefined && { 'aws:SourceAccount': sourceAccount }) },
    ...(knownPrefixes && { knownPrefixes }),
    isContextPartial: true,
  });
  // Most policies let most people in by no statement at all, which is told faster.
  const isConcerned = (statement: Statement) => matchStatement(policy, statement, request).holds !== false;
  if (!statementsOn(policy, 'Allow', request).some(isConcerned)) return null;
  const { decision, because, unknownKeys } = decide(request, { identity, resource: { source: null, policy } });
  if (decision !== 'allowed' && decision !== 'conditional') return null;
  const concerned = because.flatMap((reason) =>
    reason.effect !== 'none' && reason.layer === 'resource'
      ? policy.statements.filter(({ index }) => index === reason.statement)
      : [],
  );
  const allowing = concerned.filter(({ effect }) => effect === 'Allow');
  // A decision that hangs on a Deny alone does not say by which statement it is allowed otherwise.
  const statements = allowing.length > 0 ? allowing : statementsOn(policy, 'Allow', request);
  return { role, statements, concerned, unknownKeys };
}

const ASSUMING: AskedAction = { action: 'sts:assumerole', actionNumber: catalogue.actionNumber('sts:AssumeRole') };

/** Whether the answer depends on who asks: by conditions, or because it leaves out or denies some whom it names. */
function isPersonal({ effect, principals, notPrincipals, conditions }: Statement, accountId: string): boolean {
  const leftOut = [...(notPrincipals?.aws ?? []), ...(effect === 'Deny' ? (principals?.aws ?? []) : [])];
  return (
    leftOut.some((name) => isOneOf(name, accountId)) ||
    conditions.some(({ key, values }) => asksWho(key) || values.some((value) => value.includes('${')))
  );
}

/** A principal of the account, and not all of it. */
function isOneOf(name: string, accountId: string): boolean {
  const principal = parsePrincipal(name);
  return (
    principal !== null && principal.kind !== 'root' && 'accountId' in principal && principal.accountId === accountId
  );
}
