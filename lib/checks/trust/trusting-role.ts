import { catalogue } from '../../policy/catalogue/catalogue.ts';
import { type PolicyDocument, policyOf } from '../../policy/document.ts';
import type { Statement } from '../../policy/statement.ts';
import { statementsOn } from '../../policy/statements-on.ts';
import { isOwn, type RolePrincipal } from '../account-view.ts';
import type { CheckContext, Verdict } from '../check.ts';
import { unreadReason } from '../permissions.ts';
import { unknown } from '../verdicts.ts';

/** A role of the account and its trust policy. */
export interface TrustingRole {
  readonly principal: RolePrincipal;
  readonly policy: PolicyDocument;
}

/** The actions by which somebody becomes a role; the others of a trust policy add tags or a source identity to the session. */
export type AssumingAction = 'sts:AssumeRole' | 'sts:AssumeRoleWithSAML' | 'sts:AssumeRoleWithWebIdentity';

/**
 * What a check says of each role whose trust policy is the account's own business: service-linked roles and those of
 * Identity Center cannot be changed in IAM. Where nothing was found in a trust policy that could not be read wholly, it is
 * unknown whether there is something.
 *
 * @param judge verdicts on one role; none when its trust policy has nothing that the check looks at
 */
export function* eachTrust(
  context: CheckContext,
  judge: (role: TrustingRole) => readonly Verdict[],
): Iterable<Verdict> {
  for (const principal of context.account.principals) {
    if (principal.kind !== 'role' || !isOwn(principal)) continue;
    const { trustPolicy } = principal.entity;
    const verdicts = judge({ principal, policy: policyOf(trustPolicy) });
    yield* verdicts;
    const unread = unreadReason(trustPolicy);
    if (unread !== null && !verdicts.some(({ verdict }) => verdict === 'finding')) yield unknown(unread, principal.arn);
  }
}

/** The Allow statements by which somebody can assume the role, whoever it is and under whatever conditions. */
export function statementsAllowing({ policy }: TrustingRole, action: AssumingAction): readonly Statement[] {
  return statementsOn(policy, 'Allow', {
    action: action.toLowerCase(),
    actionNumber: catalogue.actionNumber(action),
  });
}
