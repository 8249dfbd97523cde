import { AppRunnerClient, ListServicesCommand } from '@aws-sdk/client-apprunner';
import { BatchClient, DescribeJobDefinitionsCommand } from '@aws-sdk/client-batch';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import { readWorkloads } from '../../../../lib/collect/inventory/workloads/read-workloads.ts';
import type { AccountSpecInput } from '../../../../lib/sandbox/account-file.ts';
import { workloadKinds } from '../../../../lib/snapshot/compute-schema.ts';
import type { Role, WorkloadKind } from '../../../../lib/snapshot/snapshot.ts';
import { anAccount } from '../../../builders/an-account.ts';
import { ACCOUNT_ID } from '../../../builders/naming.ts';
import { trusting } from '../../../escalation/documents.ts';
import { aWorld, type World } from '../../a-world.ts';

type WorkloadSpec = NonNullable<AccountSpecInput['workloads']>[number];

const owner = { partition: 'aws', accountId: ACCOUNT_ID };
const regions = ['eu-west-1', 'us-east-1'];
const roleArn = `arn:aws:iam::${ACCOUNT_ID}:role/worker`;

const serviceOf: Readonly<Record<WorkloadKind, string>> = {
  'CloudFormation stack': 'cloudformation.amazonaws.com',
  'SageMaker notebook instance': 'sagemaker.amazonaws.com',
  'CodeBuild project': 'codebuild.amazonaws.com',
  'ECS task': 'ecs-tasks.amazonaws.com',
  'Step Functions state machine': 'states.amazonaws.com',
  'App Runner service': 'tasks.apprunner.amazonaws.com',
  'Batch job definition': 'ecs-tasks.amazonaws.com',
  'CodeDeploy deployment group': 'codedeploy.amazonaws.com',
  'agent runtime': 'bedrock-agentcore.amazonaws.com',
  'Bedrock browser': 'bedrock-agentcore.amazonaws.com',
  'Bedrock code interpreter': 'bedrock-agentcore.amazonaws.com',
};

/** An account whose role is trusted by these services. */
function rolesTrusting(...services: string[]): readonly Role[] {
  return anAccount()
    .withRole('worker', { trust: trusting({ Service: services }) })
    .build().roles;
}

const withWorkloads = (...workloads: WorkloadSpec[]) => aWorld({ workloads });

async function read(
  { context }: World,
  kind: WorkloadKind,
  roles: readonly Role[],
  where = { regions, gaps: [] as string[] },
) {
  const { data, gaps = [] } = await readWorkloads(context(), where, { owner, roles });
  return { gaps, ofKind: data?.find((each) => each.kind === kind) };
}

function disposable<Mock extends { restore(): void }>(mock: Mock): Mock & Disposable {
  return Object.assign(mock, { [Symbol.dispose]: () => mock.restore() });
}

describe.each(workloadKinds)('readWorkloads, of kind %s', (kind) => {
  const spec = { kind, region: 'us-east-1', role: roleArn, executeCommand: true } as const;
  const roles = rolesTrusting(serviceOf[kind]);

  it('finds those with a role, in whichever Region', async () => {
    await using world = await withWorkloads({ ...spec, name: 'orders' }, { ...spec, name: 'bare', role: undefined });
    const { gaps, ofKind } = await read(world, kind, roles);
    expect(gaps).toEqual([]);
    expect(ofKind).toMatchObject({ regions, isComplete: true, items: [{ region: 'us-east-1', roleArn }] });
    expect(ofKind?.items[0]?.arn).toMatch(new RegExp(`^arn:aws:[a-z-]+:us-east-1:${ACCOUNT_ID}:.*`));
  });

  it('asks nothing where no role trusts the service', async () => {
    await using world = await withWorkloads({ ...spec, name: 'orders' });
    const { ofKind } = await read(world, kind, rolesTrusting('transfer.amazonaws.com'));
    expect(ofKind).toEqual({ kind, regions, isComplete: true, items: [] });
    expect(world.sandbox.ledger.count()).toBe(0);
  });

  it('is not there where it is denied', async () => {
    await using world = await aWorld({}, { faults: [{ fault: 'denied' }] });
    const { gaps, ofKind } = await read(world, kind, roles);
    expect(ofKind).toBeUndefined();
    expect(gaps.join()).toContain(`${kind}: Access denied`);
  });
});

