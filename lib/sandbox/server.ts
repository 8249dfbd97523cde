import { InvalidInputError } from '../errors.ts';
import type { Account, Behaviour } from './account.ts';
import type { AccountSpecInput } from './account-file.ts';
import { type FaultPlan, Faults } from './faults.ts';
import { Gateway, type Surroundings } from './gateway.ts';
import type { Hooks } from './hooks.ts';
import { createHttpServer, listen } from './http.ts';
import { uuid } from './iam/ids.ts';
import { Ledger } from './ledger.ts';
import { loadAccounts } from './load.ts';
import type { ServiceDefinition } from './service.ts';
import { servicesOf } from './services.ts';
import { environmentOf, type SigningCredentials, signingCredentialsOf } from './signing-credentials.ts';
import { TokenIssuer } from './sts/token-issuer.ts';
import { type RateLimits, Throttle } from './throttle.ts';

/** The members of {@link Behaviour} hold for accounts that are loaded here: what is left out makes an account that behaves. */
export interface SandboxOptions extends Partial<Behaviour> {
  /** What account files say, or accounts that were loaded from them. */
  readonly accounts: readonly AccountSpecInput[] | readonly Account[];
  /** Port on 127.0.0.1; 0, the default: any that is free. */
  readonly port?: number;
  /** The clock that the accounts live by; the machine's unless given. */
  readonly now?: () => Date;
  /** How far the clock of the wire, which signatures are held against, is ahead of the machine's. */
  readonly clockOffsetMs?: number;
  readonly faults?: FaultPlan;
  readonly limits?: RateLimits;
  readonly hooks?: Hooks;
  /** Services beside those that the sandbox has, or in place of the one with the same signing name. */
  readonly services?: readonly ServiceDefinition[];
}

/** A running embedded account. */
export interface Sandbox {
  /** `http://127.0.0.1:PORT`, for a client's `endpoint` or for AWS_ENDPOINT_URL. */
  readonly endpoint: string;
  readonly port: number;
  readonly ledger: Ledger;
  readonly accounts: readonly Account[];
  /** What signs requests to the first account. */
  readonly credentials: SigningCredentials;
  /** The same for every account, by its id. */
  readonly credentialsByAccount: ReadonlyMap<string, SigningCredentials>;
  /** Environment variables that point any AWS client at the first account. */
  readonly environment: Readonly<Record<string, string>>;
  /** Replaces the fault plan; its counts begin again. */
  setFaults(plan: FaultPlan): void;
  /** Replaces the rate limits; every bucket is full again. */
  setLimits(limits: RateLimits): void;
  /** Replaces the clock that the accounts live by. */
  setClock(now: () => Date): void;
  /** Cuts every connection and stops listening. May be called twice. */
  close(): Promise<void>;
}

/**
 * Starts an embedded account, or several, on loopback. Throws an InvalidInputError for accounts, faults or limits that are
 * not accepted, and a CannotRunError when the port cannot be had.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { seed = 'account-auditor', clockOffsetMs = 0, now: clock = () => new Date(), port = 0 } = options;
  const wireClock = (): Date => new Date(Date.now() + clockOffsetMs);
  const monotonicMs = (): number => performance.now();
  const accounts = accountsOf({ ...options, seed }, clock());
  const credentialsByAccount = signingCredentialsOf(accounts, options.accounts, seed);
  const credentials = credentialsByAccount.values().next().value;
  if (!credentials) {
    throw new InvalidInputError('accounts: the sandbox needs at least one');
  }
  const ledger = new Ledger();
  const surroundings: Surroundings = {
    accounts,
    services: withServices(servicesOf(new TokenIssuer({ accounts, seed, wireClock })), options.services ?? []),
    ledger,
    hooks: options.hooks ?? {},
    faults: new Faults(options.faults ?? [], seed),
    throttle: new Throttle(options.limits ?? {}, monotonicMs),
    clock,
    wireClock,
    nextRequestId: requestIds(seed),
  };
  const closing = new AbortController();
  const server = createHttpServer({ gateway: new Gateway(surroundings), wireClock, closing: closing.signal });
  const boundPort = await listen(server, port);
  const endpoint = `http://127.0.0.1:${boundPort}`;
  return {
    endpoint,
    port: boundPort,
    ledger,
    accounts,
    credentials,
    credentialsByAccount,
    environment: environmentOf(endpoint, credentials),
    setFaults(plan) {
      surroundings.faults = new Faults(plan, seed);
    },
    setLimits(limits) {
      surroundings.throttle = new Throttle(limits, monotonicMs);
    },
    setClock(now) {
      surroundings.clock = now;
    },
    async close() {
      closing.abort();
      server.closeAllConnections();
      // A server that has been closed before says so in an error, which is what was wanted.
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function accountsOf(
  { accounts, seed, jobSeconds, credentialReportSeconds, jobFailureRate, pageLimit }: SandboxOptions,
  now: Date,
): readonly Account[] {
  if (accounts.every((account) => 'iam' in account)) {
    return accounts;
  }
  return loadAccounts(
    accounts.filter((account) => !('iam' in account)),
    {
      now,
      ...(seed !== undefined && { seed }),
      ...(jobSeconds !== undefined && { jobSeconds }),
      ...(credentialReportSeconds !== undefined && { credentialReportSeconds }),
      ...(jobFailureRate !== undefined && { jobFailureRate }),
      ...(pageLimit !== undefined && { pageLimit }),
    },
  );
}

function withServices(
  common: readonly ServiceDefinition[],
  own: readonly ServiceDefinition[],
): readonly ServiceDefinition[] {
  const replaced = new Set(own.map(({ signingName }) => signingName));
  return [...own, ...common.filter(({ signingName }) => !replaced.has(signingName))];
}

function requestIds(seed: string): () => string {
  let count = 0;
  return () => {
    count += 1;
    return uuid(seed, `request/${count}`);
  };
}
