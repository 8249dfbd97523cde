import { agentRuntimes } from './agent-runtimes.ts';
import { agentCoreBrowsers } from './agentcore-browsers.ts';
import { agentCoreCodeInterpreters } from './agentcore-code-interpreters.ts';
import { appRunnerServices } from './apprunner-services.ts';
import { batchJobDefinitions } from './batch-job-definitions.ts';
import { cloudFormationStacks } from './cloudformation-stacks.ts';
import { codeBuildProjects } from './codebuild-projects.ts';
import { codeDeployGroups } from './codedeploy-groups.ts';
import { ecsTasks } from './ecs-tasks.ts';
import { notebookInstances } from './notebook-instances.ts';
import { stateMachines } from './state-machines.ts';
import type { WorkloadReader } from './workload-reader.ts';

/**
 * One for each kind that is asked for. Development endpoints of Glue are not: AWS ended them on 2026-04-01 (AWS Glue Developer Guide,
 * glue-version-support-policy), and what is left of them runs nothing.
 */
export const workloadReaders: readonly WorkloadReader[] = [
  cloudFormationStacks,
  notebookInstances,
  codeBuildProjects,
  ecsTasks,
  stateMachines,
  appRunnerServices,
  batchJobDefinitions,
  codeDeployGroups,
  agentRuntimes,
  agentCoreBrowsers,
  agentCoreCodeInterpreters,
];