describe('readWorkloads', () => {
  const machine = (name: string, region = 'eu-west-1') =>
    ({ kind: 'Step Functions state machine', name, region, role: roleArn }) as const;
  const toStates = rolesTrusting('states.amazonaws.com');

  it('asks for what anybody, or a policy that cannot be read, lets in', async () => {
    const everybody = anAccount()
      .withRole('open', { trust: trusting({ AWS: '*' }) })
      .build().roles;
    const [role] = toStates;
    const unreadable = role === undefined ? [] : [{ ...role, trustPolicy: { unreadable: 'not JSON' } }];
    for (const roles of [everybody, unreadable]) {
      await using world = await withWorkloads(machine('orders'));
      expect((await read(world, 'Step Functions state machine', roles)).ofKind?.items).toHaveLength(1);
    }
  });

  it('takes the name of a service in a Region for the service, and service-linked roles for nothing', async () => {
    const trust = trusting({ Service: 'states.eu-west-1.amazonaws.com' });
    const path = '/aws-service-role/states.amazonaws.com/';
    const regional = anAccount().withRole('worker', { trust }).build().roles;
    const linked = anAccount().withRole('AWSServiceRoleForStates', { trust, path }).build().roles;
    await using world = await withWorkloads(machine('orders'));
    expect((await read(world, 'Step Functions state machine', regional)).ofKind?.items).toHaveLength(1);
    expect((await read(world, 'Step Functions state machine', linked)).ofKind?.items).toEqual([]);
  });

  it('asks about at most 50 of a kind, and says how many are left', async () => {
    const machines = Array.from({ length: 53 }, (_, index) => machine(`orders-${index}`));
    await using world = await withWorkloads(...machines);
    const { gaps, ofKind } = await read(world, 'Step Functions state machine', toStates);
    expect(world.calls('states:DescribeStateMachine')).toBe(50);
    expect(gaps).toEqual([
      'Step Functions state machine, eu-west-1: 3 more were not asked about, of which 50 are in a night',
    ]);
    expect(ofKind).toMatchObject({ regions: ['us-east-1'], isComplete: false });
    expect(ofKind?.items).toHaveLength(50);
  });

  it('keeps what it has of a Region where one of several is denied', async () => {
    await using world = await aWorld(
      { workloads: [machine('orders'), machine('returns')] },
      { faults: [{ on: 'states:DescribeStateMachine', skip: 1, fault: 'denied' }] },
    );
    const { gaps, ofKind } = await read(world, 'Step Functions state machine', toStates);
    expect(gaps.join()).toMatch(
      /^Step Functions state machine, eu-west-1: 1 of 2 resources could not be read: Access denied/,
    );
    expect(ofKind).toMatchObject({ regions: ['us-east-1'], isComplete: false, items: [{ roleArn }] });
  });

  it('is complete nowhere while it is not known which Regions there are', async () => {
    await using world = await withWorkloads();
    const unknown = { regions: ['eu-west-1'], gaps: ['every Region but eu-west-1'] };
    const { gaps, ofKind } = await read(world, 'Step Functions state machine', toStates, unknown);
    expect(gaps).toEqual(unknown.gaps);
    expect(ofKind?.isComplete).toBe(false);
  });

  it('describes many projects, tasks and definitions together', async () => {
    const many = (kind: 'CodeBuild project' | 'ECS task') =>
      Array.from({ length: 120 }, (_, index) => ({
        kind,
        name: kind === 'ECS task' ? 'web' : `shop-${index}`,
        region: 'eu-west-1',
        role: roleArn,
        executeCommand: true,
      }));
    await using world = await withWorkloads(...many('CodeBuild project'), ...many('ECS task'));
    const roles = rolesTrusting('codebuild.amazonaws.com', 'ecs-tasks.amazonaws.com');
    const where = { regions: ['eu-west-1'], gaps: [] };
    const { data } = await readWorkloads(world.context(), where, { owner, roles });
    expect(data?.find(({ kind }) => kind === 'CodeBuild project')?.items).toHaveLength(120);
    expect(world.calls('codebuild:BatchGetProjects')).toBe(2);
    expect(world.calls('ecs:DescribeTasks')).toBe(2);
  });

  it('leaves out tasks that nobody can open, and takes the role that a task was started with', async () => {
    const task = { kind: 'ECS task', name: 'web', region: 'eu-west-1', role: roleArn } as const;
    const other = `arn:aws:iam::${ACCOUNT_ID}:role/other`;
    await using world = await withWorkloads(task, { ...task, executeCommand: true, overridingRole: other });
    const { ofKind } = await read(world, 'ECS task', rolesTrusting('ecs-tasks.amazonaws.com'));
    expect(ofKind?.items.map((item) => item.roleArn)).toEqual([other]);
    expect(world.calls('ecs:DescribeTaskDefinition')).toBe(0);
  });

  it('knows the roles of all containers of a Batch job', async () => {
    await using world = await aWorld();
    using batch = disposable(mockClient(BatchClient));
    const arn = `arn:aws:batch:eu-west-1:${ACCOUNT_ID}:job-definition/nightly:3`;
    const common = { jobDefinitionName: 'nightly', jobDefinitionArn: arn, revision: 3, type: 'multinode' };
    const nodes = [
      { targetNodes: '0:1', container: { jobRoleArn: `${roleArn}-1` } },
      { targetNodes: '2:', ecsProperties: { taskProperties: [{ containers: [], taskRoleArn: `${roleArn}-2` }] } },
    ];
    const nodeProperties = { numNodes: 3, mainNode: 0, nodeRangeProperties: nodes };
    batch.on(DescribeJobDefinitionsCommand).resolves({ jobDefinitions: [{ ...common, nodeProperties }] });
    const where = { regions: ['eu-west-1'], gaps: [] };
    const { ofKind } = await read(world, 'Batch job definition', rolesTrusting('ecs-tasks.amazonaws.com'), where);
    expect(ofKind?.items).toEqual([
      { arn, region: 'eu-west-1', roleArn: `${roleArn}-1` },
      { arn, region: 'eu-west-1', roleArn: `${roleArn}-2` },
    ]);
  });

  it('takes a Region without App Runner for one without its services, and other silence for a gap', async () => {
    await using world = await aWorld();
    using appRunner = disposable(mockClient(AppRunnerClient));
    const roles = rolesTrusting('tasks.apprunner.amazonaws.com');
    const failing = (code: string) => Object.assign(new Error(code), { code });
    appRunner.on(ListServicesCommand).rejects(failing('ENOTFOUND'));
    expect(await read(world, 'App Runner service', roles)).toMatchObject({
      gaps: [],
      ofKind: { regions, isComplete: true, items: [] },
    });
    appRunner.on(ListServicesCommand).rejects(failing('EAI_AGAIN'));
    const { gaps, ofKind } = await read(world, 'App Runner service', roles);
    expect(gaps.join()).toContain('App Runner service: No such host');
    expect(ofKind).toBeUndefined();
  });
});
