import { type Grant, isOwn, type Principal } from '../account-view.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { deleteInlineCommands, detachCommands } from '../detach.ts';
import { lastUseIn, numberOf, recordOf, someOf, textOf, textsOf } from '../evidence.ts';
import { servicesOfDocument } from '../granted-services.ts';
import { nameOfSource } from '../permissions.ts';
import { type HoldersUse, useByHolders, useOfPolicy } from '../policy-use.ts';
import { principalResource } from '../resources.ts';
import { usageOf } from '../usage.ts';
import { pass, unknown } from '../verdicts.ts';
import { unusedWindow } from '../windows.ts';

/** Services named in the evidence: a policy can grant hundreds. */
const NAMED = 25;

export const attachmentUnused: Check = {
  id: 'attachment-unused',
  family: 'unused',
  title: 'Policy that this principal does not use',
  flags:
    'A managed policy attached to a user or role that used none of the services that it grants for `unusedAfterDays`, while ' +
    'another principal did; and an inline policy of a user or role that is not used at all. Policies held through a group ' +
    'are not counted against its members, and a principal that is itself unused is reported once, as that.',
  severity: 'medium',
  rationale: 'The permission is needed somewhere, but not here: here it only widens what a stolen session can do.',
  remediation: 'Detach the policy from this principal, or delete the inline policy.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details', 'last-accessed'],
  uses: ['credential-report'],
  window: unusedWindow,

  *evaluate(context) {
    for (const principal of context.account.principals) {
      if (!isOwn(principal)) continue;
      for (const grant of context.account.grantsOf(principal)) {
        if (grant.throughGroupArn === null) yield judge(context, principal, grant);
      }
    }
  },

  describe({ resource, evidence }) {
    const inline = recordOf(evidence, 'inlinePolicy');
    const name = inline ? `inline policy ${textOf(inline, 'name')}` : `policy ${textOf(evidence, 'policyArn')}`;
    const services = textsOf(evidence, 'services');
    const granted = someOf(services, numberOf(evidence, 'serviceCount') ?? services.length);
    const usedBy = textOf(evidence, 'usedBy');
    const others = usedBy === null ? '' : ` Another principal uses the policy: ${usedBy}.`;
    return `${resource.name} holds ${name}, and what that grants it (${granted}) ${lastUseIn(evidence)}.${others}`;
  },

  remediate({ resource, evidence }) {
    const inline = recordOf(evidence, 'inlinePolicy');
    const inlineName = inline ? textOf(inline, 'name') : null;
    if (inlineName !== null) {
      return remediation(
        'The first line prints the policy: keep it, because putting it back is the way to undo the second, which deletes it.',
        deleteInlineCommands(resource.arn, inlineName),
      );
    }
    return remediation(
      'Detach the policy from this principal; the attach- command with the same options undoes it.',
      detachCommands(textOf(evidence, 'policyArn') ?? '', [resource.arn], null),
    );
  },
};

function judge(context: CheckContext, principal: Principal, grant: Grant): Verdict {
  const name = nameOfSource(grant.source);
  const granted = servicesOfDocument(grant.document);
  if ('unread' in granted) return unknown(granted.unread, principal.arn, name, name);
  const use = useOfPolicy(context, { principal, ...granted, updatedAt: grant.updatedAt });
  if (use.status === 'used' || use.status === 'not-granted') return pass;
  const whole = usageOf(context).ofPrincipal(principal);
  const others = 'policyArn' in grant.source ? useByOthers(context, grant.source.policyArn) : null;
  // Either is reported as what it is: an unused principal, an unused policy.
  if (whole.status === 'unused' || others?.status === 'unused') return pass;
  for (const each of [use, whole, others]) {
    if (each?.status === 'unknown') return unknown(each, principal.arn, name, name);
  }
  const { services } = granted;
  return {
    verdict: 'finding',
    resource: principalResource(context, principal),
    evidence: {
      ...grant.source,
      lastUsedAt: use.status === 'unused' ? use.lastUsedAt : null,
      services: [...services.keys()].slice(0, NAMED),
      serviceCount: services.size,
      ...(others?.status === 'used' ? { usedBy: others.by.arn } : {}),
      createdAt: principal.createdAt,
      updatedAt: grant.updatedAt,
    },
    discriminator: name,
  };
}

/** The use of a managed policy by everybody but one who has not used it. */
function useByOthers(context: CheckContext, policyArn: string): HoldersUse {
  const policy = context.account.managedPolicy(policyArn);
  const isAlone = context.account.holdersOf(policyArn).length === 1;
  if (policy === undefined || isAlone) return { status: 'unused', lastUsedAt: null };
  return useByHolders(context)(policy);
}
