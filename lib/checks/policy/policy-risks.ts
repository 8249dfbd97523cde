import { catalogue } from '../../policy/catalogue/catalogue.ts';
import { policyOf } from '../../policy/document.ts';
import type { StoredDocument } from '../../snapshot/snapshot.ts';
import type { AccountView } from '../account-view.ts';
import { oncePer } from '../once.ts';
import { actionsOfClass, type RiskClass, riskClasses } from './risk-classes.ts';
import { unconfinedStatements } from './unconfined-actions.ts';

/**
 * The names of the actions of a class that a policy's own text leaves unconfined, in the catalogue's order. One list for all
 * documents that leave the same unconfined, however many places and checks speak of them: `*` has ten thousand.
 */
export function riskyNames(account: AccountView, document: StoredDocument, riskClass: RiskClass): readonly string[] {
  return namesIn(unconfinedIn(account)(document))[riskClass] ?? [];
}

type NamesByClass = Partial<Readonly<Record<RiskClass, readonly string[]>>>;

const namesIn = oncePer((actions: readonly number[]): NamesByClass => {
  const ofClasses = riskClasses.map((riskClass) => [riskClass, ofClass(actions, riskClass)] as const);
  return Object.fromEntries(ofClasses.flatMap(([id, list]) => (list.length > 0 ? [[id, namesOf(list)]] : [])));
});

/** The same by number. */
export function riskyNumbers(account: AccountView, document: StoredDocument, riskClass: RiskClass): readonly number[] {
  return ofClass(unconfinedIn(account)(document), riskClass);
}

function ofClass(actions: readonly number[], riskClass: RiskClass): readonly number[] {
  const members = actionsOfClass(riskClass);
  return actions.filter((action) => members.has(action));
}

const unconfinedIn = oncePer((account: AccountView) =>
  oncePer((document: StoredDocument): readonly number[] => {
    const statements = unconfinedStatements(policyOf(document), account.snapshot.account);
    const [first, ...others] = statements.map(({ actions }) => actions);
    if (first === undefined || others.length === 0) return first ?? NOTHING;
    return [...new Set([...first, ...others.flat()])].toSorted((a, b) => a - b);
  }),
);

const NOTHING: readonly number[] = [];

/** Action names in AWS's spelling. Each name is one string, in however many lists it stands. */
export function namesOf(actions: readonly number[]): readonly string[] {
  return actions.map((actionNumber) => {
    known[actionNumber] ??= catalogue.actionName(actionNumber);
    return known[actionNumber];
  });
}

const known: string[] = [];
