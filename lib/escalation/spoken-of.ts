import { Bitset } from '../policy/bitset.ts';
import type { PolicyDocument } from '../policy/document.ts';
import { keysOfVariables } from '../policy/evaluate/variables.ts';
import { namedService, namesAction } from '../policy/expand.ts';
import { hasWildcard } from '../policy/match.ts';
import type { Statement } from '../policy/statement.ts';
import { asksWho } from './asks-who.ts';
import { techniques } from './techniques.ts';

/** What some techniques need beside: a fifth version, an instance profile. */
const BESIDE = ['iam:DeletePolicyVersion', 'iam:CreateInstanceProfile', 'iam:AddRoleToInstanceProfile'];

/** The actions that techniques ask about; a set of them has their places in this list. */
const ASKED = [...new Set([...techniques.flatMap(({ needs }) => needs.map(({ action }) => action)), ...BESIDE])];
const places = new Map(ASKED.map((action, place) => [action, place]));
const byLowerCase = new Map(ASKED.map((action, place) => [action.toLowerCase(), place]));
const byService = Map.groupBy(byLowerCase, ([action]) => namedService(action));

const NOTHING = Bitset.empty(ASKED.length);
const beside = setOf(BESIDE);
/** What is of use together. To rewrite somebody is by itself, because who rewrites can be let in without a permission. */
const useful = techniques.flatMap(({ needs, way }) => {
  const actions = needs.map(({ action }) => action);
  const isWhole = way.kind === 'pass' || way.kind === 'use' || way.kind === 'permission-set';
  return isWhole ? [setOf(actions)] : actions.map((action) => setOf([action]));
});

/** Whoever may assume roles without a permission is kept from it by a Deny alone. */
export const ASSUMING = setOf(['sts:AssumeRole']);

function setOf(actions: readonly string[]): Bitset {
  return Bitset.of(
    ASKED.length,
    actions.flatMap((action) => places.get(action) ?? []),
  );
}

/** Whether a set has an action, `service:Action` in AWS's spelling. */
export function hasAction(set: Bitset, action: string): boolean {
  return set.has(places.get(action) ?? -1);
}

/** Of the actions that policies allow those that are of use: with all others without which a technique is none. */
export function ofUse(allowed: readonly Bitset[]): Bitset {
  if (allowed.every((set) => set === NOTHING)) return NOTHING;
  const all = Bitset.union(ASKED.length, allowed);
  const needed = useful.filter((needs) => needs.isSubsetOf(all));
  return needed.length === 0 ? NOTHING : Bitset.union(ASKED.length, [...needed, beside.intersect(all)]);
}

/** What the statements of a policy say of the actions of techniques; those of most policies say nothing. */
export interface SpokenOf {
  /** By an Allow statement, whatever is denied. */
  readonly allowed: Bitset;
  readonly denied: Bitset;
  /** By one whose answer depends on who asks: by its conditions or policy variables. */
  readonly personal: Bitset;
  /** Keys of the request on which the statements depend, in lower case. */
  readonly keys: ReadonlySet<string>;
  readonly statements: readonly SpeakingStatement[];
}

interface SpeakingStatement {
  readonly statement: Statement;
  readonly actions: Bitset;
}

/** Looked up once for each policy. */
export function spokenOf(policy: PolicyDocument): SpokenOf {
  let spoken = known.get(policy);
  if (spoken === undefined) {
    spoken = read(policy);
    known.set(policy, spoken);
  }
  return spoken;
}

const known = new WeakMap<PolicyDocument, SpokenOf>();
const SILENT: SpokenOf = { allowed: NOTHING, denied: NOTHING, personal: NOTHING, keys: new Set(), statements: [] };

function read(policy: PolicyDocument): SpokenOf {
  const statements = policy.statements.flatMap((statement): readonly SpeakingStatement[] => {
    const actions = actionsIn(statement);
    return actions.isEmpty() ? [] : [{ statement, actions }];
  });
  if (statements.length === 0) return SILENT;
  const those = (isMeant: (statement: Statement) => boolean) => {
    const sets = statements.filter(({ statement }) => isMeant(statement)).map(({ actions }) => actions);
    return sets.length === 0 ? NOTHING : Bitset.union(ASKED.length, sets);
  };
  return {
    allowed: those(({ effect }) => effect === 'Allow'),
    denied: those(({ effect }) => effect === 'Deny'),
    personal: those((statement) => keysIn(statement).some(asksWho)),
    keys: new Set(statements.flatMap(({ statement }) => keysIn(statement))),
    statements,
  };
}

/** The statements of a policy that speak of an action, as a text: where it is the same, policies say the same of actions. */
export function saidOf(policy: PolicyDocument, action: string): string {
  const place = places.get(action) ?? -1;
  let said = '';
  for (const { statement, actions } of spokenOf(policy).statements)
    if (actions.has(place)) said += `${statement.index} `;
  return said;
}

function actionsIn({ actions, notActions }: Statement): Bitset {
  if (actions !== null) return namedBy(actions);
  return notActions === null ? NOTHING : namedBy(notActions).complement();
}

function namedBy(patterns: readonly string[]): Bitset {
  const named = patterns.flatMap((pattern) => matching(pattern.toLowerCase()));
  return named.length === 0 ? NOTHING : Bitset.of(ASKED.length, named);
}

function matching(pattern: string): readonly number[] {
  if (!hasWildcard(pattern)) {
    const place = byLowerCase.get(pattern);
    return place === undefined ? [] : [place];
  }
  const service = namedService(pattern);
  const candidates = service === null ? [...byLowerCase] : (byService.get(service) ?? []);
  return candidates.flatMap(([action, place]) => (namesAction(pattern, action) ? [place] : []));
}

/** Of conditions and of policy variables. */
function keysIn({ resources, notResources, conditions }: Statement): readonly string[] {
  const texts = [...(resources ?? []), ...(notResources ?? []), ...conditions.flatMap(({ values }) => values)];
  const variables = texts.filter((text) => text.includes('${')).flatMap(keysOfVariables);
  return [...variables, ...conditions.map(({ key }) => key)].map((key) => key.toLowerCase());
}
