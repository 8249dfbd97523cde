import { createHash } from 'node:crypto';
import type { Credentials } from '@aws-sdk/client-sts';
import type { Account } from '../account.ts';
import { uniqueId } from '../iam/ids.ts';
import type { Caller } from '../operation.ts';

export interface IssuerOptions {
  readonly accounts: readonly Account[];
  readonly seed: string;
  /** The clock that clients live by: they renew a session by their own. */
  readonly wireClock: () => Date;
}

/** A session to be made: whose it is (given the access key id that it gets) and how long it lasts. */
export interface SessionRequest {
  readonly account: Account;
  readonly callerWith: (accessKeyId: string) => Caller;
  readonly durationSeconds: number;
  readonly hasMfa: boolean;
}

/** Makes temporary credentials, and makes the accounts know them. */
export class TokenIssuer {
  readonly accounts: readonly Account[];
  readonly #seed: string;
  readonly #wireClock: () => Date;
  readonly #keysWithMfa = new Set<string>();
  #issued = 0;

  constructor({ accounts, seed, wireClock }: IssuerOptions) {
    this.accounts = accounts;
    this.#seed = seed;
    this.#wireClock = wireClock;
  }

  issue({ account, callerWith, durationSeconds, hasMfa }: SessionRequest): Credentials {
    this.#issued += 1;
    const what = `session/${this.#issued}`;
    const accessKeyId = uniqueId('AKIA', this.#seed, what).replace(/^AKIA/, 'ASIA');
    const secretAccessKey = this.#made(`${what}/secret`).slice(0, 40);
    const sessionToken = `IQoJb3JpZ2luX2Vj${this.#made(`${what}/token`)}${this.#made(`${what}/token/2`)}`;
    const expiresAt = new Date(this.#wireClock().getTime() + durationSeconds * 1000);
    account.addSession({ accessKeyId, secretAccessKey, sessionToken, expiresAt, caller: callerWith(accessKeyId) });
    if (hasMfa) {
      this.#keysWithMfa.add(accessKeyId);
    }
    return {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
      Expiration: expiresAt,
    };
  }

  /** Whether the credentials were given out for an MFA code. */
  hasMfa(accessKeyId: string): boolean {
    return this.#keysWithMfa.has(accessKeyId);
  }

  #made(what: string): string {
    return createHash('sha512').update(`${this.#seed}\0${what}`).digest('base64');
  }
}
