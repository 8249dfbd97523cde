import { describe, expect, it } from 'vitest';
import type { Instance, LambdaFunction, LaunchTemplate, Snapshot, WorkloadKind } from '../../lib/snapshot/snapshot.ts';
import { anAccount } from '../builders/an-account.ts';
import { ACCOUNT_ID } from '../builders/naming.ts';
import { allowing, denying, EVERYTHING, roleArn, trusting, userArn } from './documents.ts';
import { escalationIn, techniquesOf } from './escalate.ts';
import { existing } from './expected.ts';

const eve = userArn('eve');
const BOTH = ['us-east-1', 'eu-west-1'];
const created = '2019-03-01T00:00:00Z';

const arnOf = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:${ACCOUNT_ID}:${rest}`;

const lambdaFunction = (name: string, role = 'admin'): LambdaFunction => ({
  arn: arnOf('lambda', `function:${name}`),
  name,
  region: 'eu-west-1',
  runtime: 'nodejs24.x',
  roleArn: roleArn(role),
  modifiedAt: '2026-10-01T00:00:00Z',
  revisionId: null,
  kmsKeyArn: null,
  environment: null,
  subnetIds: [],
  layerArns: [],
  tracing: 'Active',
  deadLetterTargetArn: null,
  logGroup: `/aws/lambda/${name}`,
});

const instance = (id: string, profile: string | null, state = 'running'): Instance => ({
  arn: arnOf('ec2', `instance/${id}`),
  id,
  name: null,
  region: 'eu-west-1',
  state,
  instanceProfileArn: profile && `arn:aws:iam::${ACCOUNT_ID}:instance-profile/${profile}`,
  httpTokens: 'required',
  hopLimit: 1,
  httpEndpoint: 'enabled',
  runsContainers: false,
});

const version = { number: 1, isDefault: true, isLatest: true, httpTokens: null, hopLimit: null, httpEndpoint: null };
const template = (id: string, instanceProfile: string | null): LaunchTemplate => ({
  arn: arnOf('ec2', `launch-template/${id}`),
  id,
  name: id,
  region: 'eu-west-1',
  versions: [{ ...version, instanceProfile }],
});

const withAdminOf = (service: string) =>
  anAccount().withRole('admin', {
    created,
    inline: { all: EVERYTHING },
    trust: trusting({ Service: service }),
    instanceProfiles: ['admin'],
  });

const accountWith = (service: string, own: ReturnType<typeof allowing>) =>
  withAdminOf(service).withUser('eve', { inline: { own } });

/** The first hop of each path of eve. */
const hopsIn = (snapshot: Snapshot) =>
  escalationIn(snapshot)
    .pathsFrom(eve)
    .flatMap(({ hops }) => hops[0] ?? []);

describe('a function that runs as a role', () => {
  const replacing = allowing('lambda:UpdateFunctionCode', 'arn:aws:lambda:*:*:function:dev-*');
  const account = accountWith('lambda.amazonaws.com', replacing);
  const having = (regions: string[], ...items: LambdaFunction[]) =>
    account.with({ functions: { regions, items } }).build();

  it('makes the path certain, which names it', () => {
    const hops = hopsIn(having(BOTH, lambdaFunction('prod-api'), lambdaFunction('dev-api')));
    expect(hops).toMatchObject([
      { technique: 'lambda-003', conditional: false, conditions: [], resourceArn: arnOf('lambda', 'function:dev-api') },
    ]);
  });

  it('is of no use where it is another one that may be changed, or that has another role', () => {
    expect(hopsIn(having(BOTH, lambdaFunction('prod-api')))).toEqual([]);
    expect(hopsIn(having(BOTH, lambdaFunction('dev-api', 'reader')))).toEqual([]);
  });

  it('is in doubt in a Region that was not read', () => {
    expect(hopsIn(having(['eu-west-1'], lambdaFunction('prod-api')))).toMatchObject([
      {
        conditional: true,
        conditions: ['no inventory says whether any Lambda function outside eu-west-1 has the role'],
      },
    ]);
  });

  it('is in doubt where nobody looked', () => {
    expect(hopsIn(account.without('functions').build())).toMatchObject([
      { conditional: true, conditions: ['no inventory says whether any Lambda function has the role'] },
    ]);
  });

  it('has to be the same one for all actions of a technique', () => {
    const both = (invoked: string) =>
      withAdminOf('lambda.amazonaws.com')
        .with({ functions: { regions: BOTH, items: [lambdaFunction('dev-api'), lambdaFunction('prod-api')] } })
        .withUser('eve', {
          inline: {
            replace: replacing,
            invoke: allowing('lambda:InvokeFunction', arnOf('lambda', `function:${invoked}`)),
          },
        })
        .build();
    expect(techniquesOf(both('dev-api'), eve).get('lambda-004')).toBe(false);
    expect(techniquesOf(both('prod-api'), eve).has('lambda-004')).toBe(false);
  });

  it('is named with the statements that are about it, and no others', () => {
    const other = allowing('lambda:UpdateFunctionCode', arnOf('lambda', 'function:other'));
    const snapshot = withAdminOf('lambda.amazonaws.com')
      .with({ functions: { regions: BOTH, items: [lambdaFunction('dev-api')] } })
      .withUser('eve', { inline: { other, own: replacing } })
      .build();
    expect(hopsIn(snapshot)[0]?.grants).toEqual([{ inlinePolicy: { entityArn: eve, name: 'own' }, statement: 0 }]);
  });

  it.each([
    ['by a Deny of its name', [denying('lambda:*', arnOf('lambda', 'function:dev-*'))], undefined],
    ['by no Deny of others', [denying('lambda:*', arnOf('lambda', 'function:prod-*'))], false],
    [
      'by a Deny of all but others',
      [{ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'lambda:*', NotResource: '*-web' }] }],
      undefined,
    ],
    [
      'by no Deny of all but it',
      [{ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'lambda:*', NotResource: '*-api' }] }],
      false,
    ],
    [
      'perhaps by a Deny under a condition',
      [denying('lambda:*', '*-api', { Bool: { 'aws:MultiFactorAuthPresent': 'false' } })],
      true,
    ],
    [
      'by a Deny of what the principal has in its name',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
      [denying('lambda:*', 'arn:aws:lambda:*:*:function:${aws:PrincipalTag/team}-*')],
      undefined,
    ],
  ] as const)('is kept %s', (_, [not], isConditional) => {
    const snapshot = withAdminOf('lambda.amazonaws.com')
      .with({ functions: { regions: BOTH, items: [lambdaFunction('dev-api')] } })
      .withUser('eve', { tags: { team: 'dev' }, inline: { own: replacing, not } })
      .build();
    expect(techniquesOf(snapshot, eve).get('lambda-003')).toBe(isConditional);
  });

  it('can be limited by its tags, which nobody has read', () => {
    const tagged = allowing('lambda:UpdateFunctionCode', '*', { StringEquals: { 'aws:ResourceTag/team': 'web' } });
    const snapshot = withAdminOf('lambda.amazonaws.com')
      .with({ functions: { regions: BOTH, items: [lambdaFunction('dev-api')] } })
      .withUser('eve', { inline: { own: tagged } })
      .build();
    expect(hopsIn(snapshot)).toMatchObject([
      {
        conditional: true,
        conditions: ['aws:ResourceTag/team is "web"'],
        resourceArn: arnOf('lambda', 'function:dev-api'),
      },
    ]);
  });

  it('is of no use once its role does not trust Lambda any more', () => {
    const snapshot = accountWith('ecs-tasks.amazonaws.com', replacing)
      .with({ functions: { regions: BOTH, items: [lambdaFunction('dev-api')] } })
      .build();
    expect(hopsIn(snapshot)).toEqual([]);
  });
});

describe('an instance that has a role', () => {
  const account = accountWith('ec2.amazonaws.com', allowing('ssm:StartSession', arnOf('ec2', 'instance/i-0web')));
  const having = (...items: Instance[]) => account.with({ instances: { regions: BOTH, items } }).build();

  it('makes the path certain where it is the one that may be entered', () => {
    expect(hopsIn(having(instance('i-0web', 'admin')))).toMatchObject([
      { technique: 'ssm-001', conditional: false, resourceArn: arnOf('ec2', 'instance/i-0web') },
    ]);
    expect(hopsIn(having(instance('i-0db', 'admin')))).toEqual([]);
    expect(hopsIn(having(instance('i-0web', 'other')))).toEqual([]);
    expect(hopsIn(having(instance('i-0web', null)))).toEqual([]);
  });

  it('gets its role by a profile of another name, too', () => {
    const snapshot = account
      .with({
        instances: { regions: BOTH, items: [instance('i-0web', 'web')] },
        instanceProfiles: [
          {
            arn: `arn:aws:iam::${ACCOUNT_ID}:instance-profile/web`,
            name: 'web',
            path: '/',
            createdAt: created,
            roleNames: ['admin'],
          },
        ],
      })
      .build();
    expect(hopsIn(snapshot)).toMatchObject([{ technique: 'ssm-001', conditional: false }]);
  });

  it('cannot be entered while it is stopped', () => {
    expect(hopsIn(having(instance('i-0web', 'admin', 'stopped')))).toMatchObject([
      { conditional: true, conditions: ['the EC2 instance runs, which it did not'] },
    ]);
  });

  it('can be started with other user data', () => {
    const snapshot = withAdminOf('ec2.amazonaws.com')
      .with({ instances: { regions: BOTH, items: [instance('i-0web', 'admin', 'stopped')] } })
      .withUser('eve', {
        inline: { own: allowing(['ec2:ModifyInstanceAttribute', 'ec2:StopInstances', 'ec2:StartInstances']) },
      })
      .build();
    expect([...techniquesOf(snapshot, eve)]).toEqual([['ec2-002', false]]);
  });

  it('is run commands on by a document, which has to be allowed as well', () => {
    const running = (documents: string) =>
      withAdminOf('ec2.amazonaws.com')
        .with({ instances: { regions: BOTH, items: [instance('i-0web', 'admin')] } })
        .withUser('eve', {
          inline: {
            on: allowing('ssm:SendCommand', arnOf('ec2', 'instance/i-0web')),
            by: allowing('ssm:SendCommand', documents),
          },
        })
        .build();
    expect([...techniquesOf(running('arn:aws:ssm:*:*:document/AWS-RunShellScript'), eve)]).toEqual([
      ['ssm-002', false],
    ]);
    expect([...techniquesOf(running(arnOf('ec2', 'instance/i-0db')), eve)]).toEqual([]);
  });
});

describe('a launch template that has a role', () => {
  const account = accountWith(
    'ec2.amazonaws.com',
    allowing(['ec2:CreateLaunchTemplateVersion', 'ec2:ModifyLaunchTemplate']),
  );
  const having = (...items: LaunchTemplate[]) => account.with({ launchTemplates: { regions: BOTH, items } }).build();

  it.each(['admin', `arn:aws:iam::${ACCOUNT_ID}:instance-profile/admin`])('names its profile: %s', (profile) => {
    expect(hopsIn(having(template('lt-0web', profile)))).toMatchObject([
      {
        technique: 'ec2-004',
        conditional: true,
        conditions: [
          'no inventory says whether there is what it needs: Auto Scaling group, or something else that starts instances from it',
        ],
        resourceArn: arnOf('ec2', 'launch-template/lt-0web'),
      },
    ]);
  });

  it('is needed', () => {
    expect(hopsIn(having(template('lt-0web', null), template('lt-0db', 'other')))).toEqual([]);
  });
});

const workloadArns: Readonly<Record<WorkloadKind, string>> = {
  'CloudFormation stack': arnOf('cloudformation', 'stack/shop/0a1b2c3d'),
  'SageMaker notebook instance': arnOf('sagemaker', 'notebook-instance/forecast'),
  'CodeBuild project': arnOf('codebuild', 'project/shop'),
  'ECS task': arnOf('ecs', 'task/main/0a1b2c3d'),
  'Step Functions state machine': arnOf('states', 'stateMachine:orders'),
  'App Runner service': arnOf('apprunner', 'service/shop/0a1b2c3d'),
  'Batch job definition': arnOf('batch', 'job-definition/nightly:7'),
  'CodeDeploy deployment group': arnOf('codedeploy', 'deploymentgroup:shop/blue'),
  'agent runtime': arnOf('bedrock-agentcore', 'runtime/helper-0a1b'),
  'Bedrock browser': arnOf('bedrock-agentcore', 'browser-custom/reader-0a1b'),
  'Bedrock code interpreter': arnOf('bedrock-agentcore', 'code-interpreter-custom/sums-0a1b'),
};

describe.each([
  ['cloudformation-002', 'CloudFormation stack', []],
  ['cloudformation-005', 'CloudFormation stack', []],
  ['sagemaker-004', 'SageMaker notebook instance', []],
  ['sagemaker-005', 'SageMaker notebook instance', []],
  ['codebuild-002', 'CodeBuild project', []],
  ['codebuild-003', 'CodeBuild project', []],
  ['ecs-006', 'ECS task', []],
  ['stepfunctions-update-state-machine', 'Step Functions state machine', []],
  ['apprunner-002', 'App Runner service', []],
  ['batch-submit-job', 'Batch job definition', ['no inventory says whether there is what it needs: Batch job queue']],
  ['agentcore-runtime-command', 'agent runtime', []],
  ['agentcore-browser-session', 'Bedrock browser', []],
  ['bedrock-002', 'Bedrock code interpreter', []],
] as const)('%s by a known %s', (id, kind, conditions) => {
  const { service, actions } = existing.find((each) => each.id === id) ?? { service: '', actions: [] };
  const arn = workloadArns[kind];
  const account = accountWith(service, allowing(actions));
  const having = (isComplete: boolean, ...items: { arn: string; region: string; roleArn: string }[]) =>
    account.with({ workloads: [{ kind, regions: BOTH.slice(isComplete ? 0 : 1), isComplete, items }] }).build();
  const item = { arn, region: 'eu-west-1', roleArn: roleArn('admin') };
  const hopOf = (snapshot: Snapshot) => hopsIn(snapshot).find(({ technique }) => technique === id);

  it('names it', () => {
    expect(hopOf(having(true, item))).toMatchObject({
      conditional: conditions.length > 0,
      conditions,
      resourceArn: arn,
    });
  });

  it('is not there where no such resource has the role', () => {
    expect(hopOf(having(true, { ...item, roleArn: roleArn('other') }))).toBeUndefined();
    expect(hopOf(having(true))).toBeUndefined();
  });

  it('is in doubt where not all were read', () => {
    const doubt = `no inventory says whether any ${kind} outside eu-west-1 has the role`;
    const hop = hopOf(having(false));
    expect(hop?.conditional).toBe(true);
    expect(hop?.conditions.at(-1)).toBe(doubt);
  });
});

describe('a deployment group', () => {
  const { actions } = existing.find(({ id }) => id === 'codedeploy-create-deployment') ?? { actions: [] };
  const account = accountWith('ec2.amazonaws.com', allowing(actions));
  const kind = 'CodeDeploy deployment group';
  const group = { arn: workloadArns[kind], region: 'eu-west-1', roleArn: roleArn('deployer') };
  const having = (...items: (typeof group)[]) =>
    account.with({ workloads: [{ kind, regions: BOTH, isComplete: true, items }] }).build();

  it('has a role of its own, and deploys to nobody knows what', () => {
    expect(hopsIn(having(group))).toMatchObject([
      { conditional: true, conditions: ['no inventory says what any CodeDeploy deployment group deploys to'] },
    ]);
  });

  it('is needed', () => {
    expect(hopsIn(having())).toEqual([]);
  });
});

describe('App Runner, which AWS closed to new customers', () => {
  it('is open to whoever has a service of it', () => {
    const account = accountWith('tasks.apprunner.amazonaws.com', allowing(['iam:PassRole', 'apprunner:CreateService']));
    const kind = 'App Runner service';
    const service = { arn: workloadArns[kind], region: 'eu-west-1', roleArn: roleArn('other') };
    const workloads = [{ kind, regions: BOTH, isComplete: true, items: [service] } as const];
    expect(techniquesOf(account.with({ workloads }).build(), eve).get('apprunner-001')).toBe(false);
  });
});
