import { Bitset } from '../bitset.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import type { PolicyDocument } from '../document.ts';
import type { RequestContext } from '../evaluate/context.ts';
import { isSubjectToScps } from '../evaluate/decide.ts';
import type { LayerName } from '../evaluate/layers.ts';
import { describeRequest } from '../evaluate/request.ts';
import { isEverything, type Scope } from '../scope.ts';
import type { SourcedPolicy } from '../services-granted.ts';
import type { Statement } from '../statement.ts';
import { actionsOf, statementsOf } from '../statement-actions.ts';
import { askedAction, statementsOn } from '../statements-on.ts';
import { type ActionPermission, permissionOf } from './action-permission.ts';
import type { PolicyHolder } from './policy-holder.ts';
import { type SettledStatement, settle } from './settle.ts';
import { type Passage, type SettledPolicies, type Way, waysOf } from './ways.ts';

/**
 * What one principal may do: its own and its groups' policies, less every Deny, within its boundary, session policies and SCPs.
 * Resource-based policies have no say here, so an action that a role's trust policy or a KMS key policy has to allow as well is
 * allowed by half. The sets are of the catalogue's actions and are made when they are first asked for.
 */
export interface EffectivePermissions<Source> {
  /** Allowed in some request at least; whatever is not in it is denied in all. */
  readonly possible: Bitset;
  /** Allowed without condition, on some resources at least. */
  readonly certain: Bitset;
  /** Allowed without condition on every resource but those that a Deny names. */
  readonly unlimited: Bitset;
  /** Allowed on every resource, or on all but some, in some request at least: what only conditions and single denies confine. */
  readonly broad: Bitset;
  /** One action, `service:Action` in any case; it need not be in the catalogue. */
  of(action: string): ActionPermission<Source>;
}

/** Reads what a principal holds. Statements that could not be read have no say: see the problems of their policies. */
export function effectivePermissions<Source>(holder: PolicyHolder<Source>): EffectivePermissions<Source> {
  const context = contextOf(holder);
  const layers = layersOf(holder);
  const read = (choose: ChooseStatements) => settleAll(layers, context, choose);
  let ways: readonly Way<unknown>[] | undefined;
  const sum = (openBy: (way: Way<unknown>) => Bitset) => {
    ways ??= waysOf(read(statementsOf));
    return union(ways.map(openBy));
  };
  const sets: { -readonly [Name in keyof typeof openings]?: Bitset } = {};
  const setOf = (name: keyof typeof openings) => {
    sets[name] ??= sum(openings[name]);
    return sets[name];
  };
  return {
    get possible() {
      return setOf('possible');
    },
    get certain() {
      return setOf('certain');
    },
    get unlimited() {
      return setOf('unlimited');
    },
    get broad() {
      return setOf('broad');
    },
    of: (action) => {
      const asked = askedAction(action);
      return permissionOf(read((policy, effect) => statementsOn(policy, effect, asked)));
    },
  };
}

/** What all requests have in common, as far as it is known, on resources of the principal's own account. */
function contextOf({ principal, context, knownPrefixes }: PolicyHolder<unknown>): RequestContext {
  return describeRequest({
    principal,
    action: '*',
    resource: '*',
    isContextPartial: true,
    ...(context && { context }),
    ...(knownPrefixes && { knownPrefixes }),
  }).context;
}

interface PolicyLayer<Source> {
  readonly name: LayerName;
  readonly policies: readonly SourcedPolicy<Source>[];
}

interface PolicyLayers<Source> {
  readonly identity: PolicyLayer<Source>;
  readonly limits: readonly PolicyLayer<Source>[];
}

function layersOf<Source>({
  principal,
  identity,
  boundary,
  session,
  scps,
}: PolicyHolder<Source>): PolicyLayers<Source> {
  return {
    identity: { name: 'identity', policies: identity },
    limits: [
      ...(boundary === undefined ? [] : [{ name: 'boundary' as const, policies: [boundary] }]),
      ...(session === undefined ? [] : [{ name: 'session' as const, policies: session }]),
      ...(isSubjectToScps(principal) ? (scps ?? []) : []).map((policies) => ({ name: 'scp' as const, policies })),
    ],
  };
}

type ChooseStatements = (policy: PolicyDocument, effect: Statement['effect']) => readonly Statement[];

function settleAll<Source>(
  { identity, limits }: PolicyLayers<Source>,
  context: RequestContext,
  choose: ChooseStatements,
): SettledPolicies<Source> {
  const read = ({ name, policies }: PolicyLayer<Source>, effect: Statement['effect']) =>
    policies.flatMap((sourced) =>
      choose(sourced.policy, effect).flatMap((statement) => settle(name, sourced, statement, context) ?? []),
    );
  return {
    allows: read(identity, 'Allow'),
    denies: [identity, ...limits].flatMap((layer) => read(layer, 'Deny')),
    limits: limits.map((limit) => ({ layer: limit.name, allows: read(limit, 'Allow') })),
  };
}

/** What one way opens to each of the sets: the same as {@link permissionOf} of each action by itself, for all at once. */
const openings = {
  possible: (way) => through(way, () => true),
  certain: (way) =>
    isCertain(way)
      ? through(way, ({ unknownKeys }) => unknownKeys.length === 0).difference(actionsIn(way.doubtedBy))
      : NONE,
  unlimited: (way) =>
    isCertain(way) && isEverything(way.scope)
      ? through(way, ({ unknownKeys, within }) => unknownKeys.length === 0 && within.length === 0).difference(
          actionsIn(way.doubtedBy),
        )
      : NONE,
  broad: (way) => (isBroad(way.scope) ? through(way, ({ within }) => within.every(isBroad)) : NONE),
} satisfies Record<string, (way: Way<unknown>) => Bitset>;

/** What the limits let through of what a statement grants, by the statements that count. */
function through({ by, closedBy, passages }: Way<unknown>, counts: (passage: Passage<unknown>) => boolean): Bitset {
  const granted = actionsOf(by.statement).actions;
  return passages.reduce(
    (left, passage) => left.intersect(actionsIn(passage.through.filter(counts).map((each) => each.by))),
    closedBy.length === 0 ? granted : granted.difference(actionsIn(closedBy)),
  );
}

function isCertain({ unknownKeys }: Way<unknown>): boolean {
  return unknownKeys.length === 0;
}

function isBroad(scope: Scope): boolean {
  return 'except' in scope || isEverything(scope);
}

const NONE = Bitset.empty(catalogue.actionCount);

function actionsIn(settled: readonly SettledStatement<unknown>[]): Bitset {
  return union(settled.map(({ statement }) => actionsOf(statement).actions));
}

function union(sets: readonly Bitset[]): Bitset {
  return Bitset.union(catalogue.actionCount, sets);
}
