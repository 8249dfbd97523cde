import { passing, type Retirement, type Technique, using } from '../technique.ts';

const GLUE = 'glue.amazonaws.com';

/**
 * Development endpoints have Glue 1.0 at most, which AWS ended: AWS Glue Developer Guide, glue-version-support-policy (read
 * 2026-11-23).
 */
const GLUE_ENDPOINTS: Retirement = { since: '2026-04-01', for: 'everybody', what: 'Development endpoints of AWS Glue' };

/** AWS Data Pipeline Developer Guide; the day is that of the announcement on the AWS Big Data Blog. */
const DATA_PIPELINE: Retirement = { since: '2024-07-25', for: 'new-customers', what: 'AWS Data Pipeline' };

/** Glue, EMR Serverless, Data Pipeline, Flink and HealthOmics. */
export const data: readonly Technique[] = [
  passing('glue-001', 'Make a Glue development endpoint with the role and sign in', GLUE, ['glue:CreateDevEndpoint'], {
    retired: GLUE_ENDPOINTS,
  }),
  using(
    'glue-002',
    'Put an SSH key on a Glue development endpoint that has the role, and sign in',
    'Glue development endpoint',
    [GLUE],
    ['glue:UpdateDevEndpoint'],
    { retired: GLUE_ENDPOINTS },
  ),
  passing('glue-003', 'Make a Glue job with the role and start it', GLUE, ['glue:CreateJob', 'glue:StartJobRun']),
  passing('glue-004', 'Make a Glue job with the role and a trigger that starts it', GLUE, [
    'glue:CreateJob',
    'glue:CreateTrigger',
  ]),
  passing(
    'glue-005',
    'Give an existing Glue job the role and another script, and start it',
    GLUE,
    ['glue:UpdateJob', 'glue:StartJobRun'],
    { needsExisting: 'Glue job' },
  ),
  passing(
    'glue-006',
    'Give an existing Glue job the role and another script, and a trigger that starts it',
    GLUE,
    ['glue:UpdateJob', 'glue:CreateTrigger'],
    { needsExisting: 'Glue job' },
  ),
  passing('glue-new-session', 'Run statements in an interactive session of Glue with the role', GLUE, [
    'glue:CreateSession',
    'glue:RunStatement',
  ]),
  passing(
    'datapipeline-001',
    'Run a pipeline of Data Pipeline with the role',
    'datapipeline.amazonaws.com',
    ['datapipeline:CreatePipeline', 'datapipeline:PutPipelineDefinition', 'datapipeline:ActivatePipeline'],
    { retired: DATA_PIPELINE },
  ),
  passing('emr-serverless-job', 'Run a job of EMR Serverless with the role', 'emr-serverless.amazonaws.com', [
    'emr-serverless:CreateApplication',
    'emr-serverless:StartJobRun',
  ]),
  passing(
    'kinesisanalytics-start',
    'Make an application of Managed Service for Apache Flink with the role and start it',
    'kinesisanalytics.amazonaws.com',
    ['kinesisanalytics:CreateApplication', 'kinesisanalytics:StartApplication'],
  ),
  passing('omics-start-run', 'Run a workflow of HealthOmics with the role', 'omics.amazonaws.com', [
    'omics:CreateWorkflow',
    'omics:StartRun',
    's3:GetObject',
  ]),
];
