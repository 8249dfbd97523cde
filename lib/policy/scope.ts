import { completeArn } from './arn.ts';
import { withAnyValue } from './evaluate/variables.ts';
import { areDisjoint, coversPattern, matchesEverything } from './match.ts';
import type { Statement } from './statement.ts';

/** Resources that a statement speaks of: those of one pattern, or everything but some. */
export type Scope = { readonly resource: string } | { readonly except: readonly string[] };

type ResourceElements = Pick<Statement, 'resources' | 'notResources'>;

/** The scopes that make up a statement's resources. */
export function scopesOf(statement: ResourceElements): readonly Scope[] {
  if (statement.notResources !== null) return [{ except: statement.notResources }];
  return resourcesOf(statement).map((resource) => ({ resource }));
}

export function isEverything(scope: Scope): boolean {
  return 'resource' in scope ? matchesEverything(scope.resource) : scope.except.length === 0;
}

/** Whether the statement speaks of all of the scope. Never claims it wrongly; misses it where only several patterns together do. */
export function coversScope(statement: ResourceElements, scope: Scope): boolean {
  const excluded = statement.notResources;
  if ('resource' in scope) {
    if (excluded === null) return resourcesOf(statement).some((resource) => coversResource(resource, scope.resource));
    return excluded.every((resource) => areDisjointResources(resource, scope.resource));
  }
  if (excluded === null) return resourcesOf(statement).some(matchesEverything);
  return excluded.every((resource) => scope.except.some((except) => coversResource(except, resource)));
}

/** Whether the statement speaks of nothing in the scope, as far as the text before the first wildcards and variables tells. */
export function isDisjointFromScope(statement: ResourceElements, scope: Scope): boolean {
  const excluded = statement.notResources;
  if ('resource' in scope) {
    if (excluded === null)
      return resourcesOf(statement).every((resource) => areDisjointResources(resource, scope.resource));
    return excluded.some((resource) => coversResource(resource, scope.resource));
  }
  if (excluded !== null) return false;
  return resourcesOf(statement).every((resource) => scope.except.some((except) => coversResource(except, resource)));
}

/** Statements without a resource element, in trust policies, speak of the one resource that they are attached to. */
function resourcesOf(statement: ResourceElements): readonly string[] {
  return statement.resources ?? ['*'];
}

/** As far as the last policy variable of the broad one the two must be the same text: its value is not known. */
function coversResource(broad: string, narrow: string): boolean {
  if (matchesEverything(broad)) return true;
  const [wide, tight] = [completeArn(broad), completeArn(narrow)];
  const head = wide.slice(0, wide.includes('${') ? wide.lastIndexOf('}') + 1 : 0);
  return tight.startsWith(head) && coversPattern(wide.slice(head.length), withAnyValue(tight.slice(head.length)));
}

function areDisjointResources(a: string, b: string): boolean {
  return areDisjoint(withAnyValue(completeArn(a)), withAnyValue(completeArn(b)));
}
