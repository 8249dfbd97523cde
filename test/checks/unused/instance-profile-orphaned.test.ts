import { describe, expect, it } from 'vitest';
import { instanceProfileOrphaned } from '../../../lib/checks/unused/instance-profile-orphaned.ts';
import type { AccountBuilder } from '../../builders/an-account.ts';
import { anAccount } from '../../builders/an-account.ts';
import { daysAgo } from '../../builders/time.ts';
import { runCheck } from '../run-check.ts';

const arn = 'arn:aws:iam::111122223333:instance-profile/web';

function withProfile(account: AccountBuilder, roleNames: string[], createdAt = daysAgo(400)): AccountBuilder {
  return account.with({ instanceProfiles: [{ arn, name: 'web', path: '/', createdAt, roleNames }] });
}

const everywhereRead = { instanceProfileAssociations: { regions: ['eu-west-1', 'us-east-1'], profileArns: [] } };

describe('instance-profile-orphaned', () => {
  it('reports a profile without a role', () => {
    const run = runCheck(instanceProfileOrphaned, withProfile(anAccount(), []));
    expect(run.findings).toMatchObject([
      {
        severity: 'low',
        resource: { arn, type: 'AWS::IAM::InstanceProfile', name: 'web' },
        evidence: { roleNames: [] },
      },
    ]);
  });

  it('reports a profile on no instance of any enabled Region, whose role is idle', () => {
    const run = runCheck(
      instanceProfileOrphaned,
      withProfile(
        anAccount()
          .with(everywhereRead)
          .withRole('web', { lastUsed: daysAgo(91) }),
        ['web'],
      ),
    );
    expect(run.findings).toMatchObject([{ evidence: { roleNames: ['web'], regions: ['eu-west-1', 'us-east-1'] } }]);
    expect(run.findings.map((finding) => instanceProfileOrphaned.remediate(finding).commands)).toEqual([
      [
        "aws iam remove-role-from-instance-profile --instance-profile-name 'web' --role-name 'web'",
        "aws iam delete-instance-profile --instance-profile-name 'web'",
      ],
    ]);
  });

  it('passes a profile on an instance, or whose role was used', () => {
    const onInstance = anAccount().with({
      instanceProfileAssociations: { regions: ['eu-west-1'], profileArns: [arn] },
    });
    expect(
      runCheck(instanceProfileOrphaned, withProfile(onInstance.withRole('web', { lastUsed: null }), ['web'])).status,
    ).toBe('pass');
    const inUse = anAccount()
      .with(everywhereRead)
      .withRole('web', { lastUsed: daysAgo(90) });
    expect(runCheck(instanceProfileOrphaned, withProfile(inUse, ['web'])).status).toBe('pass');
  });

  it('names the Regions that were not read', () => {
    const run = runCheck(
      instanceProfileOrphaned,
      withProfile(anAccount().withRole('web', { lastUsed: null }), ['web']),
    );
    expect(run.unknown).toMatchObject([
      { resourceArn: arn, code: 'not-collected', reason: 'The instances of us-east-1 were not read.' },
    ]);
  });

  it.each(['instance-profile-associations', 'enabled-regions'] as const)('does not judge without %s', (source) => {
    const account = anAccount()
      .with(everywhereRead)
      .withRole('web', { lastUsed: null })
      .without(source, 'denied', 'no permission');
    expect(runCheck(instanceProfileOrphaned, withProfile(account, ['web'])).unknown).toMatchObject([
      { reason: `${source} denied: no permission` },
    ]);
  });

  it('gives a profile its grace period', () => {
    expect(runCheck(instanceProfileOrphaned, withProfile(anAccount(), [], daysAgo(2))).unknown).toMatchObject([
      { code: 'young' },
    ]);
  });

  it('is unknown when profiles were not read', () => {
    expect(runCheck(instanceProfileOrphaned, anAccount().without('instance-profiles')).status).toBe('unknown');
  });
});
