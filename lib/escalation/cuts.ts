import { type EscalationAccount, keyOfSource } from './account.ts';
import { type Escalation, escalationOf } from './escalation.ts';
import { type EscalationPath, type GrantingStatement, statementsInForce, type TrustingStatement } from './path.ts';
import type { StatementRef } from './removed.ts';

/** A statement that is taken away, and what that leaves. */
export interface Cut {
  readonly statement: GrantingStatement | TrustingStatement;
  /** Paths of all who have some, with the cuts before it made, and with this one too. */
  readonly pathsBefore: number;
  readonly pathsAfter: number;
  /** How many have paths. */
  readonly principalsBefore: number;
  readonly principalsAfter: number;
}

/** How many statements are tried in vain. Each costs a search of the whole account: about a second for 6,000 principals. */
const MAX_PASSED_OVER = 2;

/** What breaks less than one in so many of the paths that are left is no advice. */
const LEAST_SHARE = 100;

/**
 * The few statements without which most paths are gone, one after the other: each time the one that most of the paths left need.
 * What is left is not worked out from the paths but searched for again without the statement, so that ways around it count; a
 * statement that has ways around it is passed over.
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
  const passedOver = new PassedOver();
  let before = standingIn(whole, ends);
  while (cuts.length < limit && passedOver.size < MAX_PASSED_OVER) {
    const statement = mostNeeded(before.paths, passedOver);
    if (statement === null) break;
    const after = standingIn(escalationOf(account, [...removed, refOf(statement)]), ends);
    if (before.paths.length - after.paths.length < before.paths.length / LEAST_SHARE) {
      passedOver.add(statement);
      continue;
    }
    removed.push(refOf(statement));
    cuts.push({
      statement,
      pathsBefore: before.paths.length,
      pathsAfter: after.paths.length,
      principalsBefore: before.principals,
      principalsAfter: after.principals,
    });
    before = after;
  }
  return cuts;
}

interface Ends {
  readonly from?: string;
  readonly to?: string;
}

interface Standing {
  readonly principals: number;
  readonly paths: readonly EscalationPath[];
}

function standingIn(escalation: Escalation, { from, to }: Ends): Standing {
  if (from !== undefined) {
    const paths = to === undefined ? escalation.pathsFrom(from) : escalation.pathsBetween(from, to);
    return { principals: paths.length === 0 ? 0 : 1, paths };
  }
  const byStart = to === undefined ? escalation.all() : escalation.pathsTo(to);
  return { principals: byStart.size, paths: [...byStart.values()].flat() };
}

type Granting = GrantingStatement | TrustingStatement;

/** Statements that have ways around them. Where one trust policy made no difference, other roles are there to take its place. */
class PassedOver {
  readonly #keys = new Set<string>();
  #hasTrust = false;

  get size(): number {
    return this.#keys.size;
  }

  add(statement: Granting): void {
    this.#keys.add(keyOf(statement));
    this.#hasTrust ||= 'trustPolicyOf' in statement;
  }

  has(statement: Granting): boolean {
    return this.#keys.has(keyOf(statement)) || (this.#hasTrust && 'trustPolicyOf' in statement);
  }
}

/** Of statements that as many paths need, the first. */
function mostNeeded(paths: readonly EscalationPath[], passedOver: PassedOver): Granting | null {
  const counts = new Map<string, { readonly statement: Granting; count: number }>();
  for (const path of paths) {
    const ofPath = new Map(statementsInForce(path).map((each) => [keyOf(each), each]));
    for (const [key, statement] of ofPath) {
      const known = counts.get(key);
      if (known) known.count++;
      else counts.set(key, { statement, count: 1 });
    }
  }
  const [most] = [...counts.values()]
    .filter(({ statement }) => !passedOver.has(statement))
    .toSorted((a, b) => b.count - a.count);
  return most?.statement ?? null;
}

function keyOf(statement: Granting): string {
  const policy = 'trustPolicyOf' in statement ? `trust ${statement.trustPolicyOf}` : keyOfSource(statement);
  return `${policy} ${statement.statement}`;
}

function refOf(statement: Granting): StatementRef {
  return 'trustPolicyOf' in statement ? statement : { source: statement, statement: statement.statement };
}
