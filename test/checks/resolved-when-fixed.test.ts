import { describe, expect, it } from 'vitest';
import { viewOf } from '../../lib/checks/account-view.ts';
import { evaluateChecks } from '../../lib/checks/evaluate.ts';
import { checks } from '../../lib/checks/registry.ts';
import { defaultConfiguration } from '../../lib/config/configuration.ts';
import { reconcile } from '../../lib/findings/reconcile.ts';
import { type AccountBuilder, anAccount } from '../builders/an-account.ts';
import { buckets } from '../builders/buckets.ts';
import { aFunction, anAccess, forEverybody, policyOfFunction, withFunctions } from '../builders/functions.ts';
import { anInstance, instances } from '../builders/instances.ts';
import { kmsKeys } from '../builders/keys.ts';
import { daysAgo, NOW } from '../builders/time.ts';

const allow = (action: string | string[]) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
});

const allowedToAssume = (AWS: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' }],
});

/** The checks whose findings of one night are resolved the next. */
function resolvedBetween(before: AccountBuilder, after: AccountBuilder): readonly string[] {
  const startedAt = daysAgo(1);
  const first = reconcile({ previous: null, ...evaluated(before), startedAt });
  const previous = { startedAt, findings: first.findings };
  const { findings, resolvedIds } = reconcile({ previous, ...evaluated(after), startedAt: NOW.toISOString() });
  return findings.filter(({ id }) => resolvedIds.includes(id)).map(({ checkId }) => checkId);
}

function evaluated(account: AccountBuilder) {
  const context = { account: viewOf(account.build()), configuration: defaultConfiguration, now: NOW };
  const { observations, outcomes } = evaluateChecks(context, checks);
  return { observations, checks: outcomes };
}

describe('a finding whose cause is gone', () => {
  const used = { s3: daysAgo(1), sqs: null };

  it('is resolved although another policy of the principal cannot be judged', () => {
    // AWS keeps no records of Mobile Hub, so that what is granted of it stays unknown for ever.
    const mobile = { mobile: allow('mobilehub:*') };
    expect(
      resolvedBetween(
        anAccount().withRole('api', { inline: { ...mobile, bucket: allow('s3:*'), queue: allow('sqs:*') }, used }),
        anAccount().withRole('api', { inline: { ...mobile, bucket: allow('s3:*') }, used }),
      ),
    ).toContain('attachment-unused');
  });

  it('is resolved although another service of the principal cannot be judged', () => {
    expect(
      resolvedBetween(
        anAccount().withRole('api', { inline: { all: allow(['mobilehub:*', 's3:*', 'sqs:*']) }, used }),
        anAccount().withRole('api', { inline: { all: allow(['mobilehub:*', 's3:*']) }, used }),
      ),
    ).toContain('services-unused');
  });

  it('is resolved when the way to an administrator is cut, although policies of somebody else cannot be read', () => {
    const trust = allowedToAssume('arn:aws:iam::111122223333:root');
    const admins = anAccount()
      .withRole('admin', { trust, inline: { all: allow('*') } })
      .withUser('odd', { inline: { odd: '{' } });
    expect(
      resolvedBetween(
        admins.withUser('eve', { inline: { own: allow(['sts:AssumeRole', 's3:GetObject']) } }),
        admins.withUser('eve', { inline: { own: allow('s3:GetObject') } }),
      ),
    ).toContain('privilege-escalation');
  });

  it('is resolved when a new key takes the place of an unused one', () => {
    expect(
      resolvedBetween(
        anAccount().withUser('ada', { keys: [{ created: daysAgo(400), lastUsed: daysAgo(100) }] }),
        anAccount().withUser('ada', { keys: [{ created: daysAgo(0.5), lastUsed: null }] }),
      ),
    ).toContain('access-key-unused');
  });

  it('is resolved when a bucket is closed or a key is rotated, although nothing is known of another', () => {
    const before = anAccount().with({
      ...buckets({ shop: { block: null, publicGrants: ['READ'] }, other: { isUnread: true } }),
      ...kmsKeys({ orders: { isOn: false }, other: { isOn: null } }),
    });
    const after = anAccount().with({
      ...buckets({ shop: {}, other: { isUnread: true } }),
      ...kmsKeys({ orders: { isOn: true }, other: { isOn: null } }),
    });
    expect(resolvedBetween(before, after).toSorted()).toEqual(['bucket-public', 'key-rotation-off']);
  });

  it('is not resolved in a Region that does not answer', () => {
    const lost = { status: 'partial', reason: 'us-east-1: no answer', dataAsOf: null } as const;
    const old = anInstance({ region: 'us-east-1', httpTokens: 'optional' });
    const before = anAccount().with(instances(old));
    expect(resolvedBetween(before, anAccount().with(instances()))).toEqual(['instance-imdsv1']);
    const silent = anAccount().with({ instances: { regions: ['eu-west-1'], items: [] } });
    expect(resolvedBetween(before, silent.withCoverage('instances', lost))).toEqual([]);
    const elsewhere = anAccount().with(instances(anInstance({ httpTokens: 'optional' })));
    expect(resolvedBetween(elsewhere, silent.withCoverage('instances', lost))).toEqual(['instance-imdsv1']);
  });

  it('is resolved when the secret is taken out, although the environment of another function cannot be read', () => {
    const odd = aFunction('odd', { environment: { unreadable: 'KMSAccessDeniedException' } });
    const withVariable = (secret: { by: 'name'; kind: string } | null) =>
      anAccount().with(
        withFunctions(odd, aFunction('api', { environment: { variables: [{ name: 'TOKEN', secret }] } })),
      );
    expect(resolvedBetween(withVariable({ by: 'name', kind: 'token' }), withVariable(null))).toContain(
      'lambda-secret-in-environment',
    );
  });

  it('is resolved when a function is closed, although nobody could be asked about another one', () => {
    const account = anAccount().with(withFunctions(aFunction('odd'), aFunction('api')));
    const policy = policyOfFunction(forEverybody('api'));
    expect(
      resolvedBetween(
        account.with({ functionAccess: [anAccess('api', { policy })] }),
        account.with({ functionAccess: [anAccess('api')] }),
      ),
    ).toContain('lambda-policy-public');
  });

  it('is not resolved while the Region of its function does not answer', () => {
    const shared = anAccount().with(withFunctions(aFunction('charge'), aFunction('refund')));
    const silent = { status: 'partial', reason: 'eu-west-1 did not answer', dataAsOf: null } as const;
    expect(resolvedBetween(shared, anAccount().withCoverage('functions', silent))).not.toContain('lambda-role-shared');
  });
});
