import { type PolicyDocument, policyOf } from '../../policy/document.ts';
import type { Statement } from '../../policy/statement.ts';
import { type AskedAction, askedAction, statementsOn } from '../../policy/statements-on.ts';
import { type AccountView, isOwn, type RolePrincipal } from '../account-view.ts';
import type { CheckContext, Verdict } from '../check.ts';
import { oncePer } from '../once.ts';
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
  for (const { role, unread } of trustingRoles(context.account)) {
    const verdicts = judge(role);
    yield* verdicts;
    if (unread !== null && !verdicts.some(({ verdict }) => verdict === 'finding'))
      yield unknown(unread, role.principal.arn);
  }
}

/** Looked up for all checks at once. */
const trustingRoles = oncePer((account: AccountView) =>
  account.principals.flatMap((principal) => {
    if (principal.kind !== 'role' || !isOwn(principal)) return [];
    const { trustPolicy } = principal.entity;
    const role: TrustingRole = { principal, policy: policyOf(trustPolicy) };
    return [{ role, unread: unreadReason(trustPolicy) }];
  }),
);

/** The Allow statements by which somebody can assume the role, whoever it is and under whatever conditions. */
export function statementsAllowing({ policy }: TrustingRole, action: AssumingAction): readonly Statement[] {
  return statementsOn(policy, 'Allow', ASKED[action]);
}

const ASKED: Readonly<Record<AssumingAction, AskedAction>> = {
  'sts:AssumeRole': askedAction('sts:AssumeRole'),
  'sts:AssumeRoleWithSAML': askedAction('sts:AssumeRoleWithSAML'),
  'sts:AssumeRoleWithWebIdentity': askedAction('sts:AssumeRoleWithWebIdentity'),
};
