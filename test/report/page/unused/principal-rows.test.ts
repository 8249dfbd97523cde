import { describe, expect, it } from 'vitest';
import {
  filterPrincipalRows,
  principalRows,
  sortPrincipalRows,
} from '../../../../lib/report/page/app/views/unused/principal-rows.ts';
import { unusedModel } from './an-unused-account.ts';

const rows = principalRows(unusedModel.data.principals);
type Rows = typeof rows;
const namesOf = (some: Rows) => some.map(({ principal }) => principal.name);
const found = (params: Readonly<Record<string, string>>) => namesOf(filterPrincipalRows(rows, params));
const SSO = 'AWSReservedSSO_Readers_0123456789abcdef';

describe('principalRows', () => {
  it('counts the services of each principal by their use', () => {
    const api = rows.find(({ principal }) => principal.name === 'orders-api');
    const batch = rows.find(({ principal }) => principal.name === 'orders-batch');
    expect(api?.counts).toEqual({ used: 1, unused: 2, unknown: 0 });
    expect(batch?.counts).toEqual({ used: 0, unused: 0, unknown: 4 });
  });
});

describe('filterPrincipalRows', () => {
  it('narrows by words, kind and origin', () => {
    expect(found({ q: 'ORDERS role' })).toEqual(['orders-api', 'orders-batch']);
    expect(found({ kind: 'user' })).toEqual(['ana']);
    expect(found({ origin: 'identity-center' })).toEqual([SSO]);
  });

  it('has who is granted a service, and of them who does not use it', () => {
    expect(found({ service: 'athena' })).toEqual(['ana', 'reports-10', SSO]);
    expect(found({ service: 'athena', unused: 'only' })).toEqual(['ana', 'reports-10']);
  });

  it('never takes the unknown for unused', () => {
    expect(found({ unused: 'only' })).toEqual(['ana', 'orders-api', 'reports-10', 'AWSServiceRoleForSupport']);
  });
});

describe('sortPrincipalRows', () => {
  it('begins with those with most unused services, and of these by name', () => {
    expect(namesOf(sortPrincipalRows(rows, {})).slice(0, 4)).toEqual([
      'ana',
      'orders-api',
      'reports-10',
      'AWSServiceRoleForSupport',
    ]);
  });

  it('sorts by name as people do', () => {
    expect(namesOf(sortPrincipalRows(rows, { sort: 'name' }))).toEqual([
      'ana',
      SSO,
      'AWSServiceRoleForSupport',
      'orders-api',
      'orders-batch',
      'reports-10',
    ]);
  });

  it('sorts by last use: never, long ago, lately, unknown', () => {
    const holders = filterPrincipalRows(rows, { service: 's3' });
    expect(namesOf(sortPrincipalRows(holders, { sort: 'use', service: 's3' }))).toEqual([
      'reports-10',
      'ana',
      'orders-api',
      SSO,
      'orders-batch',
    ]);
    expect(namesOf(sortPrincipalRows(rows, { sort: 'use' })).slice(0, 2)).toEqual([
      'AWSServiceRoleForSupport',
      'reports-10',
    ]);
  });
});
