import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Command, InvalidArgumentError } from 'commander';
import type { Aws } from '../../aws/aws.ts';
import { checkById } from '../../checks/registry.ts';
import { readCallerIdentity } from '../../collect/caller-identity.ts';
import { contextOf } from '../../collect/collect-snapshot.ts';
import { defaultConfiguration } from '../../config/configuration.ts';
import { CannotRunError } from '../../errors.ts';
import type { Finding, StoredFinding } from '../../findings/finding.ts';
import { presentFindings } from '../../findings/present.ts';
import { createFindingsStore, type FindingsStore } from '../../publish/store/findings-store.ts';
import type { NightSummary } from '../../publish/store/summary.ts';
import { type ConnectionOptions, connect, withConnectionOptions } from '../connection-options.ts';
import { exitCodes } from '../exit-codes.ts';
import { prefixOption } from '../prefix-option.ts';
import { createProgress } from '../progress.ts';

/** Where findings are read from: what every subcommand of `findings` takes. */
export interface StoreOptions extends ConnectionOptions {
  readonly prefix: string;
  readonly account?: string;
}

/** One account's findings as Parameter Store holds them. */
export interface StoredFindings {
  readonly accountId: string;
  readonly summary: NightSummary;
  /** As they are stored, in the order of their ids. */
  readonly stored: readonly StoredFinding[];
  /** The same as people see them, gravest first. */
  readonly findings: readonly Finding[];
  /** Names of parameters that are gone or damaged; their findings are missing here. */
  readonly lost: readonly string[];
}

export function withStoreOptions(command: Command): Command {
  return withConnectionOptions(command, { region: 'Region whose Parameter Store has the findings' })
    .addOption(prefixOption('where the findings are in Parameter Store'))
    .option(
      '--account <id>',
      'account whose findings are meant; else the one that the credentials belong to',
      parseAccountId,
    )
    .optionsGroup('The result:');
}

function parseAccountId(value: string): string {
  if (/^\d{12}$/.test(value)) return value;
  throw new InvalidArgumentError('Accepted are 12 digits.');
}

/**
 * Reads the newest stored audit.
 *
 * @throws CannotRunError when there is none
 */
export async function readStoredFindings(options: StoreOptions): Promise<StoredFindings> {
  return await withStore(options, (store, accountId) => readNewest(store, accountId, options));
}

/** @throws CannotRunError when no audit is stored */
export async function readNewest(
  store: FindingsStore,
  accountId: string,
  options: StoreOptions,
): Promise<StoredFindings> {
  const night = await store.readNight(accountId);
  if (night === null) throw noAudit(options, accountId);
  const { summary, findings: stored, lost } = night;
  const findings = presentFindings(stored, { startedAt: summary.startedAt, textsOf: checkById });
  return { accountId, summary, stored, findings, lost };
}

/** Findings that are lost are not "none": who asked in a script hears of it. */
export function exitCodeOf({ lost }: StoredFindings): number {
  return lost.length === 0 ? exitCodes.done : exitCodes.incomplete;
}

/** The nights whose summaries Parameter Store still has, oldest first. */
export async function readNights(
  options: StoreOptions,
): Promise<{ readonly accountId: string; readonly nights: readonly NightSummary[] }> {
  return await withStore(options, async (store, accountId) => {
    const nights = await store.history(accountId);
    if (nights.length === 0) throw noAudit(options, accountId);
    return { accountId, nights };
  });
}

/** Does something with the store, as the account that is meant. */
export async function withStore<Answer>(
  options: StoreOptions,
  use: (store: FindingsStore, accountId: string) => Promise<Answer>,
): Promise<Answer> {
  const aws = await connect(options);
  const progress = createProgress();
  try {
    const store = createFindingsStore({
      ssm: aws.ssm(),
      prefix: options.prefix,
      runId: randomUUID(),
      clock: () => Date.now(),
      sleep: (ms) => wait(ms),
      log: { info: () => {}, warn: (message) => progress.note(message) },
    });
    return await use(store, options.account ?? (await callersAccount(aws)));
  } finally {
    progress.done();
    aws.close();
  }
}

async function callersAccount(aws: Aws): Promise<string> {
  const context = contextOf(aws, { configuration: defaultConfiguration, clock: () => new Date() });
  return (await readCallerIdentity(context)).accountId;
}

function noAudit({ prefix }: StoreOptions, accountId: string): CannotRunError {
  return new CannotRunError(
    `no audit of account ${accountId} is stored below ${prefix} in this Region; "audit --publish" or the nightly function stores one`,
  );
}
