import type { ContextValues } from '../policy/evaluate/context.ts';
import { hasWildcard } from '../policy/match.ts';
import { coversScope, isEverything, scopesOf } from '../policy/scope.ts';
import type { Statement } from '../policy/statement.ts';
import type { ActorClass } from './actor.ts';
import {
  type Circumstances,
  decideOn,
  type Grant,
  isInScopes,
  isUnlimitedGrant,
  type Judge,
  type Permit,
  permitBy,
  statementAt,
  UNKNOWN_CIRCUMSTANCES,
} from './judge.ts';
import { intersect, minus, union } from './lists.ts';

/** Something in the account that an action is done to: a user, role, group or policy. */
export interface Target {
  readonly arn: string;
  /** What is known of a request on it, as far as the action has such keys. */
  circumstances?(action: string): Circumstances;
}

/** Lists of those that are allowed, for sure and under conditions. */
export interface Reach<Item> {
  readonly certain: readonly Item[];
  readonly possible: readonly Item[];
}

/** Targets that actions are asked about together. */
export class Universe<Item extends Target> {
  readonly items: readonly Item[];
  readonly #byArn: ReadonlyMap<string, Item>;
  readonly #byPattern = new Map<string, readonly Item[]>();
  readonly #byDeny = new Map<Statement, readonly Item[]>();
  /** Whether something is known of some of them that can decide a request. */
  readonly #areKnown: boolean;

  constructor(items: readonly Item[]) {
    this.items = items;
    this.#areKnown = items.some(({ circumstances }) => circumstances !== undefined);
    this.#byArn = new Map(items.map((item) => [item.arn, item]));
  }

  /** On which of them a class may do an action. `context` is what all requests have, beside what each target says. */
  reach(judge: Judge, actor: ActorClass, action: string, context: ContextValues = {}): Reach<Item> {
    if (this.items.length === 0 || !actor.mayAllow(action)) return NOTHING;
    const { grants } = judge.permissionOf(actor, action, context);
    if (grants.some(isUnlimitedGrant)) return { certain: this.items, possible: [] };
    let certain: readonly Item[] = [];
    let possible: readonly Item[] = [];
    for (const grant of grants) {
      const items = this.#inScopes(grant);
      const keys = keysOnAll(grant, this.#areKnown);
      if (keys !== null) {
        if (keys.length === 0) certain = union(certain, items);
        else possible = union(possible, items);
        continue;
      }
      const left = this.#areKnown ? null : this.#leftBy(grant, items);
      if (left !== null) {
        certain = union(certain, left.certain);
        possible = union(possible, left.possible);
        continue;
      }
      const answers = items.map((item) => ({ item, keys: keysOn(grant, actor, action, item, context) }));
      certain = union(
        certain,
        answers.filter((answer) => answer.keys?.length === 0).map(({ item }) => item),
      );
      possible = union(
        possible,
        answers.filter((answer) => (answer.keys?.length ?? 0) > 0).map(({ item }) => item),
      );
    }
    return { certain, possible: minus(possible, certain) };
  }

  /** What denies leave of items of which nothing is known but their names; null where a deny asks for more. */
  #leftBy({ unless, unknownKeys }: Grant, items: readonly Item[]): Reach<Item> | null {
    let left = items;
    let doubted: readonly Item[] = [];
    for (const pointer of unless) {
      const statement = statementAt(pointer);
      if (statement === undefined || hasVariables(statement)) return null;
      const denied = this.#deniedBy(statement);
      if (pointer.unknownKeys.length === 0) left = minus(left, denied);
      else doubted = union(doubted, denied);
    }
    if (unknownKeys.length > 0) return { certain: [], possible: left };
    return { certain: minus(left, doubted), possible: intersect(left, doubted) };
  }

  #deniedBy(statement: Statement): readonly Item[] {
    let items = this.#byDeny.get(statement);
    if (items === undefined) {
      const scopes = scopesOf(statement).map((scope) => ({ scopes: [scope] }));
      items = this.items.filter(({ arn }) => scopes.some((each) => isInScopes(each, arn)));
      this.#byDeny.set(statement, items);
    }
    return items;
  }

  #inScopes(grant: Grant): readonly Item[] {
    const [scope] = grant.scopes;
    if (grant.scopes.length === 1 && scope !== undefined && 'resource' in scope) {
      if (isEverything(scope)) return this.items;
      if (!hasWildcard(scope.resource) && !scope.resource.includes('${')) {
        const item = this.#byArn.get(scope.resource);
        return item === undefined ? [] : [item];
      }
    }
    const key = JSON.stringify(grant.scopes);
    let items = this.#byPattern.get(key);
    if (items === undefined) {
      items = this.items.filter(({ arn }) => isInScopes(grant, arn));
      this.#byPattern.set(key, items);
    }
    return items;
  }
}

const NOTHING: Reach<never> = { certain: [], possible: [] };

/** By which statements a class may do an action on one target: without condition, if it may in any way. Null if not. */
export function permitOn(
  judge: Judge,
  actor: ActorClass,
  action: string,
  target: Target,
  context: ContextValues = {},
): Permit | null {
  if (!actor.mayAllow(action)) return null;
  const { grants } = judge.permissionOf(actor, action, context);
  let permit: Permit | null = null;
  for (const grant of grants) {
    if (!isInScopes(grant, target.arn)) continue;
    const unknownKeys = keysOn(grant, actor, action, target, context);
    if (unknownKeys === null) continue;
    if (unknownKeys.length === 0) return { ...permitBy(grant), unknownKeys };
    permit ??= { ...permitBy(grant), unknownKeys };
  }
  return permit;
}

/** On which keys it depends that a grant lets a target through, which is in its scopes; null when it does not. */
function keysOn(
  grant: Grant,
  actor: ActorClass,
  action: string,
  target: Target,
  context: ContextValues,
): readonly string[] | null {
  const keys = keysOnAll(grant, target.circumstances !== undefined);
  if (keys !== null) return keys;
  const { context: ofTarget, knownPrefixes = [] } = target.circumstances?.(action) ?? UNKNOWN_CIRCUMSTANCES;
  const decision = decideOn(actor, action, target.arn, { context: { ...context, ...ofTarget }, knownPrefixes });
  return decision.isAllowed ? decision.unknownKeys : null;
}

/** The same for all targets in its scopes, of which something is known or not; null when it depends on the target. */
function keysOnAll({ unless, unknownKeys }: Grant, areKnown: boolean): readonly string[] | null {
  const isSame = unless.every((pointer) => {
    const statement = statementAt(pointer);
    return statement !== undefined && coversScope(statement, { resource: '*' });
  });
  return isSame && !(areKnown && unknownKeys.some(isOfTarget)) ? unknownKeys : null;
}

function hasVariables({ resources, notResources }: Statement): boolean {
  return [...(resources ?? []), ...(notResources ?? [])].some((resource) => resource.includes('${'));
}

/** Keys whose value the target decides. */
function isOfTarget(key: string): boolean {
  return /^(aws|iam):resourcetag\/|^iam:permissionsboundary$/i.test(key);
}
