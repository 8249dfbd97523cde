import { completeArn } from '../policy/arn.ts';
import { withAnyValue } from '../policy/evaluate/variables.ts';
import { canMatchSame } from '../policy/lint/can-match-same.ts';
import { coversPattern, matchesEverything } from '../policy/match.ts';
import { isEverything, type Scope } from '../policy/scope.ts';
import type { ActorClass } from './actor.ts';
import { deniesAll, type Grant, isUnlimitedGrant, type Judge, type Permit, permitBy } from './judge.ts';
import type { NeededResource } from './resource-types.ts';

/** An action and the resources that it needs, each of whatever name. */
export interface Wanted {
  readonly action: string;
  readonly on: readonly NeededResource[];
}

/**
 * Whether all actions are allowed on resources that the attacker can choose, and on the same ones where they need the same type: to
 * make functions called `a*` and to invoke those called `b*` is not enough. Null when not.
 */
export function chanceAnywhere(
  judge: Judge,
  actor: ActorClass,
  wanted: readonly Wanted[],
): 'certain' | 'possible' | null {
  if (!wanted.every(({ action }) => actor.mayAllow(action))) return null;
  // What is allowed on everything is so on whatever the others are allowed on.
  const isSimple = wanted.every(({ action }) => judge.permissionOf(actor, action).grants.some(isUnlimitedGrant));
  const chosen = isSimple ? [] : chooseAll(judge, actor, wanted);
  if (chosen === null) return null;
  return chosen.every(isCertain) ? 'certain' : 'possible';
}

/** By which statements they are. */
export function permitAnywhere(judge: Judge, actor: ActorClass, wanted: readonly Wanted[]): Permit | null {
  const chosen = chooseAll(judge, actor, wanted);
  if (chosen === null) return null;
  const permits = chosen.map(({ grant }) => permitBy(grant));
  return {
    allowedBy: distinct(permits.flatMap(({ allowedBy }) => allowedBy)),
    concerned: distinct(permits.flatMap(({ concerned }) => concerned)),
    unknownKeys: distinct(chosen.flatMap(({ unknownKeys }) => unknownKeys)),
  };
}

function chooseAll(judge: Judge, actor: ActorClass, wanted: readonly Wanted[]): readonly Option[] | null {
  if (!wanted.every(({ action }) => actor.mayAllow(action))) return null;
  const steps: Step[] = [];
  for (const { action, on } of wanted) {
    const { grants } = judge.permissionOf(actor, action);
    if (grants.length === 0) return null;
    for (const resource of on) {
      const options = grants.flatMap((grant) => optionFor(grant, resource) ?? []);
      if (options.length === 0) return null;
      steps.push({ type: resource.type, options });
    }
  }
  const certain = steps.map(({ type, options }) => ({ type, options: options.filter(isCertain) }));
  return choose(certain, []) ?? choose(steps, []);
}

/** Whether all actions are allowed on every resource of their types, so that they are on one that nobody knows by name. */
export function isAllowedEverywhere(judge: Judge, actor: ActorClass, wanted: readonly Wanted[]): boolean {
  return wanted.every(({ action, on }) =>
    on.every(({ arns }) =>
      arns.some((pattern) =>
        judge
          .permissionOf(actor, action)
          .grants.some(
            ({ scopes, unless, unknownKeys }) =>
              unknownKeys.length === 0 && unless.length === 0 && scopes.every((scope) => coversAll(scope, pattern)),
          ),
      ),
    ),
  );
}

interface Option {
  readonly grant: Grant;
  readonly unknownKeys: readonly string[];
}

function isCertain({ unknownKeys }: Option): boolean {
  return unknownKeys.length === 0;
}

function optionFor(grant: Grant, { arns }: NeededResource): Option | null {
  const pattern = arns.find((arn) => grant.scopes.every((scope) => meets(scope, arn)));
  if (pattern === undefined) return null;
  if (grant.unless.length === 0) return { grant, unknownKeys: grant.unknownKeys };
  const denies = deniesAll(grant, pattern);
  if (denies.some(({ unknownKeys }) => unknownKeys.length === 0)) return null;
  return { grant, unknownKeys: distinct([...grant.unknownKeys, ...denies.flatMap((deny) => deny.unknownKeys)]) };
}

interface Step {
  readonly type: string;
  readonly options: readonly Option[];
}

/** The first option of each step that goes with those taken before for the same type of resource. */
function choose(steps: readonly Step[], taken: readonly Option[]): readonly Option[] | null {
  const step = steps[taken.length];
  if (step === undefined) return taken;
  const isOfType = (_: Option, at: number) => steps[at]?.type === step.type;
  const before = taken.filter(isOfType).flatMap(({ grant }) => grant.scopes);
  for (const option of step.options) {
    if (!before.every((scope) => option.grant.scopes.every((other) => overlap(scope, other)))) continue;
    const chosen = choose(steps, [...taken, option]);
    if (chosen !== null) return chosen;
  }
  return null;
}

/** Whether a scope has some resource of the pattern; the pattern `*` is the resource of actions that have none. */
function meets(scope: Scope, pattern: string): boolean {
  if (isEverything(scope)) return true;
  if ('except' in scope) return !scope.except.some((except) => coversPattern(completeArn(except), pattern));
  return pattern !== '*' && haveCommon(textOf(scope), pattern);
}

function coversAll(scope: Scope, pattern: string): boolean {
  if (isEverything(scope)) return true;
  if ('except' in scope) return !scope.except.some((except) => haveCommon(withAnyValue(completeArn(except)), pattern));
  return coversPattern(completeArn(scope.resource), pattern);
}

function overlap(a: Scope, b: Scope): boolean {
  if (isEverything(a) || isEverything(b)) return true;
  if ('except' in a) return 'except' in b || overlap(b, a);
  if ('except' in b) return !b.except.some((except) => coversPattern(completeArn(except), textOf(a)));
  return haveCommon(textOf(a), textOf(b));
}

/**
 * Whether some ARN matches both patterns. A wildcard crosses colons, so that as texts `...:function:a*` and `...:function:b*` have
 * `...:function:a:function:b` in common; but no Region and no account id has a colon in it.
 */
function haveCommon(a: string, b: string): boolean {
  if (!canMatchSame(a, b)) return false;
  const [one, other] = [partsOf(a), partsOf(b)];
  return one === null || other === null || one.every((part, at) => canMatchSame(part, other[at] ?? ''));
}

/** The six parts of an ARN's pattern; null where a wildcard may stand for several of them. */
function partsOf(pattern: string): readonly string[] | null {
  const [scheme = '', partition = '', service = '', region = '', accountId = '', ...rest] = pattern.split(':');
  const isWhole = rest.length > 0 && /^[a-z0-9-]*\*?$/.test(region) && /^(\d{12}|\*|)$/.test(accountId);
  return isWhole ? [scheme, partition, service, region, accountId, rest.join(':')] : null;
}

function textOf({ resource }: { readonly resource: string }): string {
  return matchesEverything(resource) ? resource : withAnyValue(completeArn(resource));
}

function distinct<Item>(items: readonly Item[]): readonly Item[] {
  return [...new Set(items)];
}
