import { collectSnapshot } from '../../lib/collect/collect-snapshot.ts';
import { defaultConfiguration } from '../../lib/config/configuration.ts';
import { generateAccount } from '../../lib/sandbox/generator/generate-account.ts';
import { loadAccounts } from '../../lib/sandbox/load.ts';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import { directAws } from '../sandbox/generator/direct-aws.ts';
import type { Size } from './tasks.ts';

const now = new Date('2026-11-23T03:00:00Z');

/** A generated account as an audit reads it, without the time that the wire takes. */
export async function readGenerated(size: Size): Promise<Snapshot> {
  const [account] = loadAccounts([generateAccount({ seed: 'bench', ...size, now }).spec], { now });
  if (!account) throw new TypeError('no account was loaded');
  return collectSnapshot(directAws(account, now), {
    configuration: defaultConfiguration,
    clock: () => now,
    sleep: async () => {},
  });
}
