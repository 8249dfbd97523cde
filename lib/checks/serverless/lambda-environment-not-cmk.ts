import type { LambdaFunction } from '../../snapshot/snapshot.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { numberOf } from '../evidence.ts';
import { pass, unknown } from '../verdicts.ts';
import { eachFunction, functionCommand, functionFinding, functionIn } from './functions.ts';
import { unreadableEnvironment } from './lambda-secret-in-environment.ts';

export const lambdaEnvironmentNotCmk: Check = {
  id: 'lambda-environment-not-cmk',
  family: 'serverless',
  title: 'Environment variables without a customer key',
  flags:
    'A function that has environment variables, and no KMS key of the account for them. They are encrypted with the key that AWS manages all ' +
    'the same. A function without variables is not flagged.',
  severity: 'low',
  rationale:
    'With the key of AWS, permission to list functions is enough to read the values. A key of the account is a second permission, which can be given to few ' +
    'and whose use is in CloudTrail.',
  remediation:
    'Set a KMS key of the account for the environment of the function, unless its variables are no secret to whoever may list functions.',
  mappings: { cis: {}, securityHub: [], prowler: ['awslambda_function_env_vars_not_encrypted_with_cmk'] },
  needs: ['functions'],

  evaluate: (context) => eachFunction(context, (lambda) => judge(context, lambda)),

  describe(facts) {
    const count = numberOf(facts.evidence, 'variableCount') ?? 0;
    const variables = count === 1 ? 'one environment variable' : `${count} environment variables`;
    return `${functionIn(facts)} has ${variables} and no key of the account for them.`;
  },

  remediate(facts) {
    return remediation(
      'Let whoever deploys the function use the key (kms:Encrypt, kms:CreateGrant) and its role decrypt with it, then set it. Each cold start is one ' +
        'more call to KMS.',
      [functionCommand(facts, 'update-function-configuration', { 'kms-key-arn': '<ARN of the key>' })],
    );
  },
};

function judge(context: CheckContext, lambda: LambdaFunction): Verdict {
  const { environment, kmsKeyArn } = lambda;
  if (environment === null || kmsKeyArn !== null) return pass;
  if ('unreadable' in environment) return unknown(unreadableEnvironment(environment), lambda.arn);
  const variableCount = environment.variables.length;
  return variableCount === 0 ? pass : functionFinding(context, lambda, { variableCount });
}
