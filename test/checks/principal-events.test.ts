import { describe, expect, it } from 'vitest';
import { attachmentUnused } from '../../lib/checks/unused/attachment-unused.ts';
import { permissionSetUnused } from '../../lib/checks/unused/permission-set-unused.ts';
import { policyUnused } from '../../lib/checks/unused/policy-unused.ts';
import { roleUnused } from '../../lib/checks/unused/role-unused.ts';
import { servicesUnused } from '../../lib/checks/unused/services-unused.ts';
import { userUnused } from '../../lib/checks/unused/user-unused.ts';
import type { PrincipalEvents } from '../../lib/snapshot/snapshot.ts';
import { anAccount } from '../builders/an-account.ts';
import { daysAgo } from '../builders/time.ts';
import { runCheck } from './run-check.ts';

const ada = 'arn:aws:iam::111122223333:user/ada';
const deploy = 'arn:aws:iam::111122223333:role/deploy';

const allow = (...actions: string[]) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
});

const seen = (at?: string, name = 'AssumeRole', source = 'sts.amazonaws.com'): PrincipalEvents => ({
  status: 'read',
  days: 90,
  regions: ['eu-west-1', 'us-east-1'],
  events: at === undefined ? [] : [{ at, name, source, region: 'eu-west-1', eventId: 'd819f09f' }],
});
const lost: PrincipalEvents = { status: 'lost', reason: 'cloudtrail:LookupEvents is denied (us-east-1)' };
const undecided: PrincipalEvents = {
  status: 'undecided',
  reason: 'more users and roles are in question',
};

/** A user and a role that AWS's reports show at rest, and a policy that both hold. */
const atRest = anAccount()
  .withPolicy('shipping', allow('sqs:SendMessage', 'cloudwatch:PutMetricData'))
  .withUser('ada', { policies: ['shipping'], keys: [{}], used: { sqs: null, cloudwatch: null } })
  .withRole('deploy', { policies: ['shipping'], used: { sqs: daysAgo(200), cloudwatch: null } });
const told = (principalEvents: Readonly<Record<string, PrincipalEvents>>) => atRest.with({ principalEvents });

describe('what CloudTrail has of users and roles', () => {
  it('clears those whom it saw inside the window', () => {
    const account = told({ [ada]: seen(daysAgo(3), 'GetQueueUrl', 'sqs.amazonaws.com'), [deploy]: seen(daysAgo(3)) });
    for (const check of [userUnused, roleUnused]) expect(runCheck(check, account)).toMatchObject({ status: 'pass' });
  });

  it('is said where it is nothing, with the Regions looked at', () => {
    const run = runCheck(roleUnused, told({ [deploy]: seen() }));
    const [finding] = run.findings;
    expect(finding?.evidence).toMatchObject({
      lastUsedAt: daysAgo(200),
      cloudTrail: { days: 90, regions: ['eu-west-1', 'us-east-1'], event: null },
    });
    expect(finding && roleUnused.describe(finding)).toContain(
      ' CloudTrail has no use of it in its 90 days in eu-west-1, us-east-1.',
    );
  });

  it('is said where it is older than the window', () => {
    const story = told({ [ada]: seen(daysAgo(60), 'ListQueues', 'sqs.amazonaws.com') });
    const [finding] = runCheck(userUnused, story, { unusedAfterDays: 30 }).findings;
    expect(finding?.evidence).toMatchObject({ lastUsedAt: daysAgo(60), cloudTrail: { event: { name: 'ListQueues' } } });
    expect(finding && userUnused.describe(finding)).toContain(
      ` CloudTrail saw it last at ${daysAgo(60)} (ListQueues in eu-west-1).`,
    );
  });

  it.each([userUnused, roleUnused, policyUnused, servicesUnused, attachmentUnused])(
    'leaves it unknown where it was to be asked and gave no answer ($id)',
    (check) => {
      const run = runCheck(check, told({ [ada]: lost, [deploy]: lost }));
      expect(run.findings).toEqual([]);
      const ofAdaOrDeploy = run.unknown.filter(({ reason }) => reason.includes('LookupEvents is denied'));
      expect(run.status === 'pass' || ofAdaOrDeploy.length > 0).toBe(true);
    },
  );

  it('is said to be unknown where nobody was to be asked, and the finding stands', () => {
    const [finding] = runCheck(roleUnused, told({ [deploy]: undecided })).findings;
    expect(finding?.evidence.cloudTrail).toEqual({ unknown: undecided.status === 'undecided' && undecided.reason });
    expect(finding && roleUnused.describe(finding)).toContain('What CloudTrail has of it is not known: more users');
  });

  it('leaves a finding as it is where nobody looked', () => {
    const [finding] = runCheck(roleUnused, atRest).findings;
    expect(finding?.evidence).not.toHaveProperty('cloudTrail');
    expect(finding && roleUnused.describe(finding)).not.toContain('CloudTrail');
  });

  it('is said of a permission set', () => {
    const path = '/aws-reserved/sso.amazonaws.com/eu-west-1/';
    const name = 'AWSReservedSSO_Billing_0123456789abcdef';
    const account = anAccount().withRole(name, { path, inline: { set: allow('sqs:*') }, used: { sqs: null } });
    const [finding] = runCheck(
      permissionSetUnused,
      account.with({ principalEvents: { [`arn:aws:iam::111122223333:role${path}${name}`]: seen() } }),
    ).findings;
    expect(finding && permissionSetUnused.describe(finding)).toContain('CloudTrail has no use of it');
  });

  it('counts as use of a service by a user, by whatever name CloudTrail gives the service', () => {
    const run = runCheck(policyUnused, told({ [ada]: seen(daysAgo(3), 'PutMetricData', 'monitoring.amazonaws.com') }));
    expect(run.status).toBe('pass');
  });

  it('says nothing of the services that the sessions of a role use', () => {
    const [finding] = runCheck(policyUnused, told({ [deploy]: seen(daysAgo(3)) })).findings;
    expect(finding?.evidence).toMatchObject({ principals: [ada, deploy], services: ['cloudwatch', 'sqs'] });
  });
});
