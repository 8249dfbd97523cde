import { describe, expect, it } from 'vitest';
import { delegatedAdminUnknown } from '../../../lib/checks/guardrails/delegated-admin-unknown.ts';
import { orgNotJoined } from '../../../lib/checks/guardrails/org-not-joined.ts';
import { scpAllowsEverything } from '../../../lib/checks/guardrails/scp-allows-everything.ts';
import type { Snapshot } from '../../../lib/snapshot/snapshot.ts';
import { anAccount } from '../../builders/an-account.ts';
import type { DocumentSpec } from '../../builders/specs.ts';
import { runCheck } from '../run-check.ts';
import { ACCOUNT_ARN } from './a-trail.ts';

type ControlPolicy = NonNullable<Snapshot['serviceControlPolicies']>[number];

const organization = {
  joined: true,
  id: 'o-a1b2c3d4e5',
  managementAccountId: '111122223333',
  featureSet: 'ALL',
} as const;
const managing = anAccount().with({ organization });

const policy = (name: string, document: DocumentSpec, targetIds: readonly string[] | null): ControlPolicy => ({
  arn: `arn:aws:organizations::111122223333:policy/o-a1b2c3d4e5/service_control_policy/p-${name}`,
  id: `p-${name}`,
  name,
  isAwsManaged: false,
  targetIds: targetIds === null ? null : [...targetIds],
  document: typeof document === 'string' ? { unreadable: document } : { json: document },
});
const statement = (Effect: string, Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect, Action, Resource: '*' }],
});
const FULL = policy('FullAWSAccess', statement('Allow', '*'), ['r-ab12', '444455556666']);
const withPolicies = (...serviceControlPolicies: ControlPolicy[]) => managing.with({ serviceControlPolicies });

describe('scp-allows-everything', () => {
  const run = (story: ReturnType<typeof anAccount>) => runCheck(scpAllowsEverything, story);

  it('reports an organisation where everything is allowed everywhere', () => {
    const { findings } = run(withPolicies(FULL, policy('Drafted', statement('Deny', '*'), [])));
    expect(findings).toMatchObject([
      {
        severity: 'medium',
        resource: { arn: ACCOUNT_ARN },
        evidence: { organizationId: 'o-a1b2c3d4e5', featureSet: 'ALL', attachedPolicies: ['FullAWSAccess'] },
      },
    ]);
    expect(findings.map(scpAllowsEverything.describe)).toEqual([
      'The service control policies that are attached in organisation o-a1b2c3d4e5 limit nothing: FullAWSAccess.',
    ]);
    expect(findings.map((finding) => scpAllowsEverything.remediate(finding).commands)).toEqual([
      [
        'aws organizations list-roots',
        "aws organizations create-policy --name 'guardrails' --description 'What no account does' --type 'SERVICE_CONTROL_POLICY' --content 'file://guardrails.json'",
      ],
    ]);
  });

  it('reports an organisation without them, and one that can have none', () => {
    expect(run(withPolicies()).findings.map(scpAllowsEverything.describe)).toEqual([
      'No service control policy is attached in organisation o-a1b2c3d4e5.',
    ]);
    const billing = managing.with({ organization: { ...organization, featureSet: 'CONSOLIDATED_BILLING' } });
    expect(run(billing).findings.map(scpAllowsEverything.describe)).toEqual([
      'The organisation o-a1b2c3d4e5 only puts bills together, and can have no service control policies.',
    ]);
  });

  it('passes a Deny, and a place where not everything is allowed', () => {
    expect(
      run(withPolicies(FULL, policy('NoLeaving', statement('Deny', 'organizations:LeaveOrganization'), ['r-ab12'])))
        .status,
    ).toBe('pass');
    expect(run(withPolicies(FULL, policy('Storage', statement('Allow', 's3:*'), ['ou-ab12-storage']))).status).toBe(
      'pass',
    );
  });

  it('reports what adds to everything', () => {
    expect(run(withPolicies(FULL, policy('Storage', statement('Allow', 's3:*'), ['r-ab12']))).status).toBe('fail');
  });

  it('does not know a policy that cannot be read, or of which nobody knows where it is attached', () => {
    expect(run(withPolicies(FULL, policy('odd', '{', ['r-ab12']))).unknown).toMatchObject([
      { resourceArn: ACCOUNT_ARN, code: 'unreadable-document', reason: expect.stringMatching(/^odd: /) },
    ]);
    expect(run(withPolicies(FULL, policy('NoLeaving', statement('Deny', '*'), null))).unknown).toMatchObject([
      { resourceArn: ACCOUNT_ARN, reason: 'Where service control policy NoLeaving is attached was not read.' },
    ]);
  });

  it('does not know in an account that may not read them', () => {
    const reason = 'only the management account may list them';
    expect(run(withPolicies(FULL).without('service-control-policies', 'skipped', reason)).unknown).toEqual([
      { resourceArn: ACCOUNT_ARN, code: 'not-collected', reason: `service-control-policies skipped: ${reason}` },
    ]);
    expect(run(withPolicies(FULL).without('organization')).status).toBe('unknown');
  });

  it('does not apply outside of organisations', () => {
    expect(run(anAccount()).status).toBe('not-applicable');
  });
});

