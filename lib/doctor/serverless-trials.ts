import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import { GetFunctionUrlConfigCommand, GetPolicyCommand, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import type { Aws } from '../aws/aws.ts';
import { type Trial, trial } from './trial.ts';

/** A function that nobody has: Lambda asks for the permission first. */
const NOBODYS = { FunctionName: 'account-auditor-doctor' };

/** Lambda functions and what they lean on. */
export const serverlessTrials: readonly Trial[] = [
  inventoried('lambda:ListFunctions', 'functions; values of their environment are judged and not kept', (aws) =>
    aws.lambda().send(new ListFunctionsCommand({ MaxItems: 1 })),
  ),
  inventoried('lambda:GetPolicy', 'who may invoke functions', (aws) =>
    aws.lambda().send(new GetPolicyCommand(NOBODYS)),
  ),
  inventoried('lambda:GetFunctionUrlConfig', 'who may call the URLs of functions', (aws) =>
    aws.lambda().send(new GetFunctionUrlConfigCommand(NOBODYS)),
  ),
  inventoried('logs:DescribeLogGroups', 'how long functions keep their logs', (aws) =>
    aws.logs().send(new DescribeLogGroupsCommand({ limit: 1 })),
  ),
  // EC2 gives no page of fewer than five.
  inventoried('ec2:DescribeSubnets', 'in which zones functions run', (aws) =>
    aws.ec2().send(new DescribeSubnetsCommand({ MaxResults: 5 })),
  ),
];

function inventoried(action: string, purpose: string, call: (aws: Aws) => Promise<unknown>): Trial {
  return trial(action, purpose, call, 'inventory');
}
