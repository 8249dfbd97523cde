import { isIdentityCenter, type Principal } from '../account-view.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { unseenVerdicts } from '../doubts.ts';
import { countOf, dayOf, lastUseIn, recordsOf, someOf, textOf } from '../evidence.ts';
import { cloudTrailOn, cloudTrailSentence } from '../principal-events.ts';
import { permissionSetResource } from '../resources.ts';
import { unusedServicesOf } from '../unused-services.ts';
import { usageOf } from '../usage.ts';
import { graceOf, pass, unknown } from '../verdicts.ts';
import { unusedWindow } from '../windows.ts';

export const permissionSetUnused: Check = {
  id: 'permission-set-unused',
  family: 'unused',
  title: 'Permission set that nobody uses, or not all of',
  flags:
    'A role that Identity Center made from a permission set, and that nobody used for `unusedAfterDays`; or one that is used, ' +
    'but not for all the services that the permission set grants. The finding names the permission set, by the ARN of the role ' +
    'in this account.',
  severity: 'medium',
  rationale:
    'Everybody assigned to the permission set can open a session with all of it, and IAM shows only roles that it cannot change.',
  remediation: 'Change or unassign the permission set in Identity Center; the role in IAM follows.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details', 'last-accessed'],
  window: unusedWindow,

  *evaluate(context) {
    for (const principal of context.account.principals) {
      if (isIdentityCenter(principal)) yield* judge(context, principal);
    }
  },

  describe({ resource, evidence }) {
    const services = recordsOf(evidence, 'services').flatMap((each) => textOf(each, 'service') ?? []);
    if (services.length === 0) {
      return `Permission set ${resource.name}, in this account since ${dayOf(evidence, 'createdAt')}, ${lastUseIn(evidence)}.${cloudTrailSentence(evidence)}`;
    }
    return `Permission set ${resource.name} is used in this account, but not for ${someOf(services, countOf(evidence, 'services'))}.`;
  },

  remediate({ resource, evidence }) {
    const isPartial = recordsOf(evidence, 'services').length > 0;
    return remediation(
      isPartial
        ? `In Identity Center, take the services out of the policies of the permission set ${resource.name}, and provision it again. ` +
            'Other accounts that it is assigned in can need them: look at their audits first.'
        : `In Identity Center, remove the assignments of the permission set ${resource.name} in this account. Assigning it again ` +
            'undoes it, with a new role ARN: trust and resource policies that name the old one have to follow.',
    );
  },
};

function* judge(context: CheckContext, principal: Principal): Iterable<Verdict> {
  const use = usageOf(context).ofPrincipal(principal);
  const resource = permissionSetResource(context, principal);
  if (use.status !== 'used') {
    const unseen = graceOf(context, principal.arn, principal.createdAt) ?? (use.status === 'unknown' ? use : null);
    if (unseen !== null) yield unknown(unseen, principal.arn);
    else if (use.status === 'unused') {
      yield {
        verdict: 'finding',
        resource,
        evidence: { lastUsedAt: use.lastUsedAt, createdAt: principal.createdAt, ...cloudTrailOn(context, principal) },
      };
    }
    return;
  }
  const { unused, unseen } = unusedServicesOf(context, principal);
  yield* unseenVerdicts(principal, unseen);
  yield unused.length === 0
    ? pass
    : { verdict: 'finding', resource, evidence: { services: unused, createdAt: principal.createdAt } };
}
