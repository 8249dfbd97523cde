import { Bitset } from './bitset.ts';
import { catalogue } from './catalogue/catalogue.ts';
import { unconditionalDenies } from './denied.ts';
import type { PolicyDocument } from './document.ts';
import { actionsOf, isUnlimited, statementsOf } from './statement-actions.ts';

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
  const allowed = Bitset.union(
    catalogue.actionCount,
    statementsOf(policy, 'Allow')
      .filter(isUnlimited)
      .map((statement) => actionsOf(statement).actions),
  );
  if (!allowed.complement().isEmpty()) return false;
  const { actions: denied } = unconditionalDenies([policy]);
  return SELF_GRANTING_ACTIONS.some((action) => {
    const actionNumber = catalogue.actionNumber(action);
    return actionNumber !== null && !denied.has(actionNumber);
  });
}

/** The same of several policies that one principal holds: they add up, and what one allows, another can deny. */
export function isAdminTogether(policies: readonly PolicyDocument[]): boolean {
  return isAdminPolicy({
    version: null,
    statements: policies.flatMap((policy) => policy.statements),
    problems: [],
  });
}
