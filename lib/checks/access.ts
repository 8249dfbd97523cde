import { parseArn } from '../policy/arn.ts';
import { catalogue } from '../policy/catalogue/catalogue.ts';
import { parsePolicyDocument, policyOf } from '../policy/document.ts';
import type { ResourceGrant } from '../policy/effective/action-permission.ts';
import { effectivePermissions } from '../policy/effective/effective-permissions.ts';
import type { ContextValues } from '../policy/evaluate/context.ts';
import {
  type Decision,
  decide,
  isDecidedByResourcePolicy,
  isTrustAction,
  type Reason,
} from '../policy/evaluate/decide.ts';
import { describeRequest } from '../policy/evaluate/request.ts';
import type { SourcedPolicy } from '../policy/services-granted.ts';
import { statementsOn } from '../policy/statements-on.ts';
import type { StoredDocument } from '../snapshot/snapshot.ts';
import type { AccountView, Grant, GrantSource, Principal } from './account-view.ts';
import { remembered } from './once.ts';
import { unreadReason } from './permissions.ts';
import { type HeldPolicies, heldPolicies } from './policy-holder.ts';

/** What somebody wants to know of one principal, or of all. */
export interface AccessQuestion {
  /** `service:Action` in any case. */
  readonly action: string;
  /** An ARN, or `*` for an action without resource; null asks about any resource: on which, if on some. */
  readonly resource: string | null;
  /** What is known of the request; every other key is unknown. */
  readonly context: ContextValues;
}

/** A policy that has a say: one that the principal holds, or the trust policy of the role that the question is about. */
export interface PolicyWithSay {
  readonly source: GrantSource | { readonly trustPolicyOf: string };
  readonly document: StoredDocument | null;
  readonly throughGroupArn: string | null;
}

/** A policy of the resource that has to allow as well and that the snapshot does not hold. */
export type UnreadSide = 'key policy' | 'trust policy' | 'resource-based policy of the other account';

export interface Access {
  readonly decision: Decision<unknown>['decision'];
  /** The statements that decide, or can, and the layers that would have had to allow. */
  readonly because: readonly Reason<PolicyWithSay>[];
  /** Keys of the request context on which it depends. */
  readonly unknownKeys: readonly string[];
  /** When asked about any resource: those on which it is allowed. */
  readonly grants: readonly ResourceGrant<PolicyWithSay>[];
  /** Set where the decision depends on it. */
  readonly dependsOn: UnreadSide | null;
  /** Policies that could not be read, or not wholly, where the answer can be another one with them: a Deny stands. */
  readonly unread: readonly PolicyWithSay[];
}

/** Judges one principal after another by the same question. */
export interface AccessJudge {
  /** Whether something that it holds, or that the resource says, can allow the action: if not, it is denied without more ado. */
  isInQuestion(grants: readonly Pick<Grant, 'document'>[]): boolean;
  judge(held: HeldPolicies): Access;
}

export function createAccessJudge(account: AccountView, question: AccessQuestion): AccessJudge {
  const side = resourceSideOf(account, question);
  const asked = { action: question.action.toLowerCase(), actionNumber: catalogue.actionNumber(question.action) };
  const isOpenToAll =
    side.unread.length > 0 ||
    (side.policy !== undefined && statementsOn(side.policy.policy, 'Allow', asked).length > 0);
  // Once for each document: most are held by many principals.
  const canAllow = remembered(
    (document: StoredDocument) =>
      unreadReason(document) !== null || statementsOn(policyOf(document), 'Allow', asked).length > 0,
  );
  const onAny = judgeOnAny(question);
  const onOne = judgeOn(question.resource ?? '*', question, side);
  return {
    isInQuestion: (grants) => isOpenToAll || grants.some(({ document }) => document === null || canAllow(document)),
    judge: (held) => {
      // The root user holds no policies: what it may do, it may do on everything.
      const isAny = question.resource === null && held.holder.principal.kind !== 'root';
      const judgement = isAny ? onAny(held) : onOne(held);
      const unread = judgement.decision === 'explicitDeny' ? [] : [...held.unread, ...side.unread];
      return isOpen(judgement) && side.missing !== null
        ? { ...judgement, unread, decision: 'conditional', dependsOn: side.missing }
        : { ...judgement, unread, dependsOn: null };
    },
  };
}

function isOpen({ decision }: Pick<Access, 'decision'>): boolean {
  return decision === 'allowed' || decision === 'conditional';
}

export interface Answerer {
  readonly principal: Principal;
  readonly access: Access;
}

