import { describe, expect, it } from 'vitest';
import { makeModel } from '../../../../lib/report/page/app/model/model.ts';
import { attachmentRows } from '../../../../lib/report/page/app/views/unused/attachment-rows.ts';
import {
  filterPolicyRows,
  policyRows,
  sortPolicyRows,
} from '../../../../lib/report/page/app/views/unused/policy-rows.ts';
import { anAccount } from '../../../builders/an-account.ts';
import { daysAgo } from '../../../builders/time.ts';
import { pageDataOf } from '../a-page.ts';
import { allow, unusedModel } from './an-unused-account.ts';

const rows = policyRows(unusedModel, attachmentRows(unusedModel));
const rowOf = (name: string) => rows.find(({ policy }) => policy.name === name);
const namesOf = (some: typeof rows) => some.map(({ policy }) => policy.name);

describe('policyRows', () => {
  it('says what nobody uses who holds a policy, and who uses nothing of it', () => {
    expect(rowOf('reports')).toMatchObject({ holders: 3, idleHolders: 2, counts: { used: 2, unused: 0, unknown: 0 } });
  });

  it('does not call a service unused while one of the holders is unknown', () => {
    expect(rowOf('orders')).toMatchObject({ holders: 2, idleHolders: 0 });
    expect(rowOf('orders')?.services).toEqual([
      { service: 's3', status: 'used' },
      { service: 'sns', status: 'unknown' },
      { service: 'sqs', status: 'unknown' },
    ]);
  });

  it('calls a policy idle that nobody uses, whatever those hold it to whom it grants nothing', () => {
    const deny = { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 'sqs:*', Resource: '*' } };
    const snapshot = anAccount()
      .withPolicy('queues', allow('sqs:SendMessage'))
      .withPolicy('limits', deny)
      .withRole('idle', { policies: ['queues'], used: { sqs: null } })
      .withRole('denied', { policies: ['queues', 'limits'], lastUsed: daysAgo(1) })
      .build();
    const model = makeModel(pageDataOf(snapshot));
    const [queues, limits] = policyRows(model, attachmentRows(model));
    expect(queues).toMatchObject({ holders: 2, idleHolders: 1, isIdle: true });
    expect(limits).toMatchObject({ holders: 1, idleHolders: 0, isIdle: false });
    expect(rowOf('reports')?.isIdle).toBe(false);
  });

  it('leaves the roles that AWS made out, and knows boundaries', () => {
    expect(rowOf('spare')).toMatchObject({ holders: 0, bounded: 0, services: [] });
    expect(rowOf('limits')).toMatchObject({ holders: 0, bounded: 1 });
  });
});

describe('filterPolicyRows', () => {
  it('narrows by words, by who manages them and by service', () => {
    expect(namesOf(filterPolicyRows(rows, { q: 'POLICY/rep' }))).toEqual(['reports']);
    expect(filterPolicyRows(rows, { managed: 'aws' })).toEqual([]);
    expect(namesOf(filterPolicyRows(rows, { service: 's3' }))).toEqual(['orders', 'reports']);
    expect(filterPolicyRows(rows, { unused: 'only' })).toEqual([]);
  });
});

describe('sortPolicyRows', () => {
  it.each([
    [{}, 'reports'],
    [{ sort: 'holders' }, 'reports'],
    [{ sort: 'name' }, 'limits'],
    [{ sort: 'unused' }, 'limits'],
  ])('sorts by %j', (params, first) => {
    expect(namesOf(sortPolicyRows(rows, params))[0]).toBe(first);
  });
});
