import { passing, type Retirement, type Technique, using } from '../technique.ts';

const TASKS = 'ecs-tasks.amazonaws.com';
const APP_RUNNER = 'tasks.apprunner.amazonaws.com';
const CLUSTER = 'ECS cluster';

/** AWS App Runner Developer Guide, apprunner-availability-change (read 2026-11-23). */
const APP_RUNNER_CLOSED: Retirement = {
  since: '2026-04-30',
  for: 'new-customers',
  what: 'AWS App Runner',
  shownBy: 'App Runner service',
};

/** ECS, Batch and App Runner. */
export const containers: readonly Technique[] = [
  passing('ecs-001', 'Run a container with the role as a service on a new ECS cluster', TASKS, [
    'ecs:CreateCluster',
    'ecs:RegisterTaskDefinition',
    'ecs:CreateService',
  ]),
  passing('ecs-002', 'Run a container with the role as a task on a new ECS cluster', TASKS, [
    'ecs:CreateCluster',
    'ecs:RegisterTaskDefinition',
    'ecs:RunTask',
  ]),
  passing(
    'ecs-003',
    'Run a container with the role as a service on an existing ECS cluster',
    TASKS,
    ['ecs:RegisterTaskDefinition', 'ecs:CreateService'],
    { needsExisting: CLUSTER },
  ),
  passing(
    'ecs-004',
    'Run a container with the role as a task on an existing ECS cluster',
    TASKS,
    ['ecs:RegisterTaskDefinition', 'ecs:RunTask'],
    { needsExisting: CLUSTER },
  ),
  passing(
    'ecs-005',
    'Start a container with the role on an instance of an existing ECS cluster',
    TASKS,
    ['ecs:RegisterTaskDefinition', 'ecs:StartTask'],
    { needsExisting: 'ECS cluster with a container instance' },
  ),
  using(
    'ecs-006',
    'Run a command in an ECS task that has the role',
    'ECS task',
    [TASKS],
    ['ecs:ExecuteCommand', 'ecs:DescribeTasks'],
  ),
  passing(
    'ecs-run-task-override',
    'Run an existing task definition with the role and another command',
    TASKS,
    ['ecs:RunTask'],
    { needsExisting: 'ECS cluster and task definition' },
  ),
  passing(
    'ecs-start-task-override',
    'Start an existing task definition with the role and another command',
    TASKS,
    ['ecs:StartTask'],
    { needsExisting: 'ECS cluster with a container instance, and task definition' },
  ),
  passing(
    'ecs-start-task-own-instance',
    "Start an existing task definition with the role on an instance of one's own",
    TASKS,
    ['ecs:StartTask', 'ecs:RegisterContainerInstance', 'ecs:DeregisterContainerInstance'],
    { needsExisting: 'ECS cluster and task definition' },
  ),
  passing(
    'batch-new-job-definition',
    'Run a Batch job with the role',
    TASKS,
    ['batch:RegisterJobDefinition', 'batch:SubmitJob'],
    { needsExisting: 'Batch job queue' },
  ),
  using(
    'batch-submit-job',
    'Submit a Batch job that has the role, with another command',
    'Batch job definition',
    [TASKS],
    ['batch:SubmitJob'],
    { needsExisting: 'Batch job queue' },
  ),
  passing('apprunner-001', 'Make an App Runner service with the role', APP_RUNNER, ['apprunner:CreateService'], {
    retired: APP_RUNNER_CLOSED,
  }),
  using(
    'apprunner-002',
    'Give an App Runner service that runs as the role another image',
    'App Runner service',
    [APP_RUNNER],
    ['apprunner:UpdateService'],
    { retired: APP_RUNNER_CLOSED },
  ),
];
