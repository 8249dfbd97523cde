import type { Resource } from '../../findings/finding.ts';
import { compareText } from '../../findings/order.ts';
import type { LambdaFunction } from '../../snapshot/snapshot.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { type Command, remediation } from '../commands.ts';
import { countOf, numberOf, someOf, textsOf } from '../evidence.ts';
import { resourceOf } from '../resources.ts';
import { partMissing, pass, unknown } from '../verdicts.ts';
import { functionsByRole, roleNameOf } from './execution-roles.ts';
import { regionOf } from './functions.ts';

/** Functions named in the evidence: a role can be shared by hundreds. */
const NAMED = 25;

export const lambdaRoleShared: Check = {
  id: 'lambda-role-shared',
  family: 'serverless',
  title: 'Role of several functions',
  flags:
    'A role that several functions run with: one finding for each role, with its functions. Functions of one name in several Regions are one. ' +
    'Where a Region did not answer, it is unknown of a role with one function whether others share it.',
  severity: 'low',
  rationale:
    'The role has to allow what each of its functions needs, so that each may do what the others need. Nobody can tell which of them uses a permission, ' +
    'and so nobody takes one away.',
  remediation: 'Give each function a role of its own.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['functions'],

  *evaluate(context) {
    const missing = partMissing(context, 'functions');
    for (const [roleArn, functions] of functionsByRole(context)) {
      if (namesOf(functions).size > 1) yield finding(context, roleArn, functions);
      else yield missing === null ? pass : unknown(missing, roleArn);
    }
    if (missing !== null) yield { verdict: 'unknown', ...missing };
  },

  describe({ resource, evidence }) {
    const names = [...new Set(textsOf(evidence, 'functions').map((arn) => arn.slice(arn.lastIndexOf(':') + 1)))];
    const count = numberOf(evidence, 'functionCount') ?? countOf(evidence, 'functions');
    return `${count} functions run with role ${resource.name}: ${someOf(names, count)}.`;
  },

  remediate({ resource, evidence }) {
    return remediation(
      'For each function but one, make a role with the policies that its code needs and the same trust policy, then set it by its line; a copy of the ' +
        'policies is a first step that breaks nothing. What each role uses of it is in `services-unused` some weeks later.',
      textsOf(evidence, 'functions')
        .slice(1)
        .map((arn) => setRole({ arn }, resource)),
    );
  },
};

function setRole(lambda: Pick<Resource, 'arn'>, { name }: Resource): Command {
  const functionName = lambda.arn.slice(lambda.arn.lastIndexOf(':') + 1);
  const options = { 'function-name': lambda.arn, role: `<ARN of a copy of ${name} for ${functionName}>` };
  return { call: 'lambda update-function-configuration', options: { ...options, ...regionOf(lambda) } };
}

function finding(context: CheckContext, roleArn: string, functions: readonly LambdaFunction[]): Verdict {
  const arns = functions.map(({ arn }) => arn).toSorted(compareText);
  return {
    verdict: 'finding',
    resource: resourceOf(context, 'AWS::IAM::Role', roleArn, roleNameOf(roleArn)),
    evidence: { functions: arns.slice(0, NAMED), functionCount: namesOf(functions).size },
  };
}

function namesOf(functions: readonly LambdaFunction[]): ReadonlySet<string> {
  return new Set(functions.map(({ name }) => name));
}
