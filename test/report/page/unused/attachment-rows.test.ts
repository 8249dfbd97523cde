import { describe, expect, it } from 'vitest';
import { makeModel } from '../../../../lib/report/page/app/model/model.ts';
import {
  attachmentRows,
  filterAttachmentRows,
  sortAttachmentRows,
} from '../../../../lib/report/page/app/views/unused/attachment-rows.ts';
import { anAccount } from '../../../builders/an-account.ts';
import { daysAgo } from '../../../builders/time.ts';
import { pageDataOf } from '../a-page.ts';
import { allow, unusedModel } from './an-unused-account.ts';

const rows = attachmentRows(unusedModel);
const words = (some: ReturnType<typeof attachmentRows>) =>
  some.map(({ principal, policyName, status }) => `${principal.name} ${policyName} ${status}`);
const found = (params: Readonly<Record<string, string>>) => words(filterAttachmentRows(rows, params));
const SSO = 'AWSReservedSSO_Readers_0123456789abcdef';

describe('attachmentRows', () => {
  it('says of each policy in somebody’s hands whether anything of it is used there', () => {
    expect(words(rows)).toEqual([
      'ana reports unused',
      'orders-api orders used',
      'orders-batch orders unknown',
      'orders-batch own unknown',
      'reports-10 reports unused',
      `${SSO} reports used`,
    ]);
    expect(rows[0]?.groupName).toBe('clerks');
    expect(rows[3]?.policyArn).toBeNull();
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  it('knows nothing of a policy that cannot be read, and tells it from one that grants nothing', () => {
    const deny = { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 's3:*', Resource: '*' } };
    const snapshot = anAccount()
      .withRole('app', { inline: { broken: '{', limits: deny }, lastUsed: null })
      .build();
    const statuses = attachmentRows(makeModel(pageDataOf(snapshot))).map(({ status }) => status);
    expect(statuses).toEqual(['unknown', 'nothing']);
  });

  it('does not call a policy unused whose use AWS never records, whatever other policies grant', () => {
    const inline = { pass: allow('iam:PassRole'), read: allow('iam:GetRole'), own: allow('s3:GetObject') };
    const snapshot = anAccount()
      .withRole('app', { inline, used: { iam: null, s3: daysAgo(1) } })
      .build();
    expect(words(attachmentRows(makeModel(pageDataOf(snapshot))))).toEqual([
      'app pass unknown',
      'app read unused',
      'app own used',
    ]);
  });
});

describe('filterAttachmentRows', () => {
  it('narrows by words, policy, principal, service and use', () => {
    const reports = unusedModel.data.policies.find(({ name }) => name === 'reports');
    expect(found({ q: 'batch own' })).toEqual(['orders-batch own unknown']);
    expect(found({ policy: reports?.arn ?? '' })).toHaveLength(3);
    expect(found({ principal: rows[1]?.principal.arn ?? '' })).toEqual(['orders-api orders used']);
    expect(found({ service: 'glue' })).toEqual(['orders-batch own unknown']);
    expect(found({ service: 's3', unused: 'only' })).toEqual(['ana reports unused', 'reports-10 reports unused']);
    expect(found({ kind: 'user', origin: 'own' })).toEqual(['ana reports unused']);
  });
});

describe('sortAttachmentRows', () => {
  it('begins with what is wholly unused', () => {
    expect(words(sortAttachmentRows(rows, {})).slice(0, 2)).toEqual([
      'ana reports unused',
      'reports-10 reports unused',
    ]);
  });

  it.each([
    ['unused', 'ana reports unused'],
    ['name', 'ana reports unused'],
    ['policy', 'orders-api orders used'],
  ])('sorts by %s', (sort, first) => {
    expect(words(sortAttachmentRows(rows, { sort }))[0]).toBe(first);
  });
});
