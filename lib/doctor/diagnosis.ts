/** `unknown` is never fine: it says why nothing is known. */
export type LineStatus = 'ok' | 'warn' | 'fail' | 'unknown';

export type LineTopic =
  | 'endpoint'
  | 'credentials'
  | 'role'
  | 'region'
  | 'clock'
  | 'caller'
  | 'permission'
  | 'settings'
  | 'quota'
  | 'cost';

/** One thing that was looked at. */
export interface DiagnosisLine {
  readonly topic: LineTopic;
  readonly status: LineStatus;
  /** What of the topic: an action, a quota. */
  readonly subject?: string;
  readonly text: string;
}

/** What stands between an account and its audit. */
export interface Diagnosis {
  /** `incomplete`: an audit would run, and something it needs is missing. `cannot-run`: it would not begin. */
  readonly status: 'fine' | 'incomplete' | 'cannot-run';
  /** Null when it is not known whose credentials these are. */
  readonly account: { readonly accountId: string; readonly callerArn: string; readonly alias: string | null } | null;
  readonly lines: readonly DiagnosisLine[];
}
