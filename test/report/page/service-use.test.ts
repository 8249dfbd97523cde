import { describe, expect, it } from 'vitest';
import { anAccount } from '../../builders/an-account.ts';
import { daysAgo } from '../../builders/time.ts';
import { pageDataOf } from './a-page.ts';

const allow = (...actions: string[]) => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: actions, Resource: '*' },
});

describe('serviceUse', () => {
  it('says of each policy what it grants, through groups too, and how that was used', () => {
    const snapshot = anAccount()
      .withPolicy('orders', allow('s3:GetObject', 'sqs:SendMessage'))
      .withPolicy('reports', allow('athena:StartQueryExecution'))
      .withGroup('clerks', { policies: ['reports'] })
      .withUser('ana', {
        policies: ['orders'],
        groups: ['clerks'],
        inline: { own: allow('s3:PutObject') },
        used: { s3: daysAgo(3), sqs: daysAgo(200), athena: null },
      })
      .build();
    const { principals, groups, policies } = pageDataOf(snapshot);
    const [ana] = principals;
    const s3 = { service: 's3', status: 'used', lastUsedAt: daysAgo(3) };
    const sqs = { service: 'sqs', status: 'unused', lastUsedAt: daysAgo(200) };
    expect(ana?.grants).toEqual([
      { source: { policyArn: policies[0]?.arn }, throughGroupArn: null, services: [s3, sqs] },
      { source: { inlinePolicy: { entityArn: ana?.arn, name: 'own' } }, throughGroupArn: null, services: [s3] },
      {
        source: { policyArn: policies[1]?.arn },
        throughGroupArn: groups[0]?.arn,
        services: [{ service: 'athena', status: 'unused', lastUsedAt: null }],
      },
    ]);
  });

  it('does not call unused what came into being inside its grace period', () => {
    const snapshot = anAccount()
      .withPolicy('old', allow('s3:GetObject'))
      .withPolicy('new', allow('sqs:SendMessage', 's3:GetObject'), { updated: daysAgo(2) })
      .withRole('app', { policies: ['old', 'new'], used: { s3: null, sqs: null } })
      .withRole('fresh', { policies: ['old'], used: { s3: null }, created: daysAgo(3) })
      .build();
    const [app, fresh] = pageDataOf(snapshot).principals;
    const young = (at: string) => `Made or last changed at ${at}, inside the grace period of 14 days.`;
    expect(app?.use.status).toBe('unused');
    expect(app?.services).toEqual([
      { service: 's3', status: 'unused', lastUsedAt: null },
      { service: 'sqs', status: 'unknown', reason: young(daysAgo(2)) },
    ]);
    expect(app?.grants.map(({ services }) => services?.map(({ status }) => status))).toEqual([
      ['unused'],
      ['unknown', 'unknown'],
    ]);
    expect(fresh?.use).toEqual({ status: 'unknown', reason: young(daysAgo(3)) });
  });

  it('leaves what other policies deny out of what a policy grants', () => {
    const deny = { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 'sqs:*', Resource: '*' } };
    const snapshot = anAccount()
      .withPolicy('orders', allow('s3:GetObject', 'sqs:SendMessage'))
      .withRole('app', { policies: ['orders'], inline: { limits: deny }, lastUsed: null })
      .build();
    const [app] = pageDataOf(snapshot).principals;
    expect(app?.grants.map(({ services }) => services?.map(({ service }) => service))).toEqual([['s3'], []]);
  });

  it('cannot tell what a text grants that cannot be read', () => {
    const snapshot = anAccount()
      .withRole('app', { inline: { broken: '{' } })
      .build();
    expect(pageDataOf(snapshot).principals[0]?.grants).toMatchObject([{ services: null }]);
  });

  it('counts the tracked actions that were attempted in granted services, and none where AWS was not asked', () => {
    const snapshot = anAccount()
      .withPolicy('functions', allow('lambda:*', 'iam:*'))
      .withRole('deploy', {
        policies: ['functions'],
        used: {
          lambda: daysAgo(2),
          iam: daysAgo(2),
          s3: daysAgo(2),
          'lambda:CreateFunction': daysAgo(2),
          'lambda:DeleteFunction': daysAgo(200),
          'lambda:GetFunction': null,
          'iam:PassRole': daysAgo(2),
          's3:CreateBucket': daysAgo(2),
        },
      })
      .withRole('app', { policies: ['functions'], used: { lambda: daysAgo(2) } })
      .build();
    expect(pageDataOf(snapshot).principals.map(({ actionsUsed }) => actionsUsed)).toEqual([1, null]);
  });
});
