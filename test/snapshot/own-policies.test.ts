import { describe, expect, it } from 'vitest';
import { ownPolicies } from '../../lib/snapshot/own-policies.ts';
import { anAccount } from '../builders/an-account.ts';
import { daysAgo } from '../builders/time.ts';

const document = { Version: '2012-10-17', Statement: [] };

describe('ownPolicies', () => {
  it('names what the people of the account write, each with its newest possible change', () => {
    const account = anAccount()
      .withPolicy('reader', document, { updated: daysAgo(3) })
      .withAwsManagedPolicy('ReadOnlyAccess', document)
      .withUser('ada', { created: daysAgo(40), inline: { extra: document } })
      .withGroup('devs', { inline: { extra: document } })
      .withRole('worker', { created: daysAgo(20) })
      .withRole('linked', { path: '/aws-service-role/support.amazonaws.com/' })
      .withRole('AWSReservedSSO_Admin_0123456789abcdef', { path: '/aws-reserved/sso.amazonaws.com/' });
    const found = [...ownPolicies(account.build())].map(({ reference, kind, changedAt }) => ({
      reference,
      kind,
      changedAt,
    }));
    const arn = (resource: string) => `arn:aws:iam::111122223333:${resource}`;
    expect(found).toEqual([
      { reference: { policyArn: arn('policy/reader') }, kind: 'identity', changedAt: daysAgo(3) },
      {
        reference: { inlinePolicy: { entityArn: arn('user/ada'), name: 'extra' } },
        kind: 'identity',
        changedAt: daysAgo(40),
      },
      {
        reference: { inlinePolicy: { entityArn: arn('group/devs'), name: 'extra' } },
        kind: 'identity',
        changedAt: daysAgo(700),
      },
      { reference: { trustPolicyOf: arn('role/worker') }, kind: 'trust', changedAt: daysAgo(20) },
    ]);
  });
});
