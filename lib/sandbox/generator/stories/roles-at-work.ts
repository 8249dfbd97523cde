import { allowing, denying, passingRoles } from '../compose.ts';
import type { Draft } from '../draft.ts';
import type { DraftRole } from '../model.ts';
import { closedService, everyday } from '../services.ts';
import { trustOfAccount, trustOfService, trustWithin } from '../trusts.ts';
import { others } from './organization.ts';
import { trustOfPipeline } from './pipelines.ts';
import type { Story } from './story.ts';
import { attach, narrow, work, workAsUsual } from './telling.ts';

/** Roles that are in use. What they do not use of what they hold is for the truth to find out. */
export const rolesAtWork: readonly Story[] = [
  { weight: 22, takes: { roles: 1 }, tell: functionAtWork },
  { weight: 10, takes: { roles: 1 }, tell: containerAtWork },
  { weight: 6, takes: { roles: 1 }, tell: instanceAtWork },
  { weight: 5, takes: { roles: 1 }, tell: pipelineAtWork },
  { weight: 5, takes: { roles: 1 }, tell: administratorAtWork },
  { weight: 6, takes: { roles: 1 }, tell: readerOfEverything },
  { weight: 2, takes: { roles: 1 }, tell: assumedButIdle },
  { weight: 1, takes: { roles: 1 }, tell: knownToOthersPolicies },
  { weight: 2, takes: { roles: 1, policies: 1 }, tell: deniedWhatAnotherPolicyGrants },
  { weight: 1, takes: { roles: 1 }, tell: quarantined },
  { weight: 1, takes: { roles: 1 }, tell: namesAServiceThatIsClosed },
  { weight: 2, takes: { roles: 1, policies: 1 }, tell: passesRoles },
  { weight: 1, takes: { roles: 1 }, tell: holdsManyPolicies },
];

/** A Lambda function: it logs, it traces perhaps, and it uses most of what its own policy grants. */
function functionAtWork(draft: Draft): void {
  const { chance } = draft;
  const role = workingRole(draft, 'lambda');
  attach(role, draft.aws(chance.pick(['AWSLambdaBasicExecutionRole', 'AWSLambdaVPCAccessExecutionRole'])));
  if (chance.isTrue(0.3)) {
    attach(role, draft.aws(chance.pick(['AWSXRayDaemonWriteAccess', 'AWSLambdaSQSQueueExecutionRole'])));
  }
  draft.give(role, narrow(draft));
  share(draft, role);
  workAsUsual(draft, role);
}

function containerAtWork(draft: Draft): void {
  const role = workingRole(draft, 'ecs-tasks');
  attach(role, draft.aws('AmazonECSTaskExecutionRolePolicy'));
  draft.give(role, narrow(draft, 9));
  share(draft, role);
  workAsUsual(draft, role);
}

/** An instance's role in its profile; the instance may be gone while another uses the role. */
function instanceAtWork(draft: Draft): void {
  const { chance } = draft;
  const role = workingRole(draft, 'ec2');
  attach(role, draft.aws('AmazonSSMManagedInstanceCore'), draft.aws('CloudWatchAgentServerPolicy'));
  share(draft, role);
  draft.profiles.push({
    name: role.name,
    created: role.created,
    role,
    ...(chance.isTrue(0.7) && { instance: { id: `i-${draft.names.hex(17)}`, region: chance.pick(regions) } }),
  });
  workAsUsual(draft, role);
}

const regions = ['us-east-1', 'eu-west-1', 'ap-southeast-2'];

/** A pipeline that signs in by OpenID Connect and may do a lot. */
function pipelineAtWork(draft: Draft): void {
  const { chance } = draft;
  const role = draft.role({ created: chance.ago(100, 900), trust: trustOfPipeline(draft) });
  const services = chance.several([...everyday.keys()], chance.integer(12, 40));
  draft.give(role, allowing(chance, [{ services, level: 'full' }]));
  workAsUsual(draft, role);
}

function administratorAtWork(draft: Draft): void {
  const role = draft.role({
    created: draft.chance.ago(100, 2000),
    trust: trustWithin(draft.accountId, 'own account'),
  });
  attach(role, draft.aws(draft.chance.pick(['AdministratorAccess', 'PowerUserAccess'])));
  workAsUsual(draft, role);
}

function readerOfEverything(draft: Draft): void {
  const role = draft.role({
    created: draft.chance.ago(100, 2000),
    trust: trustOfAccount(others.vendor),
  });
  attach(role, draft.aws(draft.chance.pick(['ReadOnlyAccess', 'SecurityAudit', 'ViewOnlyAccess', 'ReadOnlyAccess'])));
  workAsUsual(draft, role);
}

