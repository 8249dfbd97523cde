import type { AccountView } from '../../checks/account-view.ts';
import { escalationAccount, escalationIn } from '../../checks/escalation/account-escalation.ts';
import { type Escalation, escalationOf } from '../../escalation/escalation.ts';
import type { EscalationPath, GrantingStatement, TrustingStatement } from '../../escalation/path.ts';
import type { StatementRef } from '../../escalation/removed.ts';
import { techniqueOf } from '../../escalation/techniques.ts';
import type { PageCut } from './page-data.ts';

/** How many statements are proposed. */
const MAX_CUTS = 4;

/** How many are tried in vain. Each costs a search of the whole account: about a second for 6,000 principals. */
const MAX_PASSED_OVER = 2;

/** What breaks less than one in so many of the ways that are left is no advice. */
const LEAST_SHARE = 100;

/**
 * The few statements without which most ways to become an administrator are gone, one after the other. After each the account is
 * searched again, so that ways around it count; a statement that has ways around it is passed over.
 */
export function pageCuts(account: AccountView): readonly PageCut[] {
  const cuts: PageCut[] = [];
  const removed: StatementRef[] = [];
  const passedOver = new PassedOver();
  let before = standingIn(escalationIn(account));
  while (cuts.length < MAX_CUTS && passedOver.size < MAX_PASSED_OVER) {
    const statement = mostNeeded(before.paths, passedOver);
    if (statement === null) break;
    const ref = refOf(statement);
    const after = standingIn(escalationOf(escalationAccount(account), [...removed, ref]));
    if (before.paths.length - after.paths.length < before.paths.length / LEAST_SHARE) {
      passedOver.add(statement);
      continue;
    }
    removed.push(ref);
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

interface Standing {
  readonly principals: number;
  readonly paths: readonly EscalationPath[];
}

function standingIn(escalation: Escalation): Standing {
  const all = escalation.all();
  return { principals: all.size, paths: [...all.values()].flat() };
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
    this.#keys.add(JSON.stringify(statement));
    this.#hasTrust ||= 'trustPolicyOf' in statement;
  }

  has(statement: Granting, key: string): boolean {
    return this.#keys.has(key) || (this.#hasTrust && 'trustPolicyOf' in statement);
  }
}

/** Of statements that as many ways need, the first. */
function mostNeeded(paths: readonly EscalationPath[], passedOver: PassedOver): Granting | null {
  const counts = new Map<string, { readonly statement: Granting; count: number }>();
  for (const path of paths) {
    const ofPath = new Map(statementsInForce(path).map((each) => [JSON.stringify(each), each]));
    for (const [key, statement] of ofPath) {
      const known = counts.get(key);
      if (known) known.count++;
      else if (!passedOver.has(statement, key)) counts.set(key, { statement, count: 1 });
    }
  }
  let most: { readonly statement: Granting; readonly count: number } | null = null;
  for (const each of counts.values()) if (most === null || each.count > most.count) most = each;
  return most?.statement ?? null;
}

/** What comes after a dormant version was put in force is granted by a statement of that version, which nobody can cut here. */
function statementsInForce({ hops }: EscalationPath): readonly Granting[] {
  const revived = hops.findIndex(({ technique }) => techniqueOf(technique).way.kind === 'revive');
  const asRead = revived === -1 ? hops : hops.slice(0, revived + 1);
  return asRead.flatMap(({ grants, trusts }) => [...grants, ...trusts]);
}

function refOf(statement: Granting): StatementRef {
  return 'trustPolicyOf' in statement ? statement : { source: statement, statement: statement.statement };
}
