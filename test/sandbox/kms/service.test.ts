import {
  DescribeKeyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListKeysCommand,
  paginateListAliases,
  paginateListKeys,
} from '@aws-sdk/client-kms';
import { describe, expect, it } from 'vitest';
import type { AccountSpecInput } from '../../../lib/sandbox/account-file.ts';
import { accountId } from '../calling.ts';
import { serving } from '../serving.ts';

const region = 'eu-west-1';
const idOf = (number: number) => `1234abcd-12ab-34cd-56ef-${String(number).padStart(12, '0')}`;
const arnOf = (resource: string) => `arn:aws:kms:${region}:${accountId}:${resource}`;
const created = '2026-01-01T00:00:00Z';
const keyKinds = {
  rotated: { alias: 'alias/orders', rotation: true },
  still: {},
  aws: { alias: 'alias/aws/ssm', awsManaged: true },
  signing: { spec: 'RSA_2048', rotation: true },
  hmac: { spec: 'HMAC_256' },
  imported: { origin: 'EXTERNAL', state: 'PendingImport' },
  leaving: { rotation: true, state: 'PendingDeletion' },
  coming: { state: 'Creating' },
  monthly: { rotation: true, periodDays: 90 },
} satisfies Record<string, Partial<NonNullable<AccountSpecInput['keys']>[number]>>;
const kinds = Object.keys(keyKinds);
const idOfKind = (kind: keyof typeof keyKinds) => idOf(kinds.indexOf(kind));

const connection = serving(
  {
    keys: [
      ...Object.values(keyKinds).map((kind, index) => ({ id: idOf(index), region, created, ...kind })),
      ...Array.from({ length: 120 }, (_, index) => ({
        id: idOf(1000 + index),
        region: 'eu-central-1',
        alias: `alias/worker-${index}`,
        created,
      })),
    ],
  },
  { now: () => new Date('2026-11-23T03:00:00Z') },
);
const kms = (where?: string) => new KMSClient(connection(where));

describe('listKeys', () => {
  it('lists the keys of the Region that is asked, those of AWS among them', async () => {
    const { Keys, Truncated, NextMarker } = await kms().send(new ListKeysCommand());
    expect(Keys).toEqual(kinds.map((_, index) => ({ KeyId: idOf(index), KeyArn: arnOf(`key/${idOf(index)}`) })));
    expect([Truncated, NextMarker]).toEqual([false, undefined]);
  });

  it('pages by 100 unless told otherwise', async () => {
    const lengths = (pageSize?: number) =>
      Array.fromAsync(
        paginateListKeys({ client: kms('eu-central-1'), ...(pageSize && { pageSize }) }, {}),
        ({ Keys = [], Truncated }) => [Keys.length, Truncated],
      );
    expect(await lengths()).toEqual([
      [100, true],
      [20, false],
    ]);
    expect(await lengths(1000)).toEqual([[120, false]]);
    await expect(kms().send(new ListKeysCommand({ Limit: 1001 }))).rejects.toThrow("at 'limit'");
    await expect(kms().send(new ListKeysCommand({ Marker: 'page-2' }))).rejects.toMatchObject({
      name: 'InvalidMarkerException',
    });
  });
});

describe('listAliases', () => {
  const aliasesOf = async (where: string, KeyId?: string) =>
    (await Array.fromAsync(paginateListAliases({ client: kms(where) }, KeyId === undefined ? {} : { KeyId }))).flatMap(
      ({ Aliases = [] }) => Aliases,
    );

  it('lists aliases with their keys, and those of AWS that have none yet', async () => {
    const aliases = await aliasesOf(region);
    expect(aliases).toContainEqual({
      AliasName: 'alias/orders',
      AliasArn: arnOf('alias/orders'),
      TargetKeyId: idOfKind('rotated'),
      CreationDate: new Date(created),
      LastUpdatedDate: new Date(created),
    });
    expect(aliases).toContainEqual({ AliasName: 'alias/aws/lambda', AliasArn: arnOf('alias/aws/lambda') });
    const ofSsm = aliases.filter(({ AliasName }) => AliasName === 'alias/aws/ssm');
    expect(ofSsm).toMatchObject([{ TargetKeyId: idOfKind('aws') }]);
    expect((await aliasesOf('eu-central-1')).filter(({ TargetKeyId }) => TargetKeyId)).toHaveLength(120);
  });

  it('lists those of one key', async () => {
    expect(await aliasesOf(region, idOfKind('rotated'))).toMatchObject([{ AliasName: 'alias/orders' }]);
    expect(await aliasesOf(region, arnOf(`key/${idOfKind('still')}`))).toEqual([]);
    await expect(aliasesOf(region, idOf(1000))).rejects.toMatchObject({ name: 'NotFoundException' });
  });
});

