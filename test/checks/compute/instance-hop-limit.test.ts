import { describe, expect, it } from 'vitest';
import { instanceHopLimit } from '../../../lib/checks/compute/instance-hop-limit.ts';
import { anAccount } from '../../builders/an-account.ts';
import { anInstance, INSTANCE_ID, instances } from '../../builders/instances.ts';
import type { RoleSpec } from '../../builders/specs.ts';
import { runCheck } from '../run-check.ts';

const allow = (Action: string) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
const run = (parts: Parameters<typeof anInstance>[0], role?: RoleSpec) => {
  const account = anAccount().with(instances(anInstance({ hopLimit: 2, profile: 'web', ...parts })));
  const story = role === undefined ? account : account.withRole('web', { instanceProfiles: ['web'], ...role });
  return runCheck(instanceHopLimit, story);
};

describe('instance-hop-limit', () => {
  it('reports an instance that answers farther than itself', () => {
    const { findings } = run({ name: 'web-1' });
    expect(findings).toMatchObject([{ severity: 'low', resource: { name: 'web-1' }, evidence: { hopLimit: 2 } }]);
    expect(findings.map(instanceHopLimit.describe)).toEqual([
      'The metadata service of instance web-1 of eu-west-1 answers across 2 hops, and nothing says that it runs containers.',
    ]);
    expect(findings.map((finding) => instanceHopLimit.remediate(finding).commands)).toEqual([
      [
        `aws ec2 modify-instance-metadata-options --instance-id '${INSTANCE_ID}' --http-put-response-hop-limit '1' --region 'eu-west-1'`,
      ],
    ]);
  });

  it.each([
    ['one hop', { hopLimit: 1 }],
    ['tags of a cluster', { runsContainers: true }],
    ['no metadata service', { httpEndpoint: 'disabled' }],
  ])('passes an instance with %s', (_, parts) => {
    expect(run(parts).status).toBe('pass');
  });

  it.each<[string, RoleSpec]>([
    ['registers with ECS', { inline: { ecs: allow('ecs:RegisterContainerInstance') } }],
    ['may do all of ECS', { inline: { ecs: allow('ecs:*') } }],
    ['is a worker of EKS', { policies: ['arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy'] }],
  ])('passes one whose role %s', (_, role) => {
    expect(run({}, role).status).toBe('pass');
  });

  it('reports one whose role may do everything, or something else', () => {
    expect(run({}, { inline: { all: allow('*') } }).status).toBe('fail');
    expect(run({}, { inline: { some: allow('ecs:ListClusters') } }).findings).toMatchObject([
      { evidence: { roleName: 'web' } },
    ]);
  });

  it('does not know a role whose policy cannot be read, nor an instance of which EC2 says nothing', () => {
    expect(run({}, { inline: { odd: '{' } }).unknown).toMatchObject([{ code: 'unreadable-document' }]);
    expect(run({ hopLimit: null }).unknown).toMatchObject([{ code: 'not-collected' }]);
  });

  it('does not know without instances, and says that a Region was not read', () => {
    const account = anAccount().with(instances(anInstance({ hopLimit: 2 })));
    expect(runCheck(instanceHopLimit, account.without('instances')).status).toBe('unknown');
    const partly = { status: 'partial', reason: 'us-east-1: no answer', dataAsOf: null } as const;
    expect(runCheck(instanceHopLimit, account.withCoverage('instances', partly)).unknown).toMatchObject([
      { code: 'not-collected', reason: 'instances partial: us-east-1: no answer' },
    ]);
  });
});
