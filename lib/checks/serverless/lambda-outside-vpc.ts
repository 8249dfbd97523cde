import type { Check } from '../check.ts';
import { remediation } from '../commands.ts';
import { pass } from '../verdicts.ts';
import { eachFunction, functionCommand, functionFinding, functionIn } from './functions.ts';

export const lambdaOutsideVpc: Check = {
  id: 'lambda-outside-vpc',
  family: 'serverless',
  title: 'Function outside of any VPC',
  flags:
    'A function that is attached to no VPC. That is right for most functions, which call AWS alone; the finding is for accounts whose rules ' +
    'ask that traffic stays in a network of their own.',
  severity: 'info',
  rationale:
    'Outside of a VPC a function can send whatever it reads to anywhere on the internet: no security group, endpoint policy or flow log sees it.',
  remediation: 'Attach the function to private subnets if it has no need of the internet, or accept the finding.',
  mappings: { cis: {}, securityHub: ['Lambda.3'], prowler: ['awslambda_function_inside_vpc'] },
  needs: ['functions'],

  evaluate: (context) =>
    eachFunction(context, (lambda) => (lambda.subnetIds.length > 0 ? pass : functionFinding(context, lambda, {}))),

  describe: (facts) => `${functionIn(facts)} is in no VPC.`,

  remediate(facts) {
    return remediation(
      'Give its role AWSLambdaVPCAccessExecutionRole, and its subnets endpoints for the services that it calls, before the line attaches it: without a NAT ' +
        'gateway it reaches nothing else. Functions at the edge cannot be in a VPC.',
      [
        functionCommand(facts, 'update-function-configuration', {
          'vpc-config': 'SubnetIds=<subnets in two zones>,SecurityGroupIds=<group>',
        }),
      ],
    );
  },
};
