import type {
  AliasListEntry,
  ListAliasesCommandInput,
  ListAliasesResponse,
  ListKeysCommandInput,
  ListKeysResponse,
} from '@aws-sdk/client-kms';
import type { Account } from '../account.ts';
import { checkedPageSize } from '../constraints.ts';
import { kmsKeyArn } from '../kms-keys.ts';
import type { Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { pageOf } from '../token-paging.ts';
import { findKey, keyNotFound } from './find-key.ts';

const keyPageSizes = { initial: 100, maximum: 1000, member: 'limit' };
const aliasPageSizes = { initial: 50, maximum: 100, member: 'limit' };
const invalidTokenCode = 'InvalidMarkerException';

/** Services whose alias is there before they have a key (API reference, ListAliases: such an alias has no TargetKeyId). */
const servicesWithAlias = [
  'dynamodb',
  'ebs',
  'elasticfilesystem',
  'lambda',
  'rds',
  's3',
  'secretsmanager',
  'sns',
  'ssm',
];

/** ListKeys: the account's keys in a Region, those that AWS keeps among them. */
export function listKeys({ input, account, region }: Call<HandlerInput<ListKeysCommandInput>>): ListKeysResponse {
  const { items, nextToken } = pageOf({
    items: account.keys.filter((key) => key.region === region),
    keyOf: ({ id }) => id,
    pageSize: checkedPageSize(input.Limit, keyPageSizes),
    pageLimit: account.behaviour.pageLimit,
    token: input.Marker,
    invalidTokenCode,
  });
  return {
    Keys: items.map(({ id }) => ({ KeyId: id, KeyArn: kmsKeyArn(id, { ...account, region }) })),
    ...endOf(nextToken),
  };
}

/** ListAliases: all of a Region, or those of one key. */
export function listAliases({
  input,
  account,
  region,
}: Call<HandlerInput<ListAliasesCommandInput>>): ListAliasesResponse {
  const of = input.KeyId === undefined ? undefined : findKey(account, input.KeyId, region);
  if (input.KeyId !== undefined && !of) throw keyNotFound(account, input.KeyId, region);
  const { items, nextToken } = pageOf({
    items: aliasesIn(account, region).filter(({ TargetKeyId }) => !of || TargetKeyId === of.id),
    keyOf: ({ AliasName }) => AliasName,
    pageSize: checkedPageSize(input.Limit, aliasPageSizes),
    pageLimit: account.behaviour.pageLimit,
    token: input.Marker,
    invalidTokenCode,
  });
  return { Aliases: [...items], ...endOf(nextToken) };
}

function endOf(nextToken: string | undefined) {
  return { Truncated: nextToken !== undefined, ...(nextToken !== undefined && { NextMarker: nextToken }) };
}

type NamedAlias = AliasListEntry & { readonly AliasName: string };

function aliasesIn(account: Account, region: string): NamedAlias[] {
  const aliasOf = (alias: string) => ({ AliasName: alias, AliasArn: kmsKeyArn(alias, { ...account, region }) });
  const targeted = account.keys.flatMap(({ id, alias, createdAt, ...key }) =>
    alias === undefined || key.region !== region
      ? []
      : [{ ...aliasOf(alias), TargetKeyId: id, CreationDate: createdAt, LastUpdatedDate: createdAt }],
  );
  const taken = new Set(targeted.map(({ AliasName }) => AliasName));
  const free = servicesWithAlias.map((service) => `alias/aws/${service}`).filter((alias) => !taken.has(alias));
  return [...targeted, ...free.map(aliasOf)];
}
