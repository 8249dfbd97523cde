import type { Access, AccessQuestion, Answerer } from '../../checks/access.ts';
import { printable, shortened } from '../../report/text.ts';
import { resourcesText, statementText, statementTitle } from './access-text.ts';
import type { AskedAccount } from './account.ts';
import { conditionsOf, nameOf, type StatementReason } from './statements.ts';

/** Resources that are named for one principal; of more it is said how many. */
const NAMED_RESOURCES = 5;

/** Who may and how, and below them every deciding statement once, by the number that it is named by above. */
export function answerersText(
  { account, gap }: AskedAccount,
  { action, resource }: AccessQuestion,
  answerers: readonly Answerer[],
): string {
  const statements = new Statements();
  const { accountId } = account.snapshot.account;
  const what = `${action}${resource === null ? '' : ` on ${shortened(resource, 200)}`}`;
  const sections = [
    `${countText(answerers)} of ${account.principals.length} users and roles of account ${accountId} may ${what}`,
    ...(answerers.length === 0 ? [] : [answerers.flatMap((each) => answererLines(each, statements)).join('\n')]),
    ...statements.texts(),
    ...(gap === null ? [] : [`Not all of the account was read: ${printable(gap)}`]),
  ];
  return `${sections.join('\n\n')}\n`;
}

const ANSWER_WIDTH = 'conditional  '.length;

function answererLines({ principal, access }: Answerer, statements: Statements): readonly string[] {
  const numbers = access.because.flatMap((reason) =>
    reason.effect === 'none' ? [] : [` [${statements.numberOf(reason)}]`],
  );
  const indent = ' '.repeat(ANSWER_WIDTH);
  return [
    `${answerOf(access).padEnd(ANSWER_WIDTH)}${printable(principal.arn)}${numbers.join('')}`,
    ...howLines(access).map((line) => `${indent}${line}`),
  ];
}

function countText(answerers: readonly Answerer[]): string {
  const count = (answer: string) => answerers.filter(({ access }) => answerOf(access) === answer).length;
  const conditional = count('conditional');
  const unknown = count('unknown');
  const others = [
    ...(conditional > 0 ? [`${conditional} more under conditions`] : []),
    ...(unknown > 0 ? [`unknown of ${unknown}`] : []),
  ];
  return `${count('allowed')}${others.length > 0 ? ` (${others.join(', ')})` : ''}`;
}

/** Who is denied by what was read may be allowed by what was not. */
function answerOf({ decision }: Access): string {
  return decision === 'allowed' || decision === 'conditional' ? decision : 'unknown';
}

function howLines(access: Access): readonly string[] {
  const resources = [...new Set(access.grants.map((grant) => `on ${resourcesText(grant)}`))];
  const more = resources.length - NAMED_RESOURCES;
  const conditions = access.because.flatMap((reason) => {
    if (reason.effect === 'none') return [];
    const when = reason.effect === 'Allow' ? 'if' : 'not if';
    return conditionsOf(reason).map((condition) => `${when} ${printable(condition)}`);
  });
  return [
    ...resources.slice(0, NAMED_RESOURCES),
    ...(more > 0 ? [`on ${more} more`] : []),
    ...new Set(conditions),
    ...(access.dependsOn === null ? [] : [`if the ${access.dependsOn} allows it too`]),
    ...access.unread.map((policy) => `could not be read: ${printable(nameOf(policy))}`),
  ];
}

/** Statements by number, in the order in which they first come up. */
class Statements {
  readonly #byKey = new Map<string, { readonly number: number; readonly reason: StatementReason }>();

  numberOf(reason: StatementReason): number {
    const key = `${nameOf(reason.source)} ${reason.statement}`;
    const known = this.#byKey.get(key) ?? { number: this.#byKey.size + 1, reason };
    this.#byKey.set(key, known);
    return known.number;
  }

  texts(): readonly string[] {
    return Array.from(
      this.#byKey.values(),
      ({ number, reason }) => `[${number}] ${statementTitle(reason)}:\n${statementText(reason, '  ')}`,
    );
  }
}
