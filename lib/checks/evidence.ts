import type { Evidence } from '../findings/finding.ts';

/*
 * Readers of evidence. A finding that comes back from the store may have been written by another version,
 * so that nothing is taken for granted: what is not there, or not of that kind, reads as absent.
 */

export function textOf(evidence: Evidence, key: string): string | null {
  const value = evidence[key];
  return typeof value === 'string' ? value : null;
}

export function numberOf(evidence: Evidence, key: string): number | null {
  const value = evidence[key];
  return typeof value === 'number' ? value : null;
}

export function textsOf(evidence: Evidence, key: string): readonly string[] {
  const value = evidence[key];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

export function recordsOf(evidence: Evidence, key: string): readonly Evidence[] {
  const value = evidence[key];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** How many a list had before the store cut it to fit, see `truncated` in what it stores. */
export function countOf(evidence: Evidence, key: string): number {
  const value = evidence[key];
  const cut = numberOf(recordOf(evidence, 'truncated') ?? {}, key) ?? 0;
  return (Array.isArray(value) ? value.length : 0) + cut;
}

export function recordOf(evidence: Evidence, key: string): Evidence | null {
  const value = evidence[key];
  return isRecord(value) ? value : null;
}

function isRecord(value: unknown): value is Evidence {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The day of an instant in the evidence, for example `2026-08-01`. */
export function dayOf(evidence: Evidence, key: string): string | null {
  return textOf(evidence, key)?.slice(0, 10) ?? null;
}

/** `was last used 2026-08-01`, or that AWS has no record of any use, read from `lastUsedAt`. */
export function lastUseIn(evidence: Evidence): string {
  const day = dayOf(evidence, 'lastUsedAt');
  return day === null ? 'has no recorded use' : `was last used ${day}`;
}

/** The first names of a list, and how many more there are: `s3, ec2 and 12 more`. */
export function someOf(names: readonly string[], total = names.length, shown = 5): string {
  const first = names.slice(0, shown);
  const more = total - first.length;
  return more > 0 ? `${first.join(', ')} and ${more} more` : first.join(', ');
}