describe('getKeyRotationStatus', () => {
  const statusOf = async (KeyId: string) => {
    const { $metadata, ...status } = await kms().send(new GetKeyRotationStatusCommand({ KeyId }));
    return status;
  };

  it('answers when a key is rotated next', async () => {
    expect(await statusOf(idOfKind('rotated'))).toEqual({
      KeyId: idOfKind('rotated'),
      KeyRotationEnabled: true,
      RotationPeriodInDays: 365,
      NextRotationDate: new Date('2027-01-01T00:00:00Z'),
    });
    expect(await statusOf(idOfKind('monthly'))).toMatchObject({ NextRotationDate: new Date('2026-12-27T00:00:00Z') });
    expect(await statusOf(arnOf(`key/${idOfKind('aws')}`))).toMatchObject({ KeyRotationEnabled: true });
  });

  it.each(['still', 'signing', 'hmac', 'leaving'] as const)('answers that a key is not: %s', async (kind) => {
    expect(await statusOf(idOfKind(kind))).toEqual({ KeyId: idOfKind(kind), KeyRotationEnabled: false });
  });

  it.each([
    [idOfKind('imported'), 'UnsupportedOperationException'],
    [idOfKind('coming'), 'KMSInvalidStateException'],
    ['alias/orders', 'NotFoundException'],
    [idOf(999), 'NotFoundException'],
    [arnOf(`key/${idOfKind('rotated')}`).replace(region, 'eu-central-1'), 'NotFoundException'],
    ['"; DROP TABLE keys; <script>', 'NotFoundException'],
  ])('refuses %s', async (KeyId, name) => {
    await expect(statusOf(KeyId)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
  });
});

describe('describeKey', () => {
  const metadataOf = async (KeyId: string) => (await kms().send(new DescribeKeyCommand({ KeyId }))).KeyMetadata;

  it.each([idOfKind('rotated'), 'alias/orders', arnOf('alias/orders'), arnOf(`key/${idOfKind('rotated')}`)])(
    'finds a key by %s',
    async (keyId) => {
      expect(await metadataOf(keyId)).toMatchObject({
        KeyId: idOfKind('rotated'),
        Arn: arnOf(`key/${idOfKind('rotated')}`),
        AWSAccountId: accountId,
        KeyManager: 'CUSTOMER',
        KeySpec: 'SYMMETRIC_DEFAULT',
        KeyUsage: 'ENCRYPT_DECRYPT',
        KeyState: 'Enabled',
        Enabled: true,
        Origin: 'AWS_KMS',
        CreationDate: new Date(created),
      });
    },
  );

  it('tells the kinds of keys apart', async () => {
    expect(await metadataOf('alias/aws/ssm')).toMatchObject({ KeyManager: 'AWS' });
    expect(await metadataOf(idOfKind('signing'))).toMatchObject({ KeyUsage: 'SIGN_VERIFY', KeySpec: 'RSA_2048' });
    expect(await metadataOf(idOfKind('hmac'))).toMatchObject({
      KeyUsage: 'GENERATE_VERIFY_MAC',
      MacAlgorithms: ['HMAC_SHA_256'],
    });
    expect(await metadataOf(idOfKind('imported'))).toMatchObject({ Origin: 'EXTERNAL', Enabled: false });
    expect(await metadataOf(idOfKind('leaving'))).toMatchObject({ DeletionDate: expect.any(Date) });
  });

  it('says of an alias that nobody has that it is not there', async () => {
    await expect(metadataOf('alias/none')).rejects.toMatchObject({
      name: 'NotFoundException',
      message: `Alias ${arnOf('alias/none')} is not found.`,
    });
  });
});
