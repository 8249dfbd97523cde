import type { ManagedPolicy, StoredDocument } from '../snapshot/snapshot.ts';
import { documentInForce, isServiceLinked, type Principal } from './account-view.ts';
import type { CheckContext } from './check.ts';
import { type GrantedService, servicesOfDocument } from './granted-services.ts';
import { newest } from './instants.ts';
import { oncePer } from './once.ts';
import { type ServiceUse, usageOf } from './usage.ts';
import { graceOf, type Unknown } from './verdicts.ts';
import { unusedWindowOf } from './windows.ts';

/** A policy in the hands of one principal. */
export interface PolicyQuestion {
  readonly principal: Principal;
  readonly document: StoredDocument;
  readonly services: ReadonlyMap<string, GrantedService>;
  /** When the policy was last changed; null when AWS does not say. */
  readonly updatedAt: string | null;
}

/**
 * Whether a principal used any service that a policy grants it. AWS attributes use to services, not to policies: two
 * policies that grant the same service to one principal are both in use.
 */
export function useOfPolicy(context: CheckContext, question: PolicyQuestion): ServiceUse {
  const { principal, document, services } = question;
  const useOf = usageOf(context).ofServices(principal, unusedWindowOf(context, principal.arn));
  const documents = [document];
  const uses: ServiceUse[] = [];
  for (const service of services.values()) {
    const use = useOf(service, documents);
    if (use.status === 'used') return use;
    if (use.status !== 'not-granted') uses.push(use);
  }
  if (uses.length === 0) return { status: 'not-granted' };
  const young = graceOf(context, principal.arn, heldSince(question));
  if (young !== null) return { status: 'unknown', ...young };
  return uses.find((use) => use.status === 'unknown') ?? { status: 'unused', lastUsedAt: newest(uses.map(dateOf)) };
}

/** Since when the principal can have used the policy as it now is: AWS does not say when it was attached. */
function heldSince({ principal, updatedAt }: PolicyQuestion): string {
  return newest([principal.createdAt, updatedAt]) ?? principal.createdAt;
}

function dateOf(use: ServiceUse): string | null {
  return use.status === 'unused' ? use.lastUsedAt : null;
}

/** A managed policy in the hands of all principals that it reaches. */
export type HoldersUse =
  | { readonly status: 'used'; readonly by: Principal }
  | { readonly status: 'unused'; readonly lastUsedAt: string | null }
  | ({ readonly status: 'unknown' } & Unknown)
  /** It reaches nobody, grants nothing, or what it grants is denied to all of them. */
  | { readonly status: 'not-granted' };

/** Service-linked roles are left out: AWS makes no reports on them. */
export function reachOf({ account }: CheckContext, policyArn: string): readonly Principal[] {
  return account.holdersOf(policyArn).filter((holder) => !isServiceLinked(holder));
}

/** Whether anybody used a policy: it is unused only when the data says so of every principal that it reaches. */
export const useByHolders: (context: CheckContext) => (policy: ManagedPolicy) => HoldersUse = oncePer(
  (context: CheckContext) => oncePer((policy: ManagedPolicy) => addUp(context, policy)),
);

function addUp(context: CheckContext, policy: ManagedPolicy): HoldersUse {
  const granted = servicesOfDocument(documentInForce(policy));
  if ('unread' in granted) return { status: 'unknown', ...granted.unread };
  const reach = reachOf(context, policy.arn);
  const unseen: [Principal, Unknown][] = [];
  const unused: (string | null)[] = [];
  for (const principal of reach) {
    const use = useOfPolicy(context, { principal, ...granted, updatedAt: policy.updatedAt });
    if (use.status === 'used') return { status: 'used', by: principal };
    if (use.status === 'unknown') unseen.push([principal, use]);
    if (use.status === 'unused') unused.push(use.lastUsedAt);
  }
  const [first] = unseen;
  if (first !== undefined) return { status: 'unknown', ...someUnseen(first, unseen.length, reach.length) };
  return unused.length > 0 ? { status: 'unused', lastUsedAt: newest(unused) } : { status: 'not-granted' };
}

function someUnseen([principal, { code, reason }]: [Principal, Unknown], unseen: number, all: number): Unknown {
  return {
    code,
    reason: `${unseen} of the ${all} principals it reaches cannot be judged, ${principal.arn} for one: ${reason}`,
  };
}
