import type { PublicAccess } from '../../snapshot/public-access.ts';
import type { CollectContext } from '../context.ts';
import { dataOf, type Read } from '../reading.ts';
import type { RegionsToRead } from '../regions.ts';
import { readAccountPublicAccessBlock } from './account-public-access-block.ts';
import { readBucketSettings } from './bucket-settings.ts';
import { readBuckets } from './buckets.ts';
import type { KeptAnswers } from './kept-answers.ts';
import { readKeyRotation } from './key-rotation.ts';
import { readKmsKeys } from './kms-keys.ts';
import { listed } from './listed.ts';

interface StorageBasis {
  readonly owner: { readonly partition: string; readonly accountId: string };
  readonly where: RegionsToRead;
  readonly publicAccess: Promise<PublicAccess>;
  readonly kept: Promise<KeptAnswers | null>;
}

/** Reads buckets and keys, and what has to be asked of each by itself. */
export async function readStorage(
  context: CollectContext,
  read: Read,
  { owner, where, publicAccess, kept }: StorageBasis,
) {
  const ofBuckets = listed(context, read, 'buckets');
  const ofKeys = listed(context, read, 'keys');
  const buckets = ofBuckets('buckets', () => readBuckets(context, owner.partition));
  const accountPublicAccessBlock = ofBuckets('account-public-access-block', () =>
    readAccountPublicAccessBlock(context, owner.accountId),
  );
  const bucketSettings = ofBuckets('bucket-settings', async () =>
    readBucketSettings(context, {
      buckets: dataOf(await buckets),
      accountBlock: (await accountPublicAccessBlock).data,
      publicAccess: await publicAccess,
      kept: (await kept)?.bucketSettings ?? null,
    }),
  );
  const kmsKeys = ofKeys('kms-keys', () => readKmsKeys(context, where));
  const keyRotation = ofKeys('key-rotation', async () =>
    readKeyRotation(context, dataOf(await kmsKeys).items, (await kept)?.keyRotation ?? null),
  );
  return {
    buckets: await buckets,
    accountPublicAccessBlock: await accountPublicAccessBlock,
    bucketSettings: await bucketSettings,
    kmsKeys: await kmsKeys,
    keyRotation: await keyRotation,
  };
}
