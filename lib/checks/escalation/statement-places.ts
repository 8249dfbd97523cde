import type { PolicySource } from '../../escalation/account.ts';
import type { GrantingStatement, TrustingStatement } from '../../escalation/path.ts';
import { policyOf } from '../../policy/document.ts';
import type { Statement } from '../../policy/statement.ts';
import type { StoredDocument } from '../../snapshot/snapshot.ts';
import { type AccountView, documentInForce } from '../account-view.ts';
import { oncePer } from '../once.ts';

/** The document in force of the policy that a statement of a path is in; null when the snapshot does not hold it. */
export function documentOf(account: AccountView, place: PolicySource | TrustingStatement): StoredDocument | null {
  if ('policyArn' in place) {
    const policy = account.managedPolicy(place.policyArn);
    return policy === undefined ? null : documentInForce(policy);
  }
  const key = 'trustPolicyOf' in place ? place.trustPolicyOf : inlineKey(place.inlinePolicy);
  return unmanagedDocuments(account).get(key) ?? null;
}

/** The statement that is meant; undefined when it is not there. */
export function statementAt(account: AccountView, place: GrantingStatement | TrustingStatement): Statement | undefined {
  const document = documentOf(account, place);
  return document === null ? undefined : policyOf(document).statements.find(({ index }) => index === place.statement);
}

/** Inline policies and, by the role's ARN, trust policies. */
const unmanagedDocuments = oncePer(({ snapshot: { users, groups, roles } }: AccountView) => {
  const inline = [...users, ...groups, ...roles].flatMap(({ arn, inlinePolicies }) =>
    inlinePolicies.map(
      ({ policyName, document }) => [inlineKey({ entityArn: arn, name: policyName }), document] as const,
    ),
  );
  return new Map([...inline, ...roles.map(({ arn, trustPolicy }) => [arn, trustPolicy] as const)]);
});

function inlineKey({ entityArn, name }: { readonly entityArn: string; readonly name: string }): string {
  return `${entityArn}\n${name}`;
}
