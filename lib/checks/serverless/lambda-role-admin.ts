import type { Evidence, Severity } from '../../findings/finding.ts';
import type { LambdaFunction } from '../../snapshot/snapshot.ts';
import type { RolePrincipal } from '../account-view.ts';
import { isAdmin } from '../admin.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { iam, remediation } from '../commands.ts';
import { recordsOf, someOf, textOf, textsOf } from '../evidence.ts';
import { oncePer } from '../once.ts';
import { unreadReason } from '../permissions.ts';
import { sensitivityOf } from '../policy/sensitive-services.ts';
import { heldPolicies } from '../policy-holder.ts';
import { pass, type Unknown, unknown } from '../verdicts.ts';
import { executionRole, roleNameOf, roleUnread } from './execution-roles.ts';
import { eachFunction, functionFinding, functionIn } from './functions.ts';
import { wildcardWritesOf } from './wildcard-writes.ts';

export const lambdaRoleAdmin: Check = {
  id: 'lambda-role-admin',
  family: 'serverless',
  title: 'Function whose role can do nearly everything',
  flags:
    'A function whose execution role makes an administrator, or is allowed every writing action of a service on every resource without a ' +
    'condition, by a policy alone, where no Deny and no boundary takes any of them away. Medium when that is so for ' +
    'services alone with which one can do no more than disturb them (see `service-wildcard`).',
  severity: 'high',
  rationale:
    'A function is reached by events that others write. Whoever finds a hole in its code, or in a package that it loads, has its role: here that is ' +
    'the account, or all of a service.',
  remediation:
    'Give the function a role of its own with the actions that its code calls, on the resources that it calls them on.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['functions', 'authorization-details'],

  evaluate: (context) => eachFunction(context, (lambda) => judge(context, lambda)),

  describe(facts) {
    const { evidence } = facts;
    const role = `role ${roleNameOf(textOf(evidence, 'roleArn') ?? '')}`;
    const services = recordsOf(evidence, 'services').flatMap((each) => textOf(each, 'service') ?? []);
    const by = textsOf(evidence, 'policies');
    const source = by.length === 0 ? 'its policies together' : someOf(by.map(roleNameOf));
    return services.length === 0
      ? `${functionIn(facts)} runs with ${role}, an administrator by ${source}.`
      : `${functionIn(facts)} runs with ${role}, which may change everything in ${someOf(services)}, by ${source}.`;
  },

  remediate({ evidence }) {
    const roleArn = textOf(evidence, 'roleArn');
    const role = roleArn === null ? null : roleNameOf(roleArn);
    return remediation(
      'The lines print what the role holds. What it called until now is in `services-unused` and `actions-unused`; take the rest out of its policies, ' +
        'and put resources in the place of `*`. Where other functions share the role, begin with a role of its own for this one.',
      role === null
        ? []
        : [iam('list-attached-role-policies', { 'role-name': role }), iam('list-role-policies', { 'role-name': role })],
    );
  },
};

function judge(context: CheckContext, lambda: LambdaFunction): Verdict {
  const { roleArn } = lambda;
  const role = executionRole(context, roleArn);
  if (role === null) return unknown(roleUnread(context, roleArn), lambda.arn);
  const power = powersIn(context)(role);
  if (power.status === 'unknown') return unknown(power, lambda.arn);
  if (power.status === 'confined') return pass;
  return functionFinding(context, lambda, { roleArn, ...power.evidence }, power.severity);
}

type Power =
  | { readonly status: 'wide'; readonly severity: Severity; readonly evidence: Evidence }
  | { readonly status: 'confined' }
  | ({ readonly status: 'unknown' } & Unknown);

/** Judged once for all functions that share a role. */
const powersIn = oncePer((context: CheckContext) => oncePer((role: RolePrincipal): Power => powerOf(context, role)));

function powerOf(context: CheckContext, role: RolePrincipal): Power {
  const admin = isAdmin(context, role);
  if (admin.status === 'admin') {
    return { status: 'wide', severity: 'high', evidence: { why: 'administrator', policies: admin.policies } };
  }
  // What was not read can be a Deny of all that was.
  const [unread] = heldPolicies(context.account, role).unread.flatMap(({ document }) => unreadReason(document) ?? []);
  if (unread !== undefined) return { status: 'unknown', ...unread };
  const writes = wildcardWritesOf(context.account, role);
  if (writes.length === 0) return { status: 'confined' };
  const isSensitive = writes.some(({ service }) => sensitivityOf(service) !== null);
  return {
    status: 'wide',
    severity: isSensitive ? 'high' : 'medium',
    evidence: {
      why: 'wildcard writes',
      policies: [...new Set(writes.flatMap(({ policies }) => policies))].toSorted(),
      services: writes,
    },
  };
}