/** The users and roles that are allowed, certainly or under conditions, and those of which it cannot be said. */
export function whoCan(account: AccountView, question: AccessQuestion): readonly Answerer[] {
  const { isInQuestion, judge } = createAccessJudge(account, question);
  return account.principals.flatMap((principal) => {
    if (!isInQuestion(account.grantsOf(principal))) return [];
    const access = judge(heldPolicies(account, principal));
    return isOpen(access) || access.unread.length > 0 ? [{ principal, access }] : [];
  });
}

type Judgement = Omit<Access, 'dependsOn' | 'unread'>;

function judgeOnAny({ action, context }: AccessQuestion): (held: HeldPolicies) => Judgement {
  return ({ holder }) => {
    const informed = { ...holder, context: { ...holder.context, ...context } };
    const { decision, grants, deniedBy, missing } = effectivePermissions<PolicyWithSay>(informed).of(action);
    const granting = grants.flatMap(({ allowedBy, within, unless }) => [allowedBy, ...within, ...unless]);
    return {
      decision,
      because: [
        ...new Set([...granting, ...deniedBy]),
        ...missing.map((layer) => ({ layer, effect: 'none' as const })),
      ],
      unknownKeys: decision === 'conditional' ? [...new Set(grants.flatMap(({ unknownKeys }) => unknownKeys))] : [],
      grants,
    };
  };
}

function judgeOn(
  resource: string,
  { action, context }: AccessQuestion,
  side: ResourceSide,
): (held: HeldPolicies) => Judgement {
  return ({ holder }) => {
    const request = describeRequest({
      principal: holder.principal,
      action,
      resource,
      context: { ...holder.context, ...context },
      isContextPartial: true,
      knownPrefixes: holder.knownPrefixes ?? [],
    });
    const { decision, because, unknownKeys } = decide<PolicyWithSay>(request, {
      ...holder,
      ...(side.policy && { resource: side.policy }),
    });
    return {
      decision,
      because: because.filter(
        (reason) => reason.effect === 'none' || side.missing === null || reason.source !== side.policy?.source,
      ),
      unknownKeys,
      grants: [],
    };
  };
}

/** What the resource says for itself. */
interface ResourceSide {
  readonly policy?: SourcedPolicy<PolicyWithSay>;
  /** It has to allow, and is not in the snapshot; `policy` is then one that leaves it to the principal's account. */
  readonly missing: UnreadSide | null;
  readonly unread: readonly PolicyWithSay[];
}

/** Of resource-based policies the snapshot has the roles' trust policies. Where no other is needed, none is taken to be there. */
function resourceSideOf(account: AccountView, { action, resource }: AccessQuestion): ResourceSide {
  if (resource === null) return { missing: sideNeededAnywhere(action), unread: [] };
  const { accountId } = account.snapshot.account;
  const arn = parseArn(resource);
  if (isDecidedByResourcePolicy({ action: action.toLowerCase(), resource })) {
    const role = account.role(resource.slice(resource.lastIndexOf('/') + 1));
    if (role?.arn === resource) return trustSideOf(resource, role.entity.trustPolicy);
    return {
      policy: delegationTo(accountId),
      missing: arn?.service === 'kms' ? 'key policy' : 'trust policy',
      unread: [],
    };
  }
  const isElsewhere = arn !== null && /^\d{12}$/.test(arn.accountId) && arn.accountId !== accountId;
  return isElsewhere
    ? { policy: delegationTo(accountId), missing: 'resource-based policy of the other account', unread: [] }
    : { missing: null, unread: [] };
}

function trustSideOf(roleArn: string, document: StoredDocument): ResourceSide {
  const source = { source: { trustPolicyOf: roleArn }, document, throughGroupArn: null };
  return {
    policy: { source, policy: policyOf(document) },
    missing: null,
    unread: unreadReason(document) === null ? [] : [source],
  };
}

function sideNeededAnywhere(action: string): UnreadSide | null {
  if (isTrustAction(action)) return 'trust policy';
  const actionNumber = catalogue.actionNumber(action);
  const types = actionNumber === null ? [] : catalogue.resourceTypes(actionNumber);
  return action.toLowerCase().startsWith('kms:') && types.some(({ name }) => name === 'key') ? 'key policy' : null;
}

/** Stands in for a resource-based policy that is not known: it leaves the decision to the account's own policies. */
function delegationTo(accountId: string): SourcedPolicy<PolicyWithSay> {
  return {
    source: { source: { trustPolicyOf: '' }, document: null, throughGroupArn: null },
    policy: parsePolicyDocument({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Principal: { AWS: accountId }, Action: '*', Resource: '*' },
    }),
  };
}