describe('org-not-joined', () => {
  it('reports an account outside of any organisation', () => {
    const { findings } = runCheck(orgNotJoined, anAccount());
    expect(findings).toMatchObject([{ severity: 'info', resource: { arn: ACCOUNT_ARN } }]);
    expect(findings.map(orgNotJoined.describe)).toEqual(['Account 111122223333 is in no organisation.']);
    expect(findings.map((finding) => orgNotJoined.remediate(finding).commands)).toEqual([
      [`aws organizations invite-account-to-organization --target '{"Id":"111122223333","Type":"ACCOUNT"}'`],
    ]);
  });

  it('passes one that is in one, and does not know without asking', () => {
    expect(runCheck(orgNotJoined, managing).status).toBe('pass');
    expect(runCheck(orgNotJoined, managing.without('organization')).status).toBe('unknown');
  });
});

describe('delegated-admin-unknown', () => {
  const administrator = (accountId: string, services: string[] | null = ['guardduty.amazonaws.com']) => ({
    accountId,
    name: 'security',
    services,
  });
  const administered = (...delegatedAdministrators: ReturnType<typeof administrator>[]) =>
    managing.with({ delegatedAdministrators });
  const run = (story: ReturnType<typeof anAccount>, delegatedAdministrators: string[] = []) =>
    runCheck(delegatedAdminUnknown, story, { delegatedAdministrators });

  it('reports an account that nobody named', () => {
    const { findings } = run(administered(administrator('444455556666')));
    expect(findings).toMatchObject([
      {
        severity: 'medium',
        resource: { arn: ACCOUNT_ARN },
        discriminator: '444455556666',
        evidence: { accountId: '444455556666', name: 'security', services: ['guardduty.amazonaws.com'] },
      },
    ]);
    expect(findings.map(delegatedAdminUnknown.describe)).toEqual([
      'Account 444455556666 (security) administers guardduty.amazonaws.com for the organisation, and the configuration does not name it.',
    ]);
    expect(findings.map((finding) => delegatedAdminUnknown.remediate(finding).commands)).toEqual([
      [
        "aws organizations deregister-delegated-administrator --account-id '444455556666' --service-principal 'guardduty.amazonaws.com'",
      ],
    ]);
  });

  it('reports it also when its services were not read', () => {
    const { findings } = run(administered(administrator('444455556666', null)));
    expect(findings.map(delegatedAdminUnknown.describe)).toEqual([
      expect.stringContaining('a service that was not read'),
    ]);
  });

  it('passes one that the configuration names, and the account that manages the organisation', () => {
    expect(run(administered(administrator('444455556666')), ['444455556666']).status).toBe('pass');
    expect(run(administered(administrator('111122223333'))).status).toBe('pass');
  });

  it('does not know in an account that may not list them', () => {
    expect(
      run(administered().without('delegated-administrators', 'skipped', 'a member may not')).unknown,
    ).toMatchObject([{ resourceArn: ACCOUNT_ARN, reason: 'delegated-administrators skipped: a member may not' }]);
    expect(run(administered().without('organization')).status).toBe('unknown');
  });

  it('does not apply outside of organisations', () => {
    expect(run(anAccount()).status).toBe('not-applicable');
  });
});
