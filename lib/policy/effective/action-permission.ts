import type { LayerName, StatementPointer } from '../evaluate/layers.ts';
import { isEverything, type Scope } from '../scope.ts';
import type { SettledStatement } from './settle.ts';
import { narrowest, type Passage, type SettledPolicies, type Way, waysOf } from './ways.ts';

/** Resources on which one statement allows an action, after everything that limits it. */
export interface ResourceGrant<Source> {
  /** A resource is meant that is in all of them; mostly one. */
  readonly scopes: readonly Scope[];
  readonly allowedBy: StatementPointer<Source>;
  /** The statements of a boundary and other limits that let it through, one for each. */
  readonly within: readonly StatementPointer<Source>[];
  /** Denies that take a part of the resources away, or, under conditions, any of them. */
  readonly unless: readonly StatementPointer<Source>[];
  /** Keys of the request context on which it depends; empty when it is certain, on all resources but those that a Deny takes away. */
  readonly unknownKeys: readonly string[];
}

/**
 * What a principal's policies say of one action.
 * `allowed`: on some resources without condition. `conditional`: on some, under conditions. Otherwise on none.
 */
export interface ActionPermission<Source> {
  readonly decision: 'allowed' | 'conditional' | 'explicitDeny' | 'implicitDeny';
  /** Empty when it is denied. */
  readonly grants: readonly ResourceGrant<Source>[];
  /** When it is denied explicitly: by which statements. */
  readonly deniedBy: readonly StatementPointer<Source>[];
  /** When it is denied implicitly: the layers that would have had to allow it. */
  readonly missing: readonly LayerName[];
}

/** Sums up what is said of one action: all statements given speak of it. */
export function permissionOf<Source>(policies: SettledPolicies<Source>): ActionPermission<Source> {
  const ways = waysOf(policies);
  const open = ways.filter(({ closedBy }) => closedBy.length === 0);
  const grants = open.flatMap(grantsOf);
  if (grants.length > 0) {
    const isCertain = grants.some(({ unknownKeys }) => unknownKeys.length === 0);
    return { decision: isCertain ? 'allowed' : 'conditional', grants, deniedBy: [], missing: [] };
  }
  const closing = open.length === 0 ? ways.flatMap(({ closedBy }) => closedBy) : [];
  const deniedBy = distinct([...closing, ...policies.denies.filter(deniesEverywhere)].map(({ pointer }) => pointer));
  if (deniedBy.length > 0) return { decision: 'explicitDeny', grants: [], deniedBy, missing: [] };
  const blocked = open.flatMap(({ passages }) => passages.filter(({ through }) => through.length === 0));
  const missing: LayerName[] = ways.length === 0 ? ['identity'] : blocked.map(({ layer }) => layer);
  return { decision: 'implicitDeny', grants: [], deniedBy: [], missing: distinct(missing) };
}

function deniesEverywhere({ pointer, scopes }: SettledStatement<unknown>): boolean {
  return pointer.unknownKeys.length === 0 && scopes.some(({ scope }) => isEverything(scope));
}

function grantsOf<Source>(way: Way<Source>): readonly ResourceGrant<Source>[] {
  const passes = way.passages.reduce<readonly (readonly Passage<Source>[])[]>(
    (paths, { through }) => paths.flatMap((path) => sufficient(through).map((passage) => [...path, passage])),
    [[]],
  );
  const unless = distinct([...way.doubtedBy, ...way.narrowedBy].map(({ pointer }) => pointer));
  const doubts = way.doubtedBy.flatMap(({ pointer }) => pointer.unknownKeys);
  return passes.map((path) => ({
    scopes: narrowest([way.scope, ...path.flatMap(({ within }) => within)]),
    allowedBy: way.by.pointer,
    within: path.map(({ by }) => by.pointer),
    unless,
    unknownKeys: distinct([...way.unknownKeys, ...doubts, ...path.flatMap(({ unknownKeys }) => unknownKeys)]),
  }));
}

/** Where one statement of a limit lets all through, and without condition, the others add nothing. */
function sufficient<Source>(through: readonly Passage<Source>[]): readonly Passage<Source>[] {
  const whole = through.find(({ within, unknownKeys }) => within.length === 0 && unknownKeys.length === 0);
  return whole === undefined ? through : [whole];
}

function distinct<Item>(items: readonly Item[]): readonly Item[] {
  return [...new Set(items)];
}
