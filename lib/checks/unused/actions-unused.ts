import { isIdentityCenter, isServiceLinked, type Principal } from '../account-view.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { unseenVerdicts } from '../doubts.ts';
import { countOf, recordsOf, someOf, textOf, textsOf } from '../evidence.ts';
import { permissionSetResource, principalResource } from '../resources.ts';
import { servicesInUse, unusedActionsOf } from '../unused-actions.ts';
import { isWithoutPermissions, reportGap, usageOf } from '../usage.ts';
import { graceOf, pass, type Unknown, unknown } from '../verdicts.ts';
import { unusedWindow } from '../windows.ts';

export const actionsUnused: Check = {
  id: 'actions-unused',
  family: 'unused',
  title: 'Granted actions that the principal does not use',
  flags:
    'A user, role or permission set that uses a service, but did not call some of the actions that its policies grant it there for ' +
    '`unusedAfterDays`: one finding for each, with the actions and, by service, the statements that grant them. AWS tracks some ' +
    'actions only, mostly those that manage resources: an action that its report does not list is named in `untracked` and never counted, ' +
    'and so is `iam:PassRole`. A service in use of which the report lists no action is unknown. Attempts that were denied count as use.',
  severity: 'low',
  rationale: 'Most of a wide grant is never called; what remains is there for whoever steals the credentials.',
  remediation: 'Take the actions out of the statements that grant them.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details', 'last-accessed'],
  uses: ['credential-report'],
  window: unusedWindow,

  *evaluate(context) {
    for (const principal of context.account.principals) {
      if (!isServiceLinked(principal)) yield* judge(context, principal);
    }
  },

  describe({ resource, evidence }) {
    const count = countOf(evidence, 'actions');
    const services = recordsOf(evidence, 'services').flatMap((each) => textOf(each, 'service') ?? []);
    const noun = count === 1 ? 'one action' : `${count} actions`;
    const untracked = countOf(evidence, 'untracked');
    const rest = untracked === 0 ? '' : ` AWS does not track the use of ${untracked} more that it is granted there.`;
    return (
      `${resource.name} uses ${someOf(services, countOf(evidence, 'services'))}, but made no attempt at ${noun} that it is granted ` +
      `there: ${someOf(textsOf(evidence, 'actions'), count)}.${rest}`
    );
  },

  remediate({ resource }) {
    if (resource.type === 'AWS::SSO::PermissionSet') {
      return remediation(
        `In Identity Center, take the actions out of the policies of the permission set ${resource.name}, and provision it again. ` +
          'Other accounts that it is assigned in can need them: look at their audits first.',
      );
    }
    return remediation(
      'For each service, `grantedBy` in the evidence names the policies and the statements (counted from 0) that grant the actions. ' +
        'Write out there the actions that are used, and keep those in `untracked` unless you know better. For a customer policy ' +
        '`aws iam set-default-policy-version` goes back to the version before.',
    );
  },
};

function* judge(context: CheckContext, principal: Principal): Iterable<Verdict> {
  const { arn } = principal;
  const whole = usageOf(context).ofPrincipal(principal);
  const report = context.account.lastAccessedOf(arn);
  // The finding on the principal itself says it all.
  if (whole.status === 'unused' || isWithoutPermissions(report)) return yield pass;
  if (report?.status !== 'complete') {
    return yield unknown(whole.status === 'unknown' ? whole : reportGap(context, report), arn);
  }
  const services = servicesInUse(context, principal, report);
  if (services.length === 0) return yield pass;
  const young = graceOf(context, arn, principal.createdAt);
  if (young !== null) return yield unknown(young, arn);
  if (report.granularity === 'SERVICE_LEVEL') return yield unknown(withoutActions, arn);

  const { unseen, ...unused } = unusedActionsOf(context, principal, services);
  yield* unseenVerdicts(principal, unseen);
  if (unused.actions.length > 0) {
    const resource = isIdentityCenter(principal) ? permissionSetResource : principalResource;
    yield { verdict: 'finding', resource: resource(context, principal), evidence: { ...unused } };
  } else {
    const { untracked } = unused;
    yield untracked.length === 0 ? pass : unknown(notTracked, arn, someOf(untracked), someOf(untracked));
  }
}

const withoutActions: Unknown = {
  code: 'not-collected',
  reason: "AWS's report on this principal was asked for without actions.",
};

const notTracked: Unknown = {
  code: 'untracked',
  reason: 'AWS does not track the use of these actions, which its policies grant in services that it uses.',
};
