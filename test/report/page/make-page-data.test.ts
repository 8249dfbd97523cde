import { describe, expect, it } from 'vitest';
import { checks } from '../../../lib/checks/registry.ts';
import { makePageData } from '../../../lib/report/page/make-page-data.ts';
import { anAccount } from '../../builders/an-account.ts';
import { daysAgo } from '../../builders/time.ts';
import { auditedInput, pageDataOf } from './a-page.ts';

const queueAndBuckets = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: ['s3:GetObject', 'sqs:SendMessage'], Resource: '*' },
};

describe('makePageData', () => {
  it('says of each granted service when it was used', () => {
    const snapshot = anAccount()
      .withPolicy('orders', queueAndBuckets)
      .withRole('app', { policies: ['orders'], used: { s3: daysAgo(3), sqs: null } })
      .build();
    expect(pageDataOf(snapshot).principals[0]).toMatchObject({
      name: 'app',
      use: { status: 'used', lastUsedAt: daysAgo(3) },
      services: [
        { service: 's3', status: 'used', lastUsedAt: daysAgo(3) },
        { service: 'sqs', status: 'unused', lastUsedAt: null },
      ],
    });
  });

  it('never calls unused what nobody could ask for', () => {
    const denied = { status: 'denied', reason: 'iam:GenerateServiceLastAccessedDetails is not allowed' } as const;
    const snapshot = anAccount()
      .withPolicy('orders', queueAndBuckets)
      .withRole('app', { policies: ['orders'], lastAccessed: denied, lastUsed: daysAgo(3) })
      .build();
    const [app] = pageDataOf(snapshot).principals;
    expect(app?.services).toEqual([
      { service: 's3', status: 'unknown', reason: denied.reason },
      { service: 'sqs', status: 'unknown', reason: denied.reason },
    ]);
  });

  it('has what a user holds: its own policies and its groups, its boundary and its tags', () => {
    const snapshot = anAccount()
      .withPolicy('orders', queueAndBuckets)
      .withPolicy('limits', queueAndBuckets)
      .withGroup('clerks', { policies: ['orders'] })
      .withUser('ana', {
        groups: ['clerks'],
        boundary: 'limits',
        tags: { team: 'shop' },
        inline: { own: queueAndBuckets },
      })
      .build();
    const { principals, groups, policies } = pageDataOf(snapshot);
    const [orders, limits] = snapshot.policies.map(({ arn }) => arn);
    expect(principals).toMatchObject([
      {
        kind: 'user',
        origin: 'own',
        groups: [groups[0]?.arn],
        boundaryArn: limits,
        tags: { team: 'shop' },
        inline: [{ name: 'own', document: { services: ['s3', 'sqs'] } }],
        trust: null,
      },
    ]);
    expect(groups).toMatchObject([{ name: 'clerks', attached: [orders] }]);
    expect(policies[0]?.document?.text).toEqual({ json: queueAndBuckets });
  });

  it('grants nothing by a text that cannot be read', () => {
    const snapshot = anAccount().withPolicy('broken', '{').build();
    expect(pageDataOf(snapshot).policies[0]?.document?.services).toBeNull();
  });

  it('has of stored nights what the trend shows, and nothing else', () => {
    const input = auditedInput(anAccount().build());
    const night = { startedAt: '2026-11-22T03:00:00Z', counts: input.report.summary.counts, coveragePercent: 100 };
    const stored = { ...night, runId: 'a', worst: [{ resourceArn: 'arn:aws:iam::111122223333:role/a' }] };
    expect(makePageData({ ...input, trend: [stored] }).trend).toEqual([night]);
  });

  it('has the report whole, and the catalogue of all checks', () => {
    const input = auditedInput(anAccount().withRole('idle', { lastUsed: null }).build());
    const data = pageDataOf(input.snapshot);
    expect(data.report).toEqual(input.report);
    expect(data.unusedAfterDays).toBe(90);
    expect(data.catalogue.map(({ id }) => id)).toEqual(checks.map(({ id }) => id));
  });

  it('says of the techniques that occur what they are, and of no others', () => {
    const eve = { Effect: 'Allow', Action: 'iam:PutUserPolicy', Resource: '*' };
    const snapshot = anAccount()
      .withUser('eve', { inline: { own: { Version: '2012-10-17', Statement: eve } } })
      .build();
    const { techniques, cuts } = pageDataOf(snapshot);
    expect(techniques).toEqual([
      { id: 'iam-007', title: expect.any(String), actions: ['iam:PutUserPolicy'], revives: false },
    ]);
    expect(cuts).toMatchObject([{ pathsBefore: 1, pathsAfter: 0 }]);
    expect(pageDataOf(anAccount().build())).toMatchObject({ techniques: [], cuts: [] });
  });
});
