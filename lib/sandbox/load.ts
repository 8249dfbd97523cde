import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { InvalidInputError } from '../errors.ts';
import { type Account, type Behaviour, createAccount } from './account.ts';
import { type AccountSpec, type AccountSpecInput, accountFileSchema } from './account-file.ts';
import { refuse } from './refusal.ts';

export interface LoadOptions extends Partial<Behaviour> {
  /** What ages in the account file are counted from: the sandbox's clock when it starts. */
  readonly now: Date;
}

/**
 * Reads an account file, by its path or as its text (what begins with `{`).
 * Throws an InvalidInputError, one line that names the field, when it cannot be read or is not an account file.
 */
export function loadAccountFile(pathOrText: string): AccountSpec[] {
  const isText = pathOrText.trimStart().startsWith('{');
  const name = isText ? 'account file' : pathOrText;
  const file = parseJson(isText ? pathOrText : read(pathOrText), name);
  return validated(file, `${name}: `);
}

/**
 * Makes accounts of what account files say, or of what a test says in their stead. Whatever is left out of `options`
 * makes an account that behaves: jobs are done at once, none fails, pages are as long as asked for. The credential report
 * takes as long as the other jobs.
 */
export function loadAccounts(specs: readonly AccountSpecInput[], options: LoadOptions): Account[] {
  const { now, ...behaviour } = options;
  const credentialReportSeconds = options.jobSeconds ?? wellBehaved.credentialReportSeconds;
  const accounts = validated({ accounts: specs });
  refuseAmbiguity(accounts);
  return accounts.map((spec, index) =>
    createAccount(spec, {
      behaviour: { ...wellBehaved, credentialReportSeconds, ...behaviour },
      now,
      where: `accounts[${index}]`,
    }),
  );
}

/** Requests find their account by the key that signs them, and roles by the account's id: neither may be there twice. */
function refuseAmbiguity(accounts: readonly AccountSpec[]): void {
  const seen = new Set<string>();
  for (const [index, { accountId, credentials }] of accounts.entries()) {
    for (const id of [accountId, ...credentials.map((credential) => credential.accessKeyId)]) {
      if (seen.has(id)) {
        refuse(`accounts[${index}]`, `${id} is in this file twice`);
      }
      seen.add(id);
    }
  }
}

const wellBehaved: Behaviour = {
  jobSeconds: 0,
  credentialReportSeconds: 0,
  jobFailureRate: 0,
  pageLimit: Number.POSITIVE_INFINITY,
  seed: 'account-auditor',
};

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new InvalidInputError(`${path}: cannot be read (${messageOf(cause)})`, { cause });
  }
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidInputError(`${name}: is not JSON (${messageOf(cause)})`, { cause });
  }
}

function validated(file: unknown, prefix = ''): AccountSpec[] {
  const result = accountFileSchema.safeParse(file);
  if (!result.success) {
    throw new InvalidInputError(prefix + describe(result.error));
  }
  return result.data.accounts;
}

/** The first problem, and how many more there are. */
function describe({ issues }: z.ZodError): string {
  const [first, ...others] = issues;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return `${pathOf(first?.path ?? [])}: ${first?.message ?? 'is not an account file'}${more}`;
}

/** `accounts[0].users[2].created` */
function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
