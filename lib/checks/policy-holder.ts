import { catalogue } from '../policy/catalogue/catalogue.ts';
import { policyOf } from '../policy/document.ts';
import type { PolicyHolder } from '../policy/effective/policy-holder.ts';
import type { ContextValues } from '../policy/evaluate/context.ts';
import type { SourcedPolicy } from '../policy/services-granted.ts';
import { statementsOn } from '../policy/statements-on.ts';
import type { Role } from '../snapshot/snapshot.ts';
import { type AccountView, documentInForce, type Grant, type Principal } from './account-view.ts';
import { oncePer } from './once.ts';
import { unreadReason } from './permissions.ts';

/** A principal of the account with all policies that the snapshot has of it, for the evaluator. */
export interface HeldPolicies {
  readonly holder: PolicyHolder<Grant>;
  /** Policies that could not be read, or not wholly: what they allow or deny is not in any answer. */
  readonly unread: readonly Grant[];
}

/**
 * What decides a principal's requests: its own and its groups' policies, its boundary, and what is known of each request. Put
 * together once for all who ask.
 */
export function heldPolicies(account: AccountView, principal: Principal): HeldPolicies {
  return heldIn(account)(principal);
}

const heldIn = oncePer((account: AccountView) => oncePer((principal: Principal) => gatherHeld(account, principal)));

function gatherHeld(account: AccountView, principal: Principal): HeldPolicies {
  const identity = account.grantsOf(principal);
  const boundary = boundaryOf(account, principal);
  const within = boundary && sourced(boundary);
  return {
    holder: {
      principal: evaluatedAs(account, principal),
      ...knownOf(principal),
      identity: identity.flatMap((grant) => sourced(grant) ?? []),
      ...(within && { boundary: within }),
    },
    unread: [...identity, ...(boundary === null ? [] : [boundary])].filter(
      ({ document }) => unreadReason(document) !== null,
    ),
  };
}

function sourced(grant: Grant): SourcedPolicy<Grant> | null {
  return grant.document === null ? null : { source: grant, policy: policyOf(grant.document) };
}

function evaluatedAs(account: AccountView, { kind, arn, name }: Principal): PolicyHolder<Grant>['principal'] {
  const { accountId } = account.snapshot.account;
  return kind === 'user' ? { kind, arn, accountId, name } : { kind, arn, accountId, name, sessionArn: null };
}

function boundaryOf(account: AccountView, { entity }: Principal): Grant | null {
  const policyArn = entity.permissionsBoundaryArn;
  if (policyArn === null) return null;
  const policy = account.managedPolicy(policyArn);
  const document = policy === undefined ? null : documentInForce(policy);
  return { source: { policyArn }, document, updatedAt: policy?.updatedAt ?? null, throughGroupArn: null };
}

/** The keys that all requests of the principal have: IAM User Guide, reference_policies_condition-keys. */
function knownOf(principal: Principal): Pick<PolicyHolder<Grant>, 'context' | 'knownPrefixes'> {
  const { kind, entity } = principal;
  // Whoever assumes a role can bring tags along, which win over the role's own, if the trust policy lets them.
  if (kind === 'role' && canBeTagged(entity)) return {};
  const tags = Object.entries(entity.tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value] as const);
  const userId = kind === 'user' && entity.userId !== '' ? { 'aws:userid': entity.userId } : {};
  const context: ContextValues = { ...Object.fromEntries(tags), ...userId };
  return { context, knownPrefixes: ['aws:PrincipalTag/'] };
}

const tagSession = { action: 'sts:tagsession', actionNumber: catalogue.actionNumber('sts:TagSession') };

function canBeTagged({ trustPolicy }: Role): boolean {
  return unreadReason(trustPolicy) !== null || statementsOn(policyOf(trustPolicy), 'Allow', tagSession).length > 0;
}
