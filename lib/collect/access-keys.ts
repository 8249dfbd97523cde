import { ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { withCoverage } from '../snapshot/coverage-records.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { required } from './answers.ts';
import type { CollectContext } from './context.ts';
import { itemsOf } from './pages.ts';
import { readPerUser } from './per-user.ts';
import { coverageOf } from './reading.ts';

type AccessKey = Snapshot['accessKeys'][string][number];

/**
 * Adds the ids of these users' access keys to a snapshot, at a call a user: the credential report flags a key by its
 * slot, and whoever deactivates one has to name it.
 */
export async function collectAccessKeys(
  context: CollectContext,
  snapshot: Snapshot,
  userNames: readonly string[],
): Promise<Snapshot> {
  const startedAt = context.clock().toISOString();
  const { found, losses } = await readPerUser(context, userNames, async (userName): Promise<readonly AccessKey[]> => {
    const keys = await itemsOf(
      (paging) => context.aws.iam().send(new ListAccessKeysCommand({ UserName: userName, ...paging })),
      (page) => page.AccessKeyMetadata,
    );
    return keys.map((key) => ({
      accessKeyId: required(key.AccessKeyId, 'AccessKeyId'),
      active: key.Status === 'Active',
      createdAt: required(key.CreateDate, 'CreateDate').toISOString(),
    }));
  });
  const accessKeys = { ...snapshot.accessKeys, ...Object.fromEntries(found) };
  return withCoverage({ ...snapshot, accessKeys }, coverageOf('access-keys', losses, startedAt));
}
