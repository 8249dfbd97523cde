import { type PolicyDocument, policyOf } from '../../policy/document.ts';
import type { Statement } from '../../policy/statement.ts';
import { type AskedAction, askedAction, statementsOn } from '../../policy/statements-on.ts';
import { type AccountView, isOwn, type RolePrincipal } from '../account-view.ts';
import type { CheckContext, Verdict } from '../check.ts';
import { oncePer, remembered } from '../once.ts';
import { unreadReason } from '../permissions.ts';
import { roleResource } from '../resources.ts';
import { unknown } from '../verdicts.ts';

/** A trust policy, and a role that has it: one for all roles that share the policy, as hundreds of those of a service do. */
export interface Trust {
  readonly arn: string;
  readonly policy: PolicyDocument;
}

/** A role of the account and its trust policy. */
export interface TrustingRole {
  readonly principal: RolePrincipal;
  readonly trust: Trust;
}

/** What is said of a trust policy, whichever role has it. */
export type TrustVerdict = WithoutRole<Verdict>;
type WithoutRole<Said> = Said extends Verdict ? Omit<Said, 'resource' | 'resourceArn'> : never;

/** The actions by which somebody becomes a role; the others of a trust policy add tags or a source identity to the session. */
export type AssumingAction = 'sts:AssumeRole' | 'sts:AssumeRoleWithSAML' | 'sts:AssumeRoleWithWebIdentity';

/**
 * What a check says of each role whose trust policy is the account's own business: service-linked roles and those of
 * Identity Center cannot be changed in IAM. Where nothing was found in a trust policy that could not be read wholly, it is
 * unknown whether there is something.
 *
 * @param judge verdicts on one trust policy; none when it has nothing that the check looks at
 */
export function eachTrust(context: CheckContext, judge: (trust: Trust) => readonly TrustVerdict[]): Iterable<Verdict> {
  const verdictsOn = remembered(judge);
  return eachTrustingRole(context, ({ principal, trust }) =>
    verdictsOn(trust).map((verdict) => saidOf(context, principal, verdict)),
  );
}

/** The same of a check that looks at the role as well. */
export function* eachTrustingRole(
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

function saidOf(context: CheckContext, { arn, entity }: RolePrincipal, said: TrustVerdict): Verdict {
  if (said.verdict === 'finding') return { ...said, resource: roleResource(context, entity) };
  return said.verdict === 'unknown' ? unknown(said, arn, said.detail, said.discriminator) : said;
}

/** Looked up for all checks at once. */
const trustingRoles = oncePer((account: AccountView) => {
  const shared = new Map<PolicyDocument, Trust>();
  return account.principals.flatMap((principal) => {
    if (principal.kind !== 'role' || !isOwn(principal)) return [];
    const { arn, entity } = principal;
    const policy = policyOf(entity.trustPolicy);
    const trust = (namesResources(policy) ? undefined : shared.get(policy)) ?? { arn, policy };
    shared.set(policy, trust);
    const role: TrustingRole = { principal, trust };
    return [{ role, unread: unreadReason(entity.trustPolicy) }];
  });
});

/** AWS takes no trust policy with a Resource element; what one says would depend on the role that has it. */
function namesResources({ statements }: PolicyDocument): boolean {
  return statements.some(({ resources, notResources }) => resources !== null || notResources !== null);
}

/** The Allow statements by which somebody can assume the role, whoever it is and under whatever conditions. */
export function statementsAllowing({ policy }: Pick<Trust, 'policy'>, action: AssumingAction): readonly Statement[] {
  return statementsOn(policy, 'Allow', ASKED[action]);
}

const ASKED: Readonly<Record<AssumingAction, AskedAction>> = {
  'sts:AssumeRole': askedAction('sts:AssumeRole'),
  'sts:AssumeRoleWithSAML': askedAction('sts:AssumeRoleWithSAML'),
  'sts:AssumeRoleWithWebIdentity': askedAction('sts:AssumeRoleWithWebIdentity'),
};
