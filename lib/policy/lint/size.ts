import { isJsonObject } from '../problem.ts';
import { issue, type PolicyIssue } from './issue.ts';
import { type PolicyKind, quotas } from './policy-kind.ts';

/** From this part of the quota on, the next statement may be the one that does not fit. */
const NEAR = 0.9;

/** A policy that takes most of its quota, together with the other inline policies of its owner. */
export function* lintSize(json: unknown, kind: PolicyKind, charactersBeside: number): Generator<PolicyIssue> {
  const quota = quotas[kind];
  if (quota === null) return;
  const characters = policyCharacters(json) + charactersBeside;
  if (characters < quota * NEAR) return;
  const together = charactersBeside === 0 ? '' : ', together with the other inline policies beside it,';
  yield issue(
    'size-near-quota',
    '',
    `the policy${together} has ${characters} of the ${quota} characters that AWS takes`,
  );
}

/** The characters of a policy as AWS counts them against its quota: without whitespace between elements. Counted once for each object. */
export function policyCharacters(json: unknown): number {
  if (typeof json !== 'object' || json === null) return countCharacters(json);
  const characters = counted.get(json) ?? countCharacters(json);
  counted.set(json, characters);
  return characters;
}

const counted = new WeakMap<object, number>();

function countCharacters(json: unknown): number {
  let characters = 0;
  // By hand and not by JSON.stringify, which calls itself for each level: hostile documents have more levels than the stack.
  const rest: unknown[] = [json];
  while (rest.length > 0) {
    const value = rest.pop();
    if (Array.isArray(value)) {
      characters += 2 + Math.max(0, value.length - 1);
      for (const item of value) rest.push(item);
    } else if (isJsonObject(value)) {
      const entries = Object.entries(value);
      characters += 2 + Math.max(0, entries.length - 1);
      for (const [key, item] of entries) {
        characters += JSON.stringify(key).length + 1;
        rest.push(item);
      }
    } else characters += JSON.stringify(value ?? null).length;
  }
  return characters;
}
