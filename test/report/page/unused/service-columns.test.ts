import { describe, expect, it } from 'vitest';
import { principalRows } from '../../../../lib/report/page/app/views/unused/principal-rows.ts';
import { serviceColumns } from '../../../../lib/report/page/app/views/unused/service-columns.ts';
import { unusedModel } from './an-unused-account.ts';

const rows = principalRows(unusedModel.data.principals);
const order = (params: { services?: string; service?: string }) =>
  serviceColumns(rows, params).map(({ service }) => service);

describe('serviceColumns', () => {
  it('counts who is granted a service by how they use it', () => {
    expect(serviceColumns(rows, {})[0]).toEqual({ service: 's3', counts: { used: 2, unused: 2, unknown: 1 } });
  });

  it('sorts by how many are granted them, use them, do not use them, or by name', () => {
    expect(order({})).toEqual(['s3', 'athena', 'sns', 'sqs', 'ec2', 'glue']);
    expect(order({ services: 'used' }).slice(0, 2)).toEqual(['s3', 'athena']);
    expect(order({ services: 'unused' }).slice(0, 2)).toEqual(['athena', 's3']);
    expect(order({ services: 'name' })).toEqual(['athena', 'ec2', 'glue', 's3', 'sns', 'sqs']);
  });

  it('puts the one that was asked for first', () => {
    expect(order({ service: 'glue' })[0]).toBe('glue');
  });
});
