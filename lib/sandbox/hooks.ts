import type { Caller } from './operation.ts';

/** A call as a hook sees it. */
export interface ObservedCall {
  /** `iam:GetUser` */
  readonly action: string;
  readonly input: unknown;
  readonly caller: Caller;
}

/** `drop` cuts the connection, so that the client hears nothing. */
export type HookResult = 'drop' | undefined;

/**
 * What a test does in the middle of a run: kill the client at its third write, delete a role between two pages. A hook
 * that throws an AwsError has it answered.
 */
export interface Hooks {
  /** Runs before a call is handled; what is dropped here was never done. */
  readonly before?: (call: ObservedCall) => HookResult | Promise<HookResult>;
  /** Runs when a call has been handled, before it is answered; what is dropped here was done, and the client cannot know. */
  readonly after?: (call: ObservedCall) => HookResult | Promise<HookResult>;
}
