import type { LambdaFunction } from '../../snapshot/snapshot.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { countOf, recordsOf, someOf, textOf } from '../evidence.ts';
import { pass, unknown } from '../verdicts.ts';
import { eachFunction, functionCommand, functionFinding, functionIn } from './functions.ts';

export const lambdaSecretInEnvironment: Check = {
  id: 'lambda-secret-in-environment',
  family: 'serverless',
  title: 'Secret in an environment variable',
  flags:
    'A function with an environment variable whose value has the form of a credential, or whose name says that it is a secret and whose value ' +
    'could be one. Low when a value is merely random. Values are looked at while they are read, and are in no ' +
    'snapshot, finding or log.',
  severity: 'high',
  rationale:
    'Whoever may list functions reads the values: that is in every read-only policy. They are in the template, in the pipeline and in every published version, and ' +
    'each library in the function sees them.',
  remediation:
    'Put the secret into Secrets Manager or a SecureString parameter, read it from there when the function starts, and replace the value that was in the variable.',
  mappings: { cis: {}, securityHub: [], prowler: ['awslambda_function_no_secrets_in_variables'] },
  needs: ['functions'],

  evaluate: (context) => eachFunction(context, (lambda) => judge(context, lambda)),

  describe(facts) {
    const { evidence } = facts;
    const named = recordsOf(evidence, 'variables').map(
      (variable) =>
        `${textOf(variable, 'name')} (${textOf(variable, 'kind')}, by its ${BY[textOf(variable, 'by') ?? ''] ?? 'value'})`,
    );
    const noun = named.length === 1 ? 'a variable that looks' : 'variables that look';
    return `${functionIn(facts)} has ${noun} like a secret: ${someOf(named, countOf(evidence, 'variables'))}.`;
  },

  remediate(facts) {
    return remediation(
      'Make a new secret where it is used, put it into Secrets Manager or a SecureString parameter, let the role of the function read that one alone, and ' +
        'give the function its name instead of the value. Then take the variable out where the function is defined, revoke the old secret, and delete ' +
        'published versions, which keep it: the line lists them.',
      [functionCommand(facts, 'list-versions-by-function', { query: 'Versions[].Version' })],
    );
  },
};

const BY: Readonly<Record<string, string>> = { pattern: 'form', name: 'name', entropy: 'randomness' };

function judge(context: CheckContext, lambda: LambdaFunction): Verdict {
  const { environment } = lambda;
  if (environment === null) return pass;
  if ('unreadable' in environment) return unknown(unreadableEnvironment(environment), lambda.arn);
  const variables = environment.variables.flatMap(({ name, secret }) => (secret === null ? [] : [{ name, ...secret }]));
  if (variables.length === 0) return pass;
  const isOnlyRandom = variables.every(({ by }) => by === 'entropy');
  return functionFinding(context, lambda, { variables }, isOnlyRandom ? 'low' : 'high');
}

/** Why nothing can be said of the variables of a function. */
export function unreadableEnvironment({ unreadable }: { readonly unreadable: string }) {
  return { code: 'not-collected', reason: `Lambda could not show its environment: ${unreadable}` } as const;
}
