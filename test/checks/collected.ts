import { fileURLToPath } from 'node:url';
import { createAws } from '../../lib/aws/aws.ts';
import { collectSnapshot } from '../../lib/collect/collect-snapshot.ts';
import { type Configuration, defaultConfiguration } from '../../lib/config/configuration.ts';
import { loadAccountFile } from '../../lib/sandbox/load.ts';
import { startSandbox } from '../../lib/sandbox/server.ts';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';

/** The accounts of a file in lib/sandbox/accounts as an audit from eu-west-1 reads them over the wire, by account id. */
export async function collectAccounts(
  file: 'sample.json' | 'neglected.json',
  configuration: Configuration = defaultConfiguration,
): Promise<ReadonlyMap<string, Snapshot>> {
  const path = fileURLToPath(new URL(`../../lib/sandbox/accounts/${file}`, import.meta.url));
  const sandbox = await startSandbox({ accounts: loadAccountFile(path), jobSeconds: 0, credentialReportSeconds: 0 });
  try {
    const snapshots = new Map<string, Snapshot>();
    for (const [accountId, credentials] of sandbox.credentialsByAccount) {
      const aws = createAws({ region: 'eu-west-1', endpoint: sandbox.endpoint, credentials });
      snapshots.set(accountId, await collectSnapshot(aws, { configuration, clock: () => new Date() }));
      aws.close();
    }
    return snapshots;
  } finally {
    await sandbox.close();
  }
}
