import { isOwn, type Principal } from '../account-view.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { unseenVerdicts } from '../doubts.ts';
import { countOf, recordsOf, someOf, textOf } from '../evidence.ts';
import { oncePer } from '../once.ts';
import { principalResource } from '../resources.ts';
import { unusedServicesOf } from '../unused-services.ts';
import { usageOf } from '../usage.ts';
import { pass, unknown } from '../verdicts.ts';
import { unusedWindow } from '../windows.ts';

export const servicesUnused: Check = {
  id: 'services-unused',
  family: 'unused',
  title: 'Granted services that the principal does not use',
  flags:
    'A user or role that is used, but did not call some of the services that its policies grant it for `unusedAfterDays`: one ' +
    'finding for each principal, with the services and the statements that grant them. A service that the report does not ' +
    'mention is unknown when a policy names it, and left out when only a wildcard reaches it.',
  severity: 'medium',
  rationale:
    'What a principal never calls is of use only to whoever steals its credentials. Low when the services are granted for reading and tagging only.',
  remediation: 'Take the services out of the statements that grant them.',
  mappings: {
    cis: {},
    securityHub: [],
    prowler: [
      'iam_role_access_not_stale_to_bedrock',
      'iam_user_access_not_stale_to_bedrock',
      'iam_user_access_not_stale_to_sagemaker',
    ],
  },
  needs: ['authorization-details', 'last-accessed'],
  uses: ['credential-report'],
  window: unusedWindow,

  *evaluate(context) {
    for (const principal of context.account.principals) {
      if (isOwn(principal)) yield* servicesUnusedBy(context, principal);
    }
  },

  describe({ resource, evidence }) {
    const services = recordsOf(evidence, 'services').flatMap((each) => textOf(each, 'service') ?? []);
    const count = countOf(evidence, 'services');
    const noun = count === 1 ? 'one service' : `${count} services`;
    return `${resource.name} is granted ${noun} that it does not use: ${someOf(services, count)}.`;
  },

  remediate() {
    return remediation(
      'For each service, `grantedBy` in the evidence names the policy and the statement (counted from 0) that grants it. Take the ' +
        'service out there; where others need the policy, give this principal a smaller one of its own first. For a customer ' +
        'policy `aws iam set-default-policy-version` goes back to the version before.',
    );
  },
};

/** What the check says of one principal, for those who speak of the same from another side. */
export function servicesUnusedBy(context: CheckContext, principal: Principal): readonly Verdict[] {
  return judgedIn(context)(principal);
}

const judgedIn = oncePer((context: CheckContext) => oncePer((principal: Principal) => [...judge(context, principal)]));

function* judge(context: CheckContext, principal: Principal): Iterable<Verdict> {
  const whole = usageOf(context).ofPrincipal(principal);
  // The finding on the principal itself says it all.
  if (whole.status === 'unused') return yield pass;
  const { unused, severity, unseen } = unusedServicesOf(context, principal);
  yield* unseenVerdicts(principal, unseen);
  if (unused.length === 0) return yield pass;
  if (whole.status === 'unknown') return yield unknown(whole, principal.arn);
  yield {
    verdict: 'finding',
    resource: principalResource(context, principal),
    severity,
    evidence: { services: unused },
  };
}
