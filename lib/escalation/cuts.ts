import { type EscalationAccount, keyOfSource } from './account.ts';
import { type Escalation, escalationOf } from './escalation.ts';
import type { EscalationPath, GrantingStatement, TrustingStatement } from './path.ts';
import type { StatementRef } from './removed.ts';

/** A statement that is taken away, and what that leaves. */
export interface Cut {
  readonly statement: GrantingStatement | TrustingStatement;
  /** Paths of all principals that are there with the cuts before it, and with this one too. */
  readonly pathsBefore: number;
  readonly pathsAfter: number;
}

/**
 * The few statements without which most paths are gone, one after the other: each time the one that most of the paths left need.
 * What is left is not worked out from the paths but searched for again without the statement, so that ways around it count.
 *
 * @param limit how many statements at most; each costs a search
 * @param from only the paths of this principal
 * @param to only the paths to this one, which need be no administrator
 */
export function cutsOf(
  account: EscalationAccount,
  { limit, ...ends }: { readonly limit: number } & Ends,
  whole: Escalation = escalationOf(account),
): readonly Cut[] {
  const cuts: Cut[] = [];
  const removed: StatementRef[] = [];
  let paths = pathsIn(whole, ends);
  while (cuts.length < limit && paths.length > 0) {
    const statement = mostNeeded(paths);
    if (statement === null) break;
    removed.push(refOf(statement));
    const left = pathsIn(escalationOf(account, removed), ends);
    cuts.push({ statement, pathsBefore: paths.length, pathsAfter: left.length });
    paths = left;
  }
  return cuts;
}

interface Ends {
  readonly from?: string;
  readonly to?: string;
}

function pathsIn(escalation: Escalation, { from, to }: Ends): readonly EscalationPath[] {
  if (from !== undefined) return to === undefined ? escalation.pathsFrom(from) : escalation.pathsBetween(from, to);
  const paths = to === undefined ? escalation.all() : escalation.pathsTo(to);
  return [...paths.values()].flat();
}

type Granting = GrantingStatement | TrustingStatement;

/** Of statements that as many paths need, the first. */
function mostNeeded(paths: readonly EscalationPath[]): Granting | null {
  const counts = new Map<string, { readonly statement: Granting; count: number }>();
  for (const { hops } of paths) {
    const ofPath = new Map(
      hops.flatMap(({ grants, trusts }) => [...grants, ...trusts]).map((each) => [keyOf(each), each]),
    );
    for (const [key, statement] of ofPath) {
      const known = counts.get(key);
      if (known) known.count++;
      else counts.set(key, { statement, count: 1 });
    }
  }
  const [most] = [...counts.values()].toSorted((a, b) => b.count - a.count);
  return most?.statement ?? null;
}

function keyOf(statement: Granting): string {
  const policy = 'trustPolicyOf' in statement ? `trust ${statement.trustPolicyOf}` : keyOfSource(statement);
  return `${policy} ${statement.statement}`;
}

function refOf(statement: Granting): StatementRef {
  return 'trustPolicyOf' in statement ? statement : { source: statement, statement: statement.statement };
}
