import type { AccountView } from '../../checks/account-view.ts';
import { documentOf, statementAt } from '../../checks/escalation/statement-places.ts';
import type { GrantingStatement, TrustingStatement } from '../../escalation/path.ts';
import { statementOf } from '../access/statements.ts';

export type PathStatement = GrantingStatement | TrustingStatement;

/** Statements by number, in the order in which they first come up. */
export class NumberedStatements {
  readonly #byKey = new Map<string, { readonly number: number; readonly statement: PathStatement }>();

  numberOf(statement: PathStatement): number {
    const key = JSON.stringify(statement);
    const known = this.#byKey.get(key) ?? { number: this.#byKey.size + 1, statement };
    this.#byKey.set(key, known);
    return known.number;
  }

  all(): readonly { readonly number: number; readonly statement: PathStatement }[] {
    return [...this.#byKey.values()];
  }
}

/** The statement as it stands in its policy: any JSON; null when it is not there. */
export function textOf(account: AccountView, place: PathStatement): unknown {
  return statementOf({ source: { document: documentOf(account, place) }, statement: place.statement });
}

export function sidOf(account: AccountView, place: PathStatement): string | null {
  return statementAt(account, place)?.sid ?? null;
}
