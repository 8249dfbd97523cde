import type { Command } from 'commander';
import { type AccountView, viewOf } from '../../checks/account-view.ts';
import { CannotRunError } from '../../errors.ts';
import { loadSnapshot } from '../../snapshot/load.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { type ConnectionOptions, connect, withConnectionOptions } from '../connection-options.ts';
import { createProgress } from '../progress.ts';

export interface AccountOptions extends ConnectionOptions {
  readonly snapshot?: string;
}

/** An account to ask about, and why answers about it may lack something; null when they do not. */
export interface AskedAccount {
  readonly account: AccountView;
  readonly gap: string | null;
}

/** The flags by which an account is named that is asked about. */
export function withAccountOptions(command: Command): Command {
  return withConnectionOptions(command).option('--snapshot <file>', 'ask a saved account, without any AWS access');
}

/** From the file, or live through the credentials. */
export async function readAccount(options: AccountOptions): Promise<AskedAccount> {
  const snapshot =
    options.snapshot === undefined
      ? await readLive(options)
      : await loadSnapshot(options.snapshot, { now: new Date() });
  const account = viewOf(snapshot);
  const record = account.coverageOf('authorization-details');
  if (record?.status === 'complete') return { account, gap: null };
  const reason = record?.reason ?? 'not read';
  if (record?.status !== 'partial') throw new CannotRunError(`users, roles and policies were not read: ${reason}`);
  return { account, gap: reason };
}

async function readLive(options: ConnectionOptions): Promise<Snapshot> {
  const [aws, { collectDetails }] = await Promise.all([connect(options), import('../../collect/collect-details.ts')]);
  const progress = createProgress();
  try {
    return await collectDetails(aws, { clock: () => new Date(), onProgress: ({ message }) => progress.say(message) });
  } finally {
    progress.done();
    aws.close();
  }
}
