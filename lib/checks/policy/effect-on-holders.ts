import type { Evidence, Severity } from '../../findings/finding.ts';
import { policyOf } from '../../policy/document.ts';
import { type EffectivePermissions, effectivePermissions } from '../../policy/effective/effective-permissions.ts';
import type { PolicyHolder } from '../../policy/effective/policy-holder.ts';
import type { StatementPointer } from '../../policy/evaluate/layers.ts';
import type { Statement } from '../../policy/statement.ts';
import { statementsOf } from '../../policy/statement-actions.ts';
import type { StoredDocument } from '../../snapshot/snapshot.ts';
import type { Grant, Principal } from '../account-view.ts';
import type { CheckContext } from '../check.ts';
import { unreadReason } from '../permissions.ts';
import { heldPolicies } from '../policy-holder.ts';
import { type Danger, exampleOf, isLeftTo } from './danger.ts';
import type { IdentityPolicy } from './identity-policies.ts';

/** Principals, attachments and statements named in the evidence, each: a policy can reach thousands. */
const NAMED = 25;

/** The requests that are meant: what is known of them, see {@link PolicyHolder}. */
export type KnownOfRequest = Pick<PolicyHolder<unknown>, 'context' | 'knownPrefixes'>;

/** What a policy's text allows, and how grave that is where it takes effect. */
export interface DangerousText {
  readonly severity: Severity;
  /** Where it does. */
  readonly statements: readonly Statement[];
  /** None: then it takes effect for whoever holds the policy. */
  readonly dangers: readonly Danger[];
  readonly known?: KnownOfRequest;
}

export interface Effect {
  /** Low at most where the policy takes effect for nobody. */
  readonly severity: Severity;
  readonly evidence: Evidence;
}

/**
 * For whom of those who hold a policy its danger takes effect: the denies of all of their policies and their boundaries count.
 * One whose other policies could not all be read is left open, unless what was read stops it.
 */
export function effectOnHolders(context: CheckContext, policy: IdentityPolicy, text: DangerousText): Effect {
  const effective: string[] = [];
  const stopped: string[] = [];
  const open: string[] = [];
  const stops = new Map<string, Evidence>();
  for (const principal of policy.holders()) {
    const outcome = outcomeFor(context, principal, policy, text);
    if (outcome.status === 'effective') effective.push(principal.arn);
    else if (outcome.status === 'open') open.push(principal.arn);
    else {
      stopped.push(principal.arn);
      for (const stop of outcome.by) stops.set(JSON.stringify(stop), stop);
    }
  }
  return {
    severity: effective.length + open.length > 0 ? text.severity : 'low',
    evidence: {
      ...attachments(context, policy),
      effectiveFor: effective.slice(0, NAMED),
      effectiveCount: effective.length,
      ...(stopped.length > 0 && {
        stoppedFor: stopped.slice(0, NAMED),
        stoppedCount: stopped.length,
        stoppedBy: [...stops.values()].slice(0, NAMED),
      }),
      ...(open.length > 0 && { unknownFor: open.slice(0, NAMED), unknownCount: open.length }),
    },
  };
}

/** Where a policy is: what its fix needs to know, see `narrowPolicy`. */
export function attachments({ account }: CheckContext, { resource, inlinePolicy }: IdentityPolicy): Evidence {
  if (inlinePolicy !== undefined) return { inlinePolicy };
  const attachedTo = account.attachedTo(resource.arn);
  return {
    defaultVersionId: account.managedPolicy(resource.arn)?.defaultVersionId ?? null,
    attachedTo: attachedTo.slice(0, NAMED),
    attachmentCount: attachedTo.length,
  };
}

type Outcome =
  | { readonly status: 'effective' }
  | { readonly status: 'open' }
  | { readonly status: 'stopped'; readonly by: readonly Evidence[] };

function outcomeFor(
  { account }: CheckContext,
  principal: Principal,
  policy: IdentityPolicy,
  { statements, dangers, known }: DangerousText,
): Outcome {
  const others = account.grantsOf(principal).filter(({ document }) => document !== policy.document);
  const boundaryArn = principal.entity.permissionsBoundaryArn;
  if (
    boundaryArn === null &&
    unreadReason(policy.document) === null &&
    !dependsOnHolder(policy.document, statements) &&
    others.every(({ document }) => limitsNothing(document))
  )
    return { status: 'effective' };
  const { holder, unread } = heldPolicies(account, principal);
  const permissions = effectivePermissions(knowing(holder, known));
  const [first] = dangers;
  if (first === undefined || dangers.some((danger) => isLeftTo(permissions, danger)))
    return { status: unread.length > 0 ? 'open' : 'effective' };
  return { status: 'stopped', by: whatStops(permissions, first, boundaryArn) };
}

/** Whether a policy beside another cannot take anything from it. */
function limitsNothing(document: StoredDocument | null): boolean {
  return unreadReason(document) === null && document !== null && statementsOf(policyOf(document), 'Deny').length === 0;
}

/** Conditions, of what was found or of a Deny beside it, can be settled by who the principal is. */
function dependsOnHolder(document: StoredDocument | null, statements: readonly Statement[]): boolean {
  const denies = document === null ? [] : statementsOf(policyOf(document), 'Deny');
  return [...statements, ...denies].some(({ conditions }) => conditions.length > 0);
}

function knowing(holder: PolicyHolder<Grant>, known: KnownOfRequest = {}): PolicyHolder<Grant> {
  return {
    ...holder,
    context: { ...holder.context, ...known.context },
    knownPrefixes: [...(holder.knownPrefixes ?? []), ...(known.knownPrefixes ?? [])],
  };
}

/** The statements that deny or narrow it, or the boundary that does not allow it; none when the policy's own conditions do not hold. */
function whatStops(
  permissions: EffectivePermissions<Grant>,
  danger: Danger,
  boundaryArn: string | null,
): readonly Evidence[] {
  const action = exampleOf(danger);
  if (action === null) return [];
  const { deniedBy, grants, missing } = permissions.of(action);
  const pointers = [...deniedBy, ...grants.flatMap(({ within, unless }) => [...within, ...unless])];
  const isBeyondBoundary = missing.includes('boundary') && boundaryArn !== null;
  return [...pointers.map(evidenceOf), ...(isBeyondBoundary ? [{ layer: 'boundary', policyArn: boundaryArn }] : [])];
}

function evidenceOf({ layer, source, statement, sid }: StatementPointer<Grant>): Evidence {
  return { layer, ...source.source, statement, sid };
}
