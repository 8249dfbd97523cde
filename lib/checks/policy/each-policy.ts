import { type PolicyDocument, policyOf } from '../../policy/document.ts';
import { type AccountView, isServiceLinked } from '../account-view.ts';
import type { CheckContext, Verdict } from '../check.ts';
import { oncePer } from '../once.ts';
import { unreadReason } from '../permissions.ts';
import { pass, type Unknown, unknown } from '../verdicts.ts';
import { type IdentityPolicy, identityPolicies } from './identity-policies.ts';

/**
 * What a check says of each policy that somebody of the account decided on, by its text. Where nothing was found in a policy that
 * could not be read wholly, or that the snapshot does not hold, it is unknown whether there is something.
 *
 * @param judge a finding on the policy, or null when there is none; `unread` is why the text is not all that it says
 */
export function* eachPolicy(
  context: CheckContext,
  judge: (policy: IdentityPolicy, text: PolicyDocument, unread: Unknown | null) => Verdict | null,
): Iterable<Verdict> {
  for (const { policy, text, unread } of policiesIn(context)) {
    const { inlinePolicy, resource } = policy;
    const found = text === null ? null : judge(policy, text, unread);
    if (found !== null || unread === null) yield found ?? pass;
    else yield unknown(unread, resource.arn, inlinePolicy?.name, inlinePolicy?.name);
  }
  const unread = unreadReason(null);
  if (unread !== null) for (const policyArn of missingPolicies(context.account)) yield unknown(unread, policyArn);
}

/** All of them and their texts, looked up for all checks at once. */
const policiesIn = oncePer((context: CheckContext) =>
  Array.from(identityPolicies(context), (policy) => {
    const { document } = policy;
    return { policy, text: document === null ? null : policyOf(document), unread: unreadReason(document) };
  }),
);

/** ARNs of policies that somebody has and the snapshot has not, as in a file without those of AWS. */
const missingPolicies = oncePer((account: AccountView): readonly string[] => {
  const holders = account.principals.filter((principal) => !isServiceLinked(principal)).map(({ entity }) => entity);
  const attached = [...holders, ...account.snapshot.groups].flatMap(({ attachedPolicies }) => attachedPolicies);
  const arns = new Set(attached.map(({ policyArn }) => policyArn));
  return [...arns].filter((policyArn) => account.managedPolicy(policyArn) === undefined);
});
