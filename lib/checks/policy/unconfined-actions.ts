import { rangesOf } from '../../policy/action-ranges.ts';
import { Bitset } from '../../policy/bitset.ts';
import { type ActionRange, catalogue } from '../../policy/catalogue/catalogue.ts';
import type { PolicyDocument } from '../../policy/document.ts';
import { coversScope, isDisjointFromScope } from '../../policy/scope.ts';
import type { Statement } from '../../policy/statement.ts';
import { isUnlimited, statementsOf } from '../../policy/statement-actions.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { oncePer, remembered } from '../once.ts';
import { riskyActions } from './risk-classes.ts';
import { inAnyAccount, type Target, type Targets, targetsOf } from './targets.ts';

/** What an Allow statement leaves unconfined. */
export interface UnconfinedStatement {
  readonly statement: Statement;
  /**
   * Numbers of actions, ascending. Not a set: sets are large, and most statements speak of few actions. Statements that leave the same
   * actions unconfined mostly have one list between them, so that what follows from it can be worked out once.
   */
  readonly actions: readonly number[];
}

/**
 * The actions of the risk classes that a policy allows on every resource that they can act on, without any condition: `*` and
 * `arn:aws:s3:::*` are the same to `s3:GetObject`, and naming the own account confines nothing. What single resources are spared, by
 * NotResource or a Deny, does not confine it either. By statement, each looked at by itself.
 *
 * An action is left out that the policy denies on all those resources, or on all but some that it names. A Deny with a condition leaves
 * it in: some request gets by.
 */
export function unconfinedStatements(
  policy: PolicyDocument,
  account: Snapshot['account'],
): readonly UnconfinedStatement[] {
  return unconfinedIn(account)(policy);
}

const unconfinedIn = oncePer((account: Snapshot['account']) =>
  oncePer((policy: PolicyDocument) => findUnconfined(policy, account)),
);

function findUnconfined(policy: PolicyDocument, account: Snapshot['account']): readonly UnconfinedStatement[] {
  const allowed = statementsOf(policy, 'Allow')
    .map((statement) => ({ statement, actions: actionsEverywhere(statement, account) }))
    .filter(({ actions }) => actions.length > 0);
  if (allowed.length === 0) return allowed;
  const denied = deniedActions(policy, account);
  return denied.size === 0
    ? allowed
    : allowed.map(({ statement, actions }) => ({
        statement,
        actions: actions.filter((action) => !denied.has(action)),
      }));
}

/** The same for all statements together. */
export function unconfinedActions(policy: PolicyDocument, account: Snapshot['account']): Bitset {
  return setOf(unconfinedStatements(policy, account).flatMap(({ actions }) => actions));
}

/** What the denies of a policy take out of what policies leave unconfined. */
export function deniedActions(policy: PolicyDocument, account: Snapshot['account']): ReadonlySet<number> {
  return new Set(statementsOf(policy, 'Deny').flatMap((statement) => actionsEverywhere(statement, account)));
}

export function setOf(actions: Iterable<number>): Bitset {
  return Bitset.of(catalogue.actionCount, actions);
}

/** An Allow has to reach all targets of an action; of a Deny one is enough to keep it from working. */
function actionsEverywhere(statement: Statement, account: Snapshot['account']): readonly number[] {
  if (statement.conditions.length > 0) return [];
  const risky = riskyActionsOf(statement, account);
  if (isUnlimited(statement)) return risky;
  const reaches = reachOf(statement, account);
  const isReached = (target: Target) => target.every(reaches);
  const areReached = remembered(({ needed }: Targets) =>
    statement.effect === 'Allow' ? needed.every(isReached) : needed.some(isReached),
  );
  return risky.filter((actionNumber) => areReached(targetsOf(actionNumber)));
}

function riskyActionsOf(statement: Statement, account: Snapshot['account']): readonly number[] {
  const ranges = rangesOf(statement);
  const known = listsIn(account);
  const key = ranges.map(({ start, end }) => `${start}-${end}`).join();
  const list = known.get(key) ?? riskyWithin(ranges);
  known.set(key, list);
  return list;
}

/** Lists of risky actions by the ranges that they were found in. */
const listsIn = oncePer((_: Snapshot['account']) => new Map<string, readonly number[]>());

function riskyWithin(ranges: readonly ActionRange[]): readonly number[] {
  const risky = riskyActions();
  const found: number[] = [];
  for (const { start, end } of ranges) {
    for (let action = start; action < end; action++) if (risky.has(action)) found.push(action);
  }
  return found;
}

/** Whether a statement speaks of all resources of a pattern, single ones that it excludes aside. Actions share a few patterns. */
function reachOf(statement: Statement, account: Snapshot['account']): (pattern: string) => boolean {
  const inAny = (resources: readonly string[] | null) =>
    resources?.map((resource) => inAnyAccount(resource, account)) ?? null;
  const named = { resources: inAny(statement.resources), notResources: inAny(statement.notResources) };
  const services = servicesNamed(named.notResources ?? named.resources ?? ['*']);
  return remembered((resource: string) => {
    // Most patterns are of a service that the statement does not name at all.
    if (services !== null && !services.has(serviceOf(resource))) return named.notResources !== null;
    return named.notResources === null ? coversScope(named, { resource }) : !isDisjointFromScope(named, { resource });
  });
}

/** The services in ARNs; null when one leaves it open. */
function servicesNamed(resources: readonly string[]): ReadonlySet<string> | null {
  const services = resources.map(serviceOf);
  return services.some((service) => service === '' || /[*?$]/.test(service)) ? null : new Set(services);
}

function serviceOf(arn: string): string {
  return arn.split(':', 3)[2] ?? '';
}
