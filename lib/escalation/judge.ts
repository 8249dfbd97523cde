import { completeArn } from '../policy/arn.ts';
import { policyOf } from '../policy/document.ts';
import type { ActionPermission, ResourceGrant } from '../policy/effective/action-permission.ts';
import { type EffectivePermissions, effectivePermissions } from '../policy/effective/effective-permissions.ts';
import type { ContextValues } from '../policy/evaluate/context.ts';
import { decide } from '../policy/evaluate/decide.ts';
import { describeRequest } from '../policy/evaluate/request.ts';
import { withAnyValue } from '../policy/evaluate/variables.ts';
import { matchesPattern } from '../policy/match.ts';
import { coversScope, isEverything, type Scope } from '../policy/scope.ts';
import type { Statement } from '../policy/statement.ts';
import type { HeldPolicy, HeldStatement } from './account.ts';
import type { ActorClass } from './actor.ts';

/** What is known of a request beside who makes it. */
export interface Circumstances {
  readonly context: ContextValues;
  /** Beginnings of keys that are known: one of them without a value is in no request. */
  readonly knownPrefixes?: readonly string[];
}

export const UNKNOWN_CIRCUMSTANCES: Circumstances = { context: {} };

/** That an action is allowed, by which statements, and on which keys of the request it depends. */
export interface Permit {
  readonly allowedBy: readonly HeldStatement[];
  /** These and all others that have a say: of the boundary, and denies. */
  readonly concerned: readonly HeldStatement[];
  readonly unknownKeys: readonly string[];
}

export type Grant = ResourceGrant<HeldPolicy>;

/** Classes whose answers are kept: those that one path goes by. The answers about all of a large account would fill the memory. */
const KEPT_CLASSES = 16;

/** What the policies of a class say of an action on any resource. */
export class Judge {
  readonly #known = new Map<ActorClass, Map<string, Answers>>();

  permissionOf(actor: ActorClass, action: string, context: ContextValues = NO_CONTEXT): ActionPermission<HeldPolicy> {
    const { permissions, byAction, byStatements } = this.#answersOf(actor, context);
    const asked = byAction.get(action);
    if (asked !== undefined) return asked;
    const statements = actor.saidOf(action);
    const answer = byStatements.get(statements) ?? permissions.of(action);
    byStatements.set(statements, answer);
    byAction.set(action, answer);
    return answer;
  }

  #answersOf(actor: ActorClass, context: ContextValues): Answers {
    const ofActor = this.#known.get(actor) ?? this.#keep(actor);
    const asked = Object.entries(context).filter(([key]) => actor.asksFor(key));
    const key = asked.flat().join('\t');
    let answers = ofActor.get(key);
    if (answers === undefined) {
      const { holder } = actor;
      const values = { ...holder.context, ...Object.fromEntries(asked) };
      const permissions = effectivePermissions({ ...holder, context: values });
      answers = { permissions, byAction: new Map(), byStatements: new Map() };
      ofActor.set(key, answers);
    }
    return answers;
  }

  #keep(actor: ActorClass): Map<string, Answers> {
    const [first] = this.#known.keys();
    if (first !== undefined && this.#known.size >= KEPT_CLASSES) this.#known.delete(first);
    const answers = new Map<string, Answers>();
    this.#known.set(actor, answers);
    return answers;
  }
}

/** Under the same circumstances. */
interface Answers {
  readonly permissions: EffectivePermissions<HeldPolicy>;
  readonly byAction: Map<string, ActionPermission<HeldPolicy>>;
  /** By what is said of an action. */
  readonly byStatements: Map<string, ActionPermission<HeldPolicy>>;
}

const NO_CONTEXT: ContextValues = {};

/** Whether one request is allowed: for what patterns and scopes leave open. */
export function decideOn(
  { holder }: ActorClass,
  action: string,
  resource: string,
  { context, knownPrefixes = [] }: Circumstances,
): { readonly isAllowed: boolean; readonly unknownKeys: readonly string[] } {
  const request = describeRequest({
    principal: holder.principal,
    action,
    resource,
    context: { ...holder.context, ...context },
    isContextPartial: true,
    knownPrefixes: [...(holder.knownPrefixes ?? []), ...knownPrefixes],
  });
  const { decision, unknownKeys } = decide(request, holder);
  return { isAllowed: decision === 'allowed' || decision === 'conditional', unknownKeys };
}

/** Whether a grant speaks of a resource, whatever the variables that are left in it stand for. */
export function isInScopes({ scopes }: Pick<Grant, 'scopes'>, arn: string): boolean {
  return scopes.every((scope) => isIn(scope, arn));
}

function isIn(scope: Scope, arn: string): boolean {
  if (isEverything(scope)) return true;
  const matches = (pattern: string) => matchesPattern(withAnyValue(completeArn(pattern)), arn, { caseSensitive: true });
  return 'resource' in scope ? matches(scope.resource) : !scope.except.some(matches);
}

/** A grant on every resource that nothing takes a part of, and that depends on nothing. */
export function isUnlimitedGrant({ scopes, unless, unknownKeys }: Grant): boolean {
  return unless.length === 0 && unknownKeys.length === 0 && scopes.every(isEverything);
}

export function permitBy({ allowedBy, within, unless, unknownKeys }: Grant): Permit {
  return { allowedBy: [allowedBy], concerned: [allowedBy, ...within, ...unless], unknownKeys };
}

/** The denies that hold on all that the pattern can name; the others leave something. */
export function deniesAll({ unless }: Grant, pattern: string): readonly HeldStatement[] {
  return unless.filter((pointer) => {
    const statement = statementAt(pointer);
    return statement !== undefined && coversScope(statement, { resource: pattern });
  });
}

/** The statement that a pointer means. */
export function statementAt({ source, statement }: HeldStatement): Statement | undefined {
  const { document } = source;
  return document === null ? undefined : policyOf(document).statements.find(({ index }) => index === statement);
}
