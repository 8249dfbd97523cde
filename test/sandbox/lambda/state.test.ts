import { describe, expect, it } from 'vitest';
import { listFunctions } from '../../../lib/sandbox/lambda/list-functions.ts';
import { accountId, callsTo, embeddedAccount } from '../calling.ts';
import { aFunction, surroundings } from './an-account.ts';

describe('createFunctions', () => {
  it('gives a function another revision when it or its policy changes, and not on another day', () => {
    const revisionOf = (particulars: Parameters<typeof aFunction>[1], now = new Date('2026-11-23T03:00:00Z')) => {
      const account = embeddedAccount({ ...surroundings, functions: [aFunction('orders-api', particulars)] });
      return callsTo(account, { now })(listFunctions, {}).Functions?.[0]?.RevisionId;
    };
    const before = revisionOf({ modified: '-9d' });
    expect(revisionOf({ modified: '-9d' }, new Date('2026-11-24T03:00:00Z'))).toBe(before);
    expect(revisionOf({ modified: '-9d', url: { auth: 'NONE' } })).toBe(before);
    expect(revisionOf({ modified: '-9d', policy: { Version: '2012-10-17', Statement: [] } })).not.toBe(before);
    expect(revisionOf({ modified: '-9d', environment: { A: '1' } })).not.toBe(before);
  });

  it.each([
    ['a role', aFunction('f', { role: 'nobody' }), 'accounts[0].functions[0] (f).role: there is no role "nobody"'],
    ['a subnet', aFunction('f', { subnets: ['subnet-9'] }), 'there is no subnet of eu-west-1 "subnet-9"'],
    ['a key', aFunction('f', { kmsKeyId: 'alias/none' }), '(f).kmsKeyId: there is no key "alias/none"'],
  ])('refuses %s that the account does not have', (_, fn, message) => {
    expect(() => embeddedAccount({ ...surroundings, functions: [fn] })).toThrow(message);
  });

  it('takes one name in each Region, and a role that was deleted by its ARN', () => {
    const here = aFunction('f', { role: `arn:aws:iam::${accountId}:role/deleted-since` });
    const account = embeddedAccount({ functions: [here, { ...here, region: 'eu-central-1' }] });
    expect(account.functions.map(({ roleArn }) => roleArn)).toEqual([here.role, here.role]);
    expect(() => embeddedAccount({ functions: [here, here] })).toThrow('another one of this name in eu-west-1');
    expect(embeddedAccount({ functions: [here, { ...here, name: 'F' }] }).functions).toHaveLength(2);
  });
});
