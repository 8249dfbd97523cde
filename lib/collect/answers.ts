/**
 * A member of an answer that AWS documents as always there; the SDK's types leave it open.
 *
 * @throws Error that names the member when it is missing after all
 */
export function required<Value>(value: Value | undefined, member: string): Value {
  if (value === undefined) throw new Error(`AWS's answer lacks ${member}`);
  return value;
}

/** A date that may be missing, as the snapshot writes it. */
export function instantOrNull(date: Date | undefined): string | null {
  return date?.toISOString() ?? null;
}
