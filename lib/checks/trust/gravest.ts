import type { Severity } from '../../findings/finding.ts';
import type { Statement } from '../../policy/statement.ts';
import { type Attempt, isLetIn, keptOutBy } from './attempt.ts';
import type { Trust } from './trusting-role.ts';

/** Attempts of which each would be as grave, if it succeeded. */
export interface Rung {
  readonly severity: Severity;
  readonly attempts: readonly Attempt[];
}

export interface Success {
  readonly severity: Severity;
  readonly attempt: Attempt;
  /** What keeps out the attempts that would be graver, and so makes this a lighter case; see {@link keptOutBy}. */
  readonly narrowedBy: readonly Statement[];
}

/**
 * The gravest way in.
 *
 * @param rungs the gravest first
 * @returns null when every attempt fails
 */
export function gravest(trust: Trust, rungs: readonly Rung[]): Success | null {
  const graver: Attempt[] = [];
  for (const { severity, attempts } of rungs) {
    const attempt = attempts.find((each) => isLetIn(trust, each));
    if (attempt !== undefined) return { severity, attempt, narrowedBy: narrowings(trust, graver) };
    graver.push(...attempts);
  }
  return null;
}

/** Each statement once, with the conditions that kept any of the attempts out. */
export function narrowings(trust: Trust, attempts: readonly Attempt[]): readonly Statement[] {
  const byIndex = new Map<number, Statement>();
  for (const statement of attempts.flatMap((attempt) => keptOutBy(trust, attempt))) {
    const before = byIndex.get(statement.index)?.conditions ?? [];
    byIndex.set(statement.index, { ...statement, conditions: [...new Set([...before, ...statement.conditions])] });
  }
  return [...byIndex.values()].toSorted((a, b) => a.index - b.index);
}
