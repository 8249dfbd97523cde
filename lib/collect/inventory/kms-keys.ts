import { type AliasListEntry, type KMSClient, paginateListAliases, paginateListKeys } from '@aws-sdk/client-kms';
import type { KmsKey, Snapshot } from '../../snapshot/snapshot.ts';
import { required } from '../answers.ts';
import type { CollectContext } from '../context.ts';
import type { Reading } from '../reading.ts';
import { type RegionsToRead, readInRegions } from '../regions.ts';

type KmsKeys = NonNullable<Snapshot['kmsKeys']>;

/** The most that KMS gives on a page. */
const PAGE_KEYS = 1000;
const PAGE_ALIASES = 100;

/** What the aliases of keys begin with that AWS manages (KMS developer guide, "AWS managed keys"). */
const ALIAS_OF_AWS = 'alias/aws/';

/** The account's keys in the Regions, without those that AWS manages, as their aliases tell. */
export async function readKmsKeys({ aws }: CollectContext, where: RegionsToRead): Promise<Reading<KmsKeys>> {
  const { regions, items, gaps } = await readInRegions(where, (region) => keysIn(aws.kms(region), region));
  return { data: { regions, items }, gaps };
}

async function keysIn(client: KMSClient, region: string): Promise<readonly KmsKey[]> {
  const pages = await Array.fromAsync(paginateListKeys({ client, pageSize: PAGE_KEYS }, {}));
  const keys = pages.flatMap(({ Keys = [] }) => Keys);
  if (keys.length === 0) return [];
  const aliasesOf = Map.groupBy(await aliasesIn(client), ({ TargetKeyId }) => TargetKeyId);
  return keys
    .map(({ KeyArn, KeyId }) => ({
      arn: required(KeyArn, 'KeyArn'),
      id: required(KeyId, 'KeyId'),
      region,
      aliases: (aliasesOf.get(KeyId) ?? []).map(({ AliasName }) => required(AliasName, 'AliasName')),
    }))
    .filter(({ aliases }) => !aliases.some((alias) => alias.startsWith(ALIAS_OF_AWS)));
}

async function aliasesIn(client: KMSClient): Promise<readonly AliasListEntry[]> {
  const pages = await Array.fromAsync(paginateListAliases({ client, pageSize: PAGE_ALIASES }, {}));
  return pages.flatMap(({ Aliases = [] }) => Aliases);
}
