import type { AccountView } from '../../checks/account-view.ts';
import { type EscalationPath, type Hop, statementsInForce } from '../../escalation/path.ts';
import { techniqueOf } from '../../escalation/techniques.ts';
import { printable, shortened } from '../../report/text.ts';
import type { AskedAccount } from '../access/account.ts';
import { nameOf } from '../access/statements.ts';
import { type AlikeStarts, groupAlike } from './groups.ts';
import type { PathsAnswer } from './question.ts';
import { NumberedStatements, type PathStatement, sidOf, textOf } from './statements.ts';

/** Characters of a name that a line has room for. */
const NAME_LENGTH = 200;
/** Of those whose paths are alike, how many are named. */
const NAMED_STARTS = 5;

/** What was found in words: who and how, the statements by number, and what to cut. */
export function pathsText({ account, gap }: AskedAccount, answer: PathsAnswer): string {
  const statements = new NumberedStatements();
  const { question, principals, entryPoints } = answer;
  const show = question.from === null ? summaryOf : everyPathOf;
  const groups = groupAlike(principals);
  const sections = [
    headline(account, answer),
    ...groups.map((group) => show(group, statements)),
    ...(entryPoints.size > 0 && question.from === null ? ['From outside the account:'] : []),
    ...groupAlike(entryPoints).map((group) => show(group, statements)),
    ...cutLines(answer, statements),
    ...statements.all().map(({ number, statement }) => `[${number}] ${statementLines(account, statement)}`),
    ...limitLines(answer, gap),
  ];
  return `${sections.join('\n\n')}\n`;
}

function headline(account: AccountView, { question, principals, entryPoints, isAdmin }: PathsAnswer): string {
  const { accountId } = account.snapshot.account;
  const goal = question.to === null ? 'become an administrator' : `become ${name(question.to)}`;
  if (question.from !== null) {
    if (isAdmin) return `${name(question.from)} is an administrator as it is`;
    const paths = [...principals.values(), ...entryPoints.values()].flat();
    return paths.length === 0
      ? `${name(question.from)} cannot ${goal}`
      : `${name(question.from)} can ${goal} in ${waysText(paths)}`;
  }
  const paths = [...principals.values()].flat();
  const who = `${principals.size} of ${account.principals.length} users and roles of account ${accountId} can ${goal}`;
  return paths.length === 0 ? who : `${who}, in ${waysText(paths)}`;
}

/** `3 ways, 1 of them under conditions`. */
function waysText(paths: readonly EscalationPath[]): string {
  const conditional = paths.filter((path) => path.conditional).length;
  const ways = paths.length === 1 ? '1 way' : `${paths.length} ways`;
  if (conditional === 0) return ways;
  return paths.length === 1 ? `${ways}, under conditions` : `${ways}, ${conditional} of them under conditions`;
}

/** The shortest path in full, and the others by their technique. */
function summaryOf({ starts, paths }: AlikeStarts, statements: NumberedStatements): string {
  const [first, ...others] = paths;
  if (first === undefined) return '';
  const more = starts.length - NAMED_STARTS;
  const techniques = [...new Set(others.map(({ hops }) => hops[0]?.technique ?? ''))];
  return [
    ...starts.slice(0, NAMED_STARTS).map(name),
    ...(more > 0 ? [`and ${more} more, in the same way`] : []),
    ...pathLines(first, statements),
    ...(others.length > 0 ? [`  and ${waysText(others)}: ${techniques.join(', ')}`] : []),
  ].join('\n');
}

function everyPathOf({ paths }: AlikeStarts, statements: NumberedStatements): string {
  return paths
    .map((path, at) => [`${at + 1}. to ${name(path.target)}`, ...pathLines(path, statements)].join('\n'))
    .join('\n\n');
}

function pathLines(path: EscalationPath, statements: NumberedStatements): readonly string[] {
  const shown = new Set(statementsInForce(path));
  return path.hops.flatMap((hop, at) => hopLines(path, hop, at, (each) => shownAs(each, shown, statements)));
}

/** A statement by its number; one of a version that is not in force by its place alone. */
function shownAs(statement: PathStatement, shown: ReadonlySet<PathStatement>, statements: NumberedStatements): string {
  return shown.has(statement)
    ? `[${statements.numberOf(statement)}]`
    : `Statement[${statement.statement}] of the other version of ${name(policyOf(statement))}`;
}

function hopLines(
  path: EscalationPath,
  { from, to, technique, grants, trusts, conditions, revived, resourceArn }: Hop,
  at: number,
  show: (statement: PathStatement) => string,
): readonly string[] {
  const before = path.hops[at - 1];
  // A path can need two whom the attacker controls: who takes the step is said where it is not who was come to.
  const who = before === undefined || before.to === from ? '' : `as ${name(from)}: `;
  const whom = to === from ? 'on itself' : `to ${name(to)}`;
  const resource = resourceArn === undefined ? '' : `: ${name(resourceArn)}`;
  const version = revived === undefined ? '' : `: ${name(revived.versionId)} of ${name(revived.policyArn)}`;
  const by = grants.length === 0 ? '' : `, by ${grants.map(show).join(' and ')}`;
  const trusted = trusts.length === 0 ? '' : `, trusted by ${trusts.map(show).join(' and ')}`;
  return [
    `  ${who}${techniqueOf(technique).title} (${technique}${version}${resource}), ${whom}${by}${trusted}`,
    ...conditions.map((condition) => `    if ${printable(condition)}`),
  ];
}

function cutLines({ cuts }: PathsAnswer, statements: NumberedStatements): readonly string[] {
  const [first, last] = [cuts[0], cuts.at(-1)];
  if (first === undefined || last === undefined) return [];
  const gone = first.pathsBefore - last.pathsAfter;
  const these = cuts.length === 1 ? 'this statement' : `these ${cuts.length} statements`;
  return [
    [
      `Cut ${these} and ${gone} of ${first.pathsBefore} paths are gone:`,
      ...cuts.map(
        ({ statement, pathsBefore, pathsAfter }) =>
          `  [${statements.numberOf(statement)}] ${name(policyOf(statement))}, Statement[${statement.statement}]: ${pathsBefore - pathsAfter} gone, ${pathsAfter} left`,
      ),
    ].join('\n'),
  ];
}

function statementLines(account: AccountView, statement: PathStatement): string {
  const sid = sidOf(account, statement);
  const named = sid === null ? '' : ` (${shortened(sid, 80)})`;
  const text = JSON.stringify(textOf(account, statement), null, 2)
    .split('\n')
    .map((line) => `  ${printable(line)}`);
  return [`${name(policyOf(statement))}, Statement[${statement.statement}]${named}:`, ...text].join('\n');
}

function limitLines({ unread, longest }: PathsAnswer, gap: string | null): readonly string[] {
  const more = unread.length - NAMED_STARTS;
  return [
    ...(longest === null ? [] : [`Paths of more than ${longest} steps were not looked for, and there are some.`]),
    ...(unread.length === 0
      ? []
      : [
          `There can be other paths: policies could not be read of ${unread.slice(0, NAMED_STARTS).map(name).join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
        ]),
    ...(gap === null ? [] : [`Not all of the account was read: ${printable(gap)}`]),
  ];
}

function policyOf(statement: PathStatement): string {
  return nameOf({ source: statement });
}

function name(text: string): string {
  return shortened(text, NAME_LENGTH);
}
