import { isImplied } from '../coverage.ts';
import type { LayerName } from '../evaluate/layers.ts';
import { coversScope, isDisjointFromScope, isEverything, type Scope } from '../scope.ts';
import type { SettledStatement } from './settle.ts';

/** Statements of a layer that has to allow as well, whoever grants: a boundary, session policies, one level of SCPs. */
export interface Limit<Source> {
  readonly layer: LayerName;
  readonly allows: readonly SettledStatement<Source>[];
}

/** All that has a say, settled for one principal. */
export interface SettledPolicies<Source> {
  /** Of its own policies and its groups'. */
  readonly allows: readonly SettledStatement<Source>[];
  /** Of every layer. */
  readonly denies: readonly SettledStatement<Source>[];
  readonly limits: readonly Limit<Source>[];
}

/** What a limit leaves of a scope by one of its statements. */
export interface Passage<Source> {
  readonly by: SettledStatement<Source>;
  /** What is left is in the scope and in all of these; none when all of it is left. */
  readonly within: readonly Scope[];
  readonly unknownKeys: readonly string[];
}

/** One scope of an Allow statement, and what stands in its way. Nobody has looked at actions yet. */
export interface Way<Source> {
  readonly by: SettledStatement<Source>;
  readonly scope: Scope;
  /** Keys on which it depends that the statement allows, and what. */
  readonly unknownKeys: readonly string[];
  /** For each limit the statements that leave something of the scope. */
  readonly passages: readonly { readonly layer: LayerName; readonly through: readonly Passage<Source>[] }[];
  /** Denies that hold on the whole scope whenever the statement allows. */
  readonly closedBy: readonly SettledStatement<Source>[];
  /** Denies that hold on the whole scope under conditions. */
  readonly doubtedBy: readonly SettledStatement<Source>[];
  /** Denies that hold, under conditions or not, on a part of it. */
  readonly narrowedBy: readonly SettledStatement<Source>[];
}

export function waysOf<Source>({ allows, denies, limits }: SettledPolicies<Source>): readonly Way<Source>[] {
  return allows.flatMap((by) =>
    by.scopes.map(({ scope, unknownKeys }) => {
      const covering = denies.filter((deny) => coversScope(deny.statement, scope));
      const closes = (deny: SettledStatement<Source>) => isImplied(deny.statement.conditions, by.statement.conditions);
      return {
        by,
        scope,
        unknownKeys: [...by.pointer.unknownKeys, ...unknownKeys],
        passages: limits.map((limit) => ({ layer: limit.layer, through: passagesThrough(limit, scope) })),
        closedBy: covering.filter(closes),
        doubtedBy: covering.filter((deny) => !closes(deny)),
        narrowedBy: denies.filter((deny) => !covering.includes(deny) && !isDisjointFromScope(deny.statement, scope)),
      };
    }),
  );
}

function passagesThrough<Source>({ allows }: Limit<Source>, scope: Scope): readonly Passage<Source>[] {
  return allows.flatMap((by): readonly Passage<Source>[] => {
    const { statement, pointer, scopes } = by;
    if (coversScope(statement, scope)) return [{ by, within: [], unknownKeys: pointer.unknownKeys }];
    return scopes
      .filter((limit) => !isDisjointFromScope(elementOf(limit.scope), scope))
      .map((limit) => ({ by, within: [limit.scope], unknownKeys: [...pointer.unknownKeys, ...limit.unknownKeys] }));
  });
}

/** The scopes without those that contain another one: what is in all of them. */
export function narrowest(scopes: readonly Scope[]): readonly Scope[] {
  const distinct = scopes.filter((scope, at) => scopes.findIndex((other) => isSame(other, scope)) === at);
  const narrow = distinct.filter((scope) => !distinct.some((other) => other !== scope && contains(scope, other)));
  return narrow.length === 0 ? distinct.slice(0, 1) : narrow;
}

function contains(broad: Scope, narrow: Scope): boolean {
  return isEverything(broad) || coversScope(elementOf(broad), narrow);
}

function isSame(a: Scope, b: Scope): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function elementOf(scope: Scope): { resources: readonly string[] | null; notResources: readonly string[] | null } {
  return 'resource' in scope
    ? { resources: [scope.resource], notResources: null }
    : { resources: null, notResources: scope.except };
}
