import type { ManagedPolicy } from '../../snapshot/snapshot.ts';
import { documentInForce, isOwn } from '../account-view.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { detachCommands, isChangeable } from '../detach.ts';
import { lastUseIn, numberOf, someOf, textsOf } from '../evidence.ts';
import { hasLevel, servicesOfDocument } from '../granted-services.ts';
import { reachOf, useByHolders } from '../policy-use.ts';
import { policyResource } from '../resources.ts';
import { pass, type Unknown, unknown } from '../verdicts.ts';
import { unusedWindow } from '../windows.ts';

/** Principals, services and attachments named in the evidence, each: a policy can reach thousands. */
const NAMED = 25;

/** Access levels at which more than reading and tagging is possible. */
const changing = ['Write', 'Permissions management'] as const;

export const policyUnused: Check = {
  id: 'policy-unused',
  family: 'unused',
  title: 'Attached policy that nobody uses',
  flags:
    'A managed policy, of the account or of AWS, none of whose granted services was used for `unusedAfterDays` by any ' +
    'principal that it reaches: users and roles that it is attached to, and members of groups. Use is attributed to ' +
    'services, not to policies: where two policies grant a service that is used, both are in use. Policies that only deny, ' +
    'and permissions boundaries, are never flagged.',
  severity: 'medium',
  rationale:
    'Its permissions serve nobody but whoever takes over one of its principals. High when it grants more than reading and tagging.',
  remediation:
    'Detach it everywhere; it can be attached again in a moment. A policy of Identity Center is changed on its permission set.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details', 'last-accessed'],
  window: unusedWindow,

  *evaluate(context) {
    for (const policy of context.account.snapshot.policies) {
      if (context.account.attachedTo(policy.arn).length > 0) yield judge(context, policy);
    }
  },

  describe({ resource, evidence }) {
    const principals = textsOf(evidence, 'principals');
    const services = textsOf(evidence, 'services');
    const reached = someOf(principals, numberOf(evidence, 'principalCount') ?? principals.length, 3);
    const granted = someOf(services, numberOf(evidence, 'serviceCount') ?? services.length);
    return `Policy ${resource.name} reaches ${reached}, and what it grants there (${granted}) ${lastUseIn(evidence)}.`;
  },

  remediate({ resource, evidence }) {
    const attachedTo = textsOf(evidence, 'attachedTo');
    const isAwsManaged = resource.arn.includes(':iam::aws:policy/');
    const text = [
      'Detach it; the attach- command with the same options undoes each line.',
      ...(attachedTo.every(isChangeable)
        ? []
        : ["Identity Center's roles hold it too: take it out of their permission sets."]),
      ...(isAwsManaged ? [] : ['When nothing holds it any more, `policy-unattached` proposes to delete it.']),
    ];
    return remediation(text.join(' '), detachCommands(resource.arn, attachedTo, numberOf(evidence, 'attachmentCount')));
  },
};

function judge(context: CheckContext, policy: ManagedPolicy): Verdict {
  const reach = reachOf(context, policy.arn);
  // Held by Identity Center's roles alone, it is a matter of their permission sets.
  if (context.account.isBoundary(policy) || !reach.some(isOwn)) return pass;
  const granted = servicesOfDocument(documentInForce(policy));
  if ('unread' in granted) return unknown(granted.unread, policy.arn);
  const { services } = granted;
  const use = useByHolders(context)(policy);
  if (use.status === 'used' || services.size === 0) return pass;
  if (use.status === 'unknown') return unknown(use, policy.arn);
  if (use.status === 'not-granted') return unknown(everythingDenied, policy.arn);

  const attachedTo = context.account.attachedTo(policy.arn);
  return {
    verdict: 'finding',
    resource: policyResource(context, policy),
    severity: hasLevel(services.values(), changing) ? 'high' : 'medium',
    evidence: {
      lastUsedAt: use.lastUsedAt,
      createdAt: policy.createdAt,
      updatedAt: policy.updatedAt,
      principals: reach.slice(0, NAMED).map(({ arn }) => arn),
      principalCount: reach.length,
      services: [...services.keys()].slice(0, NAMED),
      serviceCount: services.size,
      attachedTo: attachedTo.slice(0, NAMED),
      attachmentCount: attachedTo.length,
    },
  };
}

const everythingDenied: Unknown = {
  code: 'untracked',
  reason: "AWS's reports do not mention what it grants to the principals that it reaches: other policies deny it.",
};
