import { ListAccessKeysCommand } from '@aws-sdk/client-iam';
import type { Aws } from '../aws/aws.ts';
import { withCoverage } from '../snapshot/coverage-records.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { required } from './answers.ts';
import { itemsOf } from './pages.ts';
import { readPerUser } from './per-user.ts';
import { coverageOf } from './reading.ts';

type AccessKey = Snapshot['accessKeys'][string][number];

/**
 * Adds the ids of these users' access keys to a snapshot, at a call a user: the credential report flags a key by its
 * slot, and whoever deactivates one has to name it.
 */
export async function collectAccessKeys(
  aws: Aws,
  snapshot: Snapshot,
  userNames: readonly string[],
  clock: () => Date = () => new Date(),
): Promise<Snapshot> {
  const startedAt = clock().toISOString();
  const { found, losses } = await readPerUser(userNames, async (userName): Promise<readonly AccessKey[]> => {
    const keys = await itemsOf(
      (paging) => aws.iam().send(new ListAccessKeysCommand({ UserName: userName, ...paging })),
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
