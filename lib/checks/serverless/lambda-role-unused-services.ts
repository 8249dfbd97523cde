import { findingId } from '../../findings/fingerprint.ts';
import { compareText } from '../../findings/order.ts';
import type { LambdaFunction } from '../../snapshot/snapshot.ts';
import type { RolePrincipal } from '../account-view.ts';
import { isOwn } from '../account-view.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { countOf, numberOf, recordsOf, someOf, textOf, textsOf } from '../evidence.ts';
import { servicesUnused, servicesUnusedBy } from '../unused/services-unused.ts';
import { partMissing, unknown } from '../verdicts.ts';
import { unusedWindow } from '../windows.ts';
import { executionRole, functionsByRole, roleUnread } from './execution-roles.ts';

/** Functions named in the evidence: a role can be shared by hundreds. */
const NAMED = 25;

export const lambdaRoleUnusedServices: Check = {
  id: 'lambda-role-unused-services',
  family: 'serverless',
  title: 'Role of functions with services that none of them uses',
  flags:
    'A role that functions run with and of which `services-unused` finds services that it does not use: one finding for each role, with its ' +
    'functions and the id of the other finding (`findingOf`), which has the statements. Unknown where that one is.',
  severity: 'low',
  rationale:
    'What a function does is in its code, and changes with a deployment: a service that its role did not call for months can go, and comes back ' +
    'in the same commit as the code that needs it.',
  remediation: 'Take the services out of the role where the function is defined.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['functions', 'authorization-details', 'last-accessed'],
  window: unusedWindow,

  *evaluate(context) {
    for (const [roleArn, functions] of functionsByRole(context)) {
      const role = executionRole(context, roleArn);
      if (role === null) yield unknown(roleUnread(context, roleArn), roleArn);
      else if (isOwn(role)) yield* judge(context, role, functions);
    }
    const missing = partMissing(context, 'functions');
    if (missing !== null) yield { verdict: 'unknown', ...missing };
  },

  describe({ resource, evidence }) {
    const services = textsOf(evidence, 'services');
    const names = textsOf(evidence, 'functions').map((arn) => arn.slice(arn.lastIndexOf(':') + 1));
    const count = numberOf(evidence, 'functionCount') ?? countOf(evidence, 'functions');
    const whose = count === 1 ? `function ${someOf(names)}` : `${count} functions (${someOf(names, count, 3)})`;
    return `Role ${resource.name} of ${whose} is granted what it does not use: ${someOf(services, countOf(evidence, 'services'))}.`;
  },

  remediate({ evidence }) {
    const other = textOf(evidence, 'findingOf');
    const where =
      other === null ? 'The finding of `services-unused` on the role' : `Finding ${other} of \`services-unused\``;
    return remediation(
      `${where} names the policies and statements that grant each service. Take them out where the function is defined (serverless.yml, template.yaml, the ` +
        'stack), so that the next deployment does not bring them back.',
    );
  },
};

function* judge(context: CheckContext, role: RolePrincipal, functions: readonly LambdaFunction[]): Iterable<Verdict> {
  const arns = functions.map(({ arn }) => arn).toSorted(compareText);
  for (const verdict of servicesUnusedBy(context, role)) {
    if (verdict.verdict !== 'finding') {
      yield verdict;
      continue;
    }
    const { resource, evidence } = verdict;
    yield {
      verdict: 'finding',
      resource,
      evidence: {
        services: recordsOf(evidence, 'services').flatMap((each) => textOf(each, 'service') ?? []),
        functions: arns.slice(0, NAMED),
        functionCount: arns.length,
        findingOf: findingId(servicesUnused.id, resource.arn),
      },
    };
  }
}
