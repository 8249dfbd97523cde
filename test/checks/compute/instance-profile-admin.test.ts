import { describe, expect, it } from 'vitest';
import { instanceProfileAdmin } from '../../../lib/checks/compute/instance-profile-admin.ts';
import { anAccount } from '../../builders/an-account.ts';
import { anInstance, INSTANCE_ID, instances } from '../../builders/instances.ts';
import type { RoleSpec } from '../../builders/specs.ts';
import { runCheck } from '../run-check.ts';

const allow = (Action: string) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
const account = anAccount().with(instances(anInstance({ name: 'build', profile: 'build' })));
const withRole = (spec: RoleSpec) => account.withRole('build', { instanceProfiles: ['build'], ...spec });
const run = (story: ReturnType<typeof anAccount>) => runCheck(instanceProfileAdmin, story);

describe('instance-profile-admin', () => {
  it('reports an instance whose role is an administrator', () => {
    const { findings } = run(withRole({ inline: { all: allow('*') } }));
    expect(findings).toMatchObject([
      {
        severity: 'high',
        resource: { arn: `arn:aws:ec2:eu-west-1:111122223333:instance/${INSTANCE_ID}`, name: 'build' },
        evidence: {
          instanceProfileArn: 'arn:aws:iam::111122223333:instance-profile/build',
          roleArn: 'arn:aws:iam::111122223333:role/build',
          policies: ['all'],
        },
      },
    ]);
    expect(findings.map(instanceProfileAdmin.describe)).toEqual([
      'Instance build of eu-west-1 (running) has role build, an administrator by all.',
    ]);
    expect(findings.map((finding) => instanceProfileAdmin.remediate(finding).commands)).toEqual([
      [
        `aws ec2 describe-iam-instance-profile-associations --filters 'Name=instance-id,Values=${INSTANCE_ID}' --region 'eu-west-1'`,
        "aws ec2 disassociate-iam-instance-profile --association-id '<association id>' --region 'eu-west-1'",
      ],
    ]);
  });

  it('passes a role that may do little, or that a boundary limits', () => {
    expect(run(withRole({ inline: { some: allow('s3:GetObject') } })).status).toBe('pass');
    const limited = withRole({ inline: { all: allow('*') }, boundary: 'limit' });
    expect(run(limited.withPolicy('limit', allow('s3:*'))).status).toBe('pass');
  });

  it('passes an instance without a profile, and one whose profile has no role', () => {
    expect(run(anAccount().with(instances(anInstance()))).status).toBe('pass');
    expect(run(account).status).toBe('pass');
  });

  it('does not know a role whose policy cannot be read, or that may be in what was cut off', () => {
    expect(run(withRole({ inline: { odd: '{' } })).unknown).toMatchObject([{ code: 'unreadable-document' }]);
    const cutOff = account.withCoverage('authorization-details', {
      status: 'partial',
      reason: 'cut off',
      dataAsOf: null,
    });
    expect(run(cutOff).unknown).toMatchObject([
      { resourceArn: `arn:aws:ec2:eu-west-1:111122223333:instance/${INSTANCE_ID}`, code: 'not-collected' },
    ]);
  });

  it('does not know without instances, and says that a Region was not read', () => {
    expect(run(withRole({ inline: { all: allow('*') } }).without('instances')).status).toBe('unknown');
    const partly = { status: 'partial', reason: 'us-east-1: no answer', dataAsOf: null } as const;
    expect(run(withRole({}).withCoverage('instances', partly)).unknown).toMatchObject([
      { code: 'not-collected', reason: 'instances partial: us-east-1: no answer' },
    ]);
  });
});
