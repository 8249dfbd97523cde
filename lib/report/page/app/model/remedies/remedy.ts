import type { Finding, Severity } from '../../../../../findings/finding.ts';

/** One change that closes findings. */
export interface Remedy {
  /** Tells remedies apart. */
  readonly key: string;
  /** What to do, in a line. */
  readonly title: string;
  /** The findings that are gone with it, gravest first. */
  readonly closes: readonly Finding[];
  /** How it is done, and undone. */
  readonly how: string;
  /** Shell lines, in the order in which to run them; none: it takes more than a command. */
  readonly commands: readonly string[];
  /** Who could miss what it takes away. */
  readonly couldBreak: string;
}

/** A change whose findings are known, and which is put into words when it is chosen. */
export interface Candidate {
  readonly key: string;
  readonly closes: readonly Finding[];
  toRemedy(closes: readonly Finding[]): Remedy;
}

/**
 * What a finding weighs. A severity weighs more than three of the next one, so that many small findings don't hide a grave one,
 * and yet ten of them count; what is for information weighs nothing.
 */
const weights: Readonly<Record<Severity, number>> = { critical: 50, high: 15, medium: 4, low: 1, info: 0 };

export function weightOf(findings: readonly Finding[]): number {
  return findings.reduce((sum, { severity }) => sum + weights[severity], 0);
}
