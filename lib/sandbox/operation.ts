import type { Account } from './account.ts';

/** Who signed a request, found by its access key id. */
export interface Caller {
  readonly arn: string;
  readonly accountId: string;
  readonly accessKeyId: string;
  /** `AIDA...` of a user, `AROA...:session` of an assumed role: jobs are bound to it. */
  readonly uniqueId: string;
}

/** One request as an operation's handler sees it: deserialised, authenticated, not yet answered. */
export interface Call<Input> {
  readonly input: Input;
  readonly account: Account;
  readonly caller: Caller;
  /** The Region in the request's signature scope. */
  readonly region: string;
  /** The sandbox's clock. */
  readonly now: Date;
}

/** Answers one operation with the SDK's own output shape, or throws an {@link AwsError}. */
export type Handler<Input, Output> = (call: Call<Input>) => Output | Promise<Output>;

/** An error as AWS answers it: the wire code (for example `NoSuchEntity`), its sentence and its HTTP status. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  /** Of a REST JSON service whose errors have other members than `message`: all of them. */
  readonly members: Readonly<Record<string, string>> | undefined;

  constructor(code: string, message: string, status = 400, members?: Readonly<Record<string, string>>) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = status;
    this.members = members;
  }
}
