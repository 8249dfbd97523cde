import { Bitset } from './bitset.ts';
import { catalogue } from './catalogue/catalogue.ts';
import { unconditionalDenies } from './denied.ts';
import type { PolicyDocument } from './document.ts';
import { actionsOf, isUnlimited, statementsOf } from './statement-actions.ts';
import { statementsOn } from './statements-on.ts';

/** Whoever may do one of these on any resource can give itself, by policy, whatever it is denied. */
const SELF_GRANTING_ACTIONS = [
  'iam:AttachGroupPolicy',
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:CreatePolicyVersion',
  'iam:PutGroupPolicy',
  'iam:PutRolePolicy',
  'iam:PutUserPolicy',
];

/**
 * Whether the policy by itself makes an administrator: its Allow statements on every resource and without condition cover
 * every action of the catalogue together (`*`, or an enumeration that leaves nothing out), and its own denies without
 * resource or condition leave at least one of the actions by which the rest can be had again.
 *
 * PowerUserAccess is not one (it leaves out IAM); `*` less `iam:*` is not; `*` less `aws-portal:*` is; `*` where it is denied
 * without MFA, or outside a Region, is one, since with MFA or in that Region it allows everything.
 */
export function isAdminPolicy(policy: PolicyDocument): boolean {
  return isAdminTogether([policy]);
}

/** The same of several policies that one principal holds: they add up, and what one allows, another can deny. */
export function isAdminTogether(policies: readonly PolicyDocument[]): boolean {
  if (!policies.some(allowsProbe)) return false;
  const unlimited = policies.flatMap((policy) => statementsOf(policy, 'Allow').filter(isUnlimited));
  const allowed = Bitset.union(
    catalogue.actionCount,
    unlimited.map((statement) => actionsOf(statement).actions),
  );
  if (!allowed.complement().isEmpty()) return false;
  const { actions: denied } = unconditionalDenies(policies);
  return SELF_GRANTING_ACTIONS.some((action) => {
    const actionNumber = catalogue.actionNumber(action);
    return actionNumber !== null && !denied.has(actionNumber);
  });
}

/** A first, cheap look, since few are administrators: who may do everything may do this. */
function allowsProbe(policy: PolicyDocument): boolean {
  let allows = probed.get(policy);
  if (allows === undefined) {
    allows = statementsOn(policy, 'Allow', PROBE).some(isUnlimited);
    probed.set(policy, allows);
  }
  return allows;
}

const PROBE = { action: 'iam:createpolicyversion', actionNumber: catalogue.actionNumber('iam:CreatePolicyVersion') };
const probed = new WeakMap<PolicyDocument, boolean>();
