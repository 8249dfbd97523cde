import type { Model } from '../../model/model.ts';
import type { GraphNode } from './graph.ts';

/** `12 roles`, `1 way`, `3,791 ways`. */
export function countOf(count: number, one: string, several = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : several}`;
}

/** Of a user or role its name; of what the account does not know, what stands behind the last slash of the ARN. */
export function nameOf(model: Model, arn: string): string {
  return model.principalByArn.get(arn)?.name ?? arn.slice(arn.lastIndexOf('/') + 1);
}

/** `user`, `role`, `permission set`, or `principal` for what the account does not know. */
export function kindOf(model: Model, arn: string): string {
  const principal = model.principalByArn.get(arn);
  if (principal === undefined) return 'principal';
  return principal.origin === 'identity-center' ? 'permission set' : principal.kind;
}

/** The role that Identity Center makes of a permission set: `AWSReservedSSO_` and its name and a number. */
const OF_PERMISSION_SET = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/su;

/** As {@link nameOf}, and of the role of a permission set the name that people know. */
export function shortNameOf(model: Model, arn: string): string {
  const name = nameOf(model, arn);
  return kindOf(model, arn) === 'permission set' ? (OF_PERMISSION_SET.exec(name)?.[1] ?? name) : name;
}

/** `12 roles`, `4 users and roles`. */
function membersText(model: Model, arns: readonly string[]): string {
  const kinds = new Set(arns.map((arn) => model.principalByArn.get(arn)?.kind ?? 'principal'));
  const [kind = 'principal'] = kinds;
  return kinds.size === 1 ? countOf(arns.length, kind) : `${arns.length.toLocaleString('en')} users and roles`;
}

/** What a place of the graph is called, and what it is. */
export interface NodeWords {
  /** A name that somebody else gave, or a count. */
  readonly title: string;
  readonly isName: boolean;
  readonly about: string;
}

export function wordsOfNode(model: Model, { kind, members, ways }: GraphNode): NodeWords {
  const [first] = members;
  if (kind === 'itself' || first === undefined)
    return { title: 'Itself', isName: false, about: `by policies it rewrites, ${countOf(ways, 'way')}` };
  const isName = members.length === 1;
  const title = isName ? shortNameOf(model, first) : membersText(model, members);
  const what = isName ? `${kindOf(model, first)}, ` : '';
  return { title, isName, about: `${what}${aboutOf(kind, ways)}` };
}

function aboutOf(kind: 'start' | 'via' | 'target', ways: number): string {
  const count = countOf(ways, 'way');
  if (kind === 'start') return `${count} to admin`;
  return kind === 'via' ? `on ${count}` : `administrator, ${count}`;
}

/** The techniques of a line in few words: the one, or how many. */
export function techniquesText(techniques: ReadonlyMap<string, number>, titleOf: (id: string) => string): string {
  const [first] = techniques.keys();
  if (first === undefined) return '';
  return techniques.size === 1 ? titleOf(first) : `${techniques.size} techniques`;
}
