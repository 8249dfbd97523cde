import { type PolicyDocument, policyOf } from '../policy/document.ts';
import type { PolicyHolder } from '../policy/effective/policy-holder.ts';
import type { SourcedPolicy } from '../policy/services-granted.ts';
import type { StoredDocument } from '../snapshot/snapshot.ts';
import { type HeldPolicy, keyOfSource } from './account.ts';

/** One statement of one policy, by its index in the document. */
export type StatementRef =
  | { readonly source: HeldPolicy['source']; readonly statement: number }
  | { readonly trustPolicyOf: string; readonly statement: number };

/** Leaves statements out of policies; the others keep their index. */
export function withoutStatements(removed: readonly StatementRef[]) {
  const indexes = new Map<string, Set<number>>();
  for (const ref of removed) {
    const key = 'source' in ref ? keyOfSource(ref.source) : ref.trustPolicyOf;
    indexes.set(key, (indexes.get(key) ?? new Set()).add(ref.statement));
  }
  const reduced = new Map<string, PolicyDocument>();
  const reduce = (key: string, policy: PolicyDocument): PolicyDocument => {
    const gone = indexes.get(key);
    if (gone === undefined) return policy;
    const less = reduced.get(key) ?? {
      ...policy,
      statements: policy.statements.filter(({ index }) => !gone.has(index)),
    };
    reduced.set(key, less);
    return less;
  };
  const ofPolicy = ({ source, policy }: SourcedPolicy<HeldPolicy>): SourcedPolicy<HeldPolicy> => ({
    source,
    policy: reduce(keyOfSource(source.source), policy),
  });
  return {
    ofPolicy,
    of: (holder: PolicyHolder<HeldPolicy>): PolicyHolder<HeldPolicy> =>
      removed.length === 0
        ? holder
        : {
            ...holder,
            identity: holder.identity.map(ofPolicy),
            ...(holder.boundary && { boundary: ofPolicy(holder.boundary) }),
          },
    ofTrust: (roleArn: string, document: StoredDocument): PolicyDocument => reduce(roleArn, policyOf(document)),
  };
}