/** Somebody opens sessions of it and calls nothing that its policies grant. */
function assumedButIdle(draft: Draft): void {
  const role = draft.role({
    created: draft.chance.ago(95, 700),
    trust: trustOfService('lambda'),
    lastUsed: draft.chance.ago(0, 80),
  });
  if (draft.chance.isTrue(0.7)) {
    draft.give(role, narrow(draft));
    share(draft, role);
  }
}

/** What it does is granted by resource-based policies, so that the report on it does not list it. */
function knownToOthersPolicies(draft: Draft): void {
  const role = workingRole(draft, 'lambda');
  draft.give(role, allowing(draft.chance, [{ services: ['logs', 'cloudwatch'], level: 'write' }]));
  work(draft, role, { services: 1, least: 0, most: 30 });
  role.used.set('s3', draft.chance.ago(0, 10));
}

/** Its policy grants two services, and another policy denies one of them whole. */
function deniedWhatAnotherPolicyGrants(draft: Draft): void {
  const { chance } = draft;
  const role = workingRole(draft, 'ecs-tasks');
  const [kept = 'sqs', denied = 'ses'] = chance.several(['ses', 'sqs', 'sns', 'kinesis', 'rekognition'], 2);
  attach(
    role,
    draft.policy({
      created: role.created,
      composition: allowing(chance, [{ services: chance.isTrue(0.7) ? [kept, denied] : [denied], level: 'write' }]),
    }),
  );
  role.inline.set('no-longer', denying([denied]));
  role.inline.set('logs', allowing(chance, [{ services: ['logs'], level: 'write' }]));
  work(draft, role, { least: 0, most: 50 });
}

/** Used until it was put under a policy that denies everything. */
function quarantined(draft: Draft): void {
  const role = draft.role({
    created: draft.chance.ago(200, 900),
    trust: trustOfService('lambda'),
    lastUsed: draft.chance.ago(20, 80),
  });
  draft.give(role, narrow(draft));
  attach(role, draft.aws('AWSDenyAll'));
}

function namesAServiceThatIsClosed(draft: Draft): void {
  const role = workingRole(draft, 'lambda');
  draft.give(role, allowing(draft.chance, [{ services: ['logs', closedService], level: 'full' }]));
  work(draft, role, { least: 0, most: 30 });
}

/** A pipeline that hands roles to services: AWS never records that, so that a policy of it alone cannot be judged. */
function passesRoles(draft: Draft): void {
  const { chance } = draft;
  const role = workingRole(draft, 'codebuild');
  const created = role.created;
  attach(role, draft.policy({ created, composition: chance.isTrue(0.5) ? onlyPassing : passingAndDeploying }));
  draft.give(role, allowing(chance, [{ services: ['logs', 's3'], level: 'write' }]));
  if (chance.isTrue(0.3)) {
    attach(role, draft.aws('IAMReadOnlyAccess'));
  }
  work(draft, role, { services: chance.integer(1, 2), least: 0, most: 60 });
}

const onlyPassing = passingRoles([], []);
const passingAndDeploying = passingRoles(['ecs'], ['ecs:UpdateService', 'ecs:RegisterTaskDefinition']);

/** As many managed policies as nearly fill the quota of ten: eight are 80 percent, and nine are more. */
function holdsManyPolicies(draft: Draft): void {
  const role = workingRole(draft, 'ecs-tasks');
  attach(role, ...draft.chance.several(manyPolicies, draft.chance.pick([8, 9, 10])).map((name) => draft.aws(name)));
  workAsUsual(draft, role);
}

const manyPolicies = [
  'AmazonDynamoDBReadOnlyAccess',
  'AmazonEC2ContainerRegistryReadOnly',
  'AmazonECSTaskExecutionRolePolicy',
  'AmazonS3ReadOnlyAccess',
  'AmazonSESFullAccess',
  'AmazonSNSFullAccess',
  'AmazonSQSFullAccess',
  'AWSSupportAccess',
  'AWSXRayDaemonWriteAccess',
  'CloudWatchAgentServerPolicy',
];

function workingRole(draft: Draft, service: string): DraftRole {
  return draft.role({ created: draft.chance.ago(95, 1800), trust: trustOfService(service) });
}

/** Some roles hold policies that many share, one or two of them. */
function share(draft: Draft, role: DraftRole): void {
  const { chance } = draft;
  if (draft.shared.length > 0 && chance.isTrue(0.45)) {
    attach(role, ...chance.several(draft.shared, chance.integer(1, 2)));
  }
}
