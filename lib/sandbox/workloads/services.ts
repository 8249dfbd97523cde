import type { ServiceDefinition } from '../service.ts';
import { agentCore } from './agentcore.ts';
import { appRunner } from './apprunner.ts';
import { batch } from './batch.ts';
import { cloudFormation } from './cloudformation.ts';
import { codeBuild } from './codebuild.ts';
import { codeDeploy } from './codedeploy.ts';
import { ecs } from './ecs.ts';
import { sageMaker } from './sagemaker.ts';
import { stepFunctions } from './stepfunctions.ts';

/** Services of which only those reads are served that tell what runs with which role. */
export const workloadServices: readonly ServiceDefinition[] = [
  agentCore,
  appRunner,
  batch,
  cloudFormation,
  codeBuild,
  codeDeploy,
  ecs,
  sageMaker,
  stepFunctions,
];
