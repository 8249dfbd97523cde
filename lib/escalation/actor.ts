import { catalogue } from '../policy/catalogue/catalogue.ts';
import type { PolicyDocument } from '../policy/document.ts';
import type { PolicyHolder } from '../policy/effective/policy-holder.ts';
import type { Statement } from '../policy/statement.ts';
import { type AskedAction, statementsOn } from '../policy/statements-on.ts';
import { type AccountPrincipal, type HeldPolicy, keyOfSource } from './account.ts';
import { asksWho } from './asks-who.ts';
import { techniques } from './techniques.ts';

/**
 * Principals whose policies answer every question alike: the same policies, and none that asks who it is. What they can do is
 * found out once. Most classes of roles have one member, those of users as many as their groups have.
 */
export interface ActorClass {
  readonly key: string;
  readonly kind: AccountPrincipal['kind'];
  /** Whether some policy asks who it is, so that the class has one member. */
  readonly isPersonal: boolean;
  /** Of one member, who stands for all. */
  readonly holder: PolicyHolder<HeldPolicy>;
  /** Whether the policies allow an action anywhere, whatever is denied: without that there is no need to ask. */
  mayAllow(action: string): boolean;
}

export function classOf(principal: AccountPrincipal, holder: PolicyHolder<HeldPolicy>): ActorClass {
  const held = [...holder.identity, ...(holder.boundary === undefined ? [] : [holder.boundary])];
  const isPersonal = held.some(({ policy }) => asksForPrincipal(policy));
  const names = holder.identity.map(({ source }) => keyOfSource(source.source));
  const boundary = holder.boundary === undefined ? '' : keyOfSource(holder.boundary.source.source);
  const allowed = holder.identity.map(({ policy }) => actionsAllowed(policy));
  return {
    key: [principal.kind, isPersonal ? principal.arn : '', boundary, ...names].join('\n'),
    kind: principal.kind,
    isPersonal,
    holder,
    mayAllow: (action) => allowed.some((actions) => actions.has(action)),
  };
}

const ASKED: readonly (AskedAction & { readonly name: string })[] = [
  ...new Set(techniques.flatMap(({ needs }) => needs.map(({ action }) => action))),
  // What some techniques need beside: a fifth version, an instance profile.
  'iam:DeletePolicyVersion',
  'iam:CreateInstanceProfile',
  'iam:AddRoleToInstanceProfile',
].map((name) => ({ name, action: name.toLowerCase(), actionNumber: catalogue.actionNumber(name) }));

/** The actions of techniques that some Allow statement of a policy speaks of. */
function actionsAllowed(policy: PolicyDocument): ReadonlySet<string> {
  let actions = allowedBy.get(policy);
  if (actions === undefined) {
    const named = ASKED.filter((asked) => statementsOn(policy, 'Allow', asked).length > 0);
    actions = named.length === 0 ? NONE : new Set(named.map(({ name }) => name));
    allowedBy.set(policy, actions);
  }
  return actions;
}

const NONE: ReadonlySet<string> = new Set();
const allowedBy = new WeakMap<PolicyDocument, ReadonlySet<string>>();

/** Whether what a policy says depends on who asks: by variables, or by conditions on keys of the principal. */
function asksForPrincipal(policy: PolicyDocument): boolean {
  let asks = personal.get(policy);
  if (asks === undefined) {
    asks = policy.statements.some(isPersonal);
    personal.set(policy, asks);
  }
  return asks;
}

const personal = new WeakMap<PolicyDocument, boolean>();

function isPersonal({ resources, notResources, conditions }: Statement): boolean {
  const texts = [...(resources ?? []), ...(notResources ?? []), ...conditions.flatMap(({ values }) => values)];
  return texts.some((text) => text.includes('${')) || conditions.some(({ key }) => asksWho(key));
}
