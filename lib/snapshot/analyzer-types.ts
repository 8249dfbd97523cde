/** An analyzer as AWS types it (API reference, AnalyzerSummary). */
interface Typed {
  readonly type: string;
}

/** Whether it looks for access from outside, of the account or of the organisation. */
export function looksOutside({ type }: Typed): boolean {
  return type === 'ACCOUNT' || type === 'ORGANIZATION';
}

/** Whether it looks for access that nobody uses. */
export function looksForUnused({ type }: Typed): boolean {
  return type === 'ACCOUNT_UNUSED_ACCESS' || type === 'ORGANIZATION_UNUSED_ACCESS';
}
