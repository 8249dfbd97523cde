/** An analyzer as AWS types it (API reference, AnalyzerSummary). */
interface Typed {
  readonly type: string;
}

/** Whether it looks for access from outside, of the account or of the organisation. */
export function looksOutside({ type }: Typed): boolean {
  return type === 'ACCOUNT' || type === 'ORGANIZATION';
}
