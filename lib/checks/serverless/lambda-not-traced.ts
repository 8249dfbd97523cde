import type { Check } from '../check.ts';
import { remediation } from '../commands.ts';
import { textOf } from '../evidence.ts';
import { pass } from '../verdicts.ts';
import { eachFunction, functionCommand, functionFinding, functionIn } from './functions.ts';

export const lambdaNotTraced: Check = {
  id: 'lambda-not-traced',
  family: 'serverless',
  title: 'Function that begins no traces',
  flags:
    'A function without active tracing of X-Ray. One that passes traces through (PassThrough) is in a trace only if its caller ' +
    'began one. An agent in a layer that traces by itself is not seen.',
  severity: 'info',
  rationale: 'After an incident, a trace shows what a request called; a log shows what somebody thought of writing.',
  remediation: 'Switch active tracing on where the function is defined, for all functions of an application at once.',
  mappings: { cis: {}, securityHub: ['Lambda.7'], prowler: [] },
  needs: ['functions'],

  evaluate: (context) =>
    eachFunction(context, (lambda) =>
      lambda.tracing === 'Active' ? pass : functionFinding(context, lambda, { mode: lambda.tracing }),
    ),

  describe: (facts) => `${functionIn(facts)} begins no traces (${textOf(facts.evidence, 'mode') ?? 'no mode'}).`,

  remediate(facts) {
    return remediation(
      'Give its role AWSXRayDaemonWriteAccess, then switch it on. Traces are sampled and cost little; each is billed.',
      [functionCommand(facts, 'update-function-configuration', { 'tracing-config': 'Mode=Active' })],
    );
  },
};
