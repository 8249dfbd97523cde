import { passing, type Technique, using } from '../technique.ts';

const LAMBDA = 'lambda.amazonaws.com';
const STATES = 'states.amazonaws.com';

/** Lambda, Step Functions and EventBridge Scheduler. */
export const functions: readonly Technique[] = [
  passing('lambda-001', 'Make a Lambda function with the role and invoke it', LAMBDA, [
    'lambda:CreateFunction',
    'lambda:InvokeFunction',
  ]),
  passing('lambda-002', 'Make a Lambda function with the role and let an event source invoke it', LAMBDA, [
    'lambda:CreateFunction',
    'lambda:CreateEventSourceMapping',
  ]),
  passing('lambda-006', 'Make a Lambda function with the role and let everybody invoke it', LAMBDA, [
    'lambda:CreateFunction',
    'lambda:AddPermission',
  ]),
  passing(
    'lambda-new-dynamodb-trigger',
    'Make a Lambda function with the role and trigger it by a new table of DynamoDB',
    LAMBDA,
    ['lambda:CreateFunction', 'lambda:CreateEventSourceMapping', 'dynamodb:CreateTable', 'dynamodb:PutItem'],
  ),
  using(
    'lambda-003',
    'Replace the code of a Lambda function that runs as the role',
    'Lambda function',
    [LAMBDA],
    ['lambda:UpdateFunctionCode'],
  ),
  using(
    'lambda-004',
    'Replace the code of a Lambda function that runs as the role and invoke it',
    'Lambda function',
    [LAMBDA],
    ['lambda:UpdateFunctionCode', 'lambda:InvokeFunction'],
  ),
  using(
    'lambda-005',
    'Replace the code of a Lambda function that runs as the role and let everybody invoke it',
    'Lambda function',
    [LAMBDA],
    ['lambda:UpdateFunctionCode', 'lambda:AddPermission'],
  ),
  using(
    'lambda-update-configuration',
    "Add a layer with code of one's own to a Lambda function that runs as the role",
    'Lambda function',
    [LAMBDA],
    ['lambda:UpdateFunctionConfiguration'],
  ),
  passing('stepfunctions-new-state-machine', 'Make a state machine with the role and start it', STATES, [
    'states:CreateStateMachine',
    'states:StartExecution',
  ]),
  using(
    'stepfunctions-update-state-machine',
    'Rewrite a state machine that runs as the role and start it',
    'Step Functions state machine',
    [STATES],
    ['states:UpdateStateMachine', 'states:StartExecution'],
  ),
  passing('scheduler-create-schedule', 'Let a schedule call any API with the role', 'scheduler.amazonaws.com', [
    'scheduler:CreateSchedule',
  ]),
];
