import type { ManagedPolicy } from '../../snapshot/snapshot.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { detachCommands } from '../detach.ts';
import { numberOf, someOf, textOf, textsOf } from '../evidence.ts';
import { policyResource } from '../resources.ts';
import { pass } from '../verdicts.ts';
import { permissionSetsIn } from './policy-fix.ts';
import { retirementOf } from './retired-policies.ts';

/** Attachments named in the evidence. */
const NAMED = 25;

export const policyDeprecatedManaged: Check = {
  id: 'policy-deprecated-managed',
  family: 'policy',
  title: 'Attached policy that AWS has retired',
  flags:
    'A policy of AWS that somebody still has and that AWS replaced by another, by the table of this version, or that AWS does not ' +
    'let anybody attach any more. Those of service-linked roles are the business of AWS.',
  severity: 'low',
  rationale:
    'AWS retires a policy because it grants too much and cannot be narrowed without breaking its holders. It gets no more updates, ' +
    'and once detached from everybody it is gone for good.',
  remediation: 'Attach what AWS replaced it by, then detach it.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details'],

  *evaluate(context) {
    for (const policy of context.account.snapshot.policies) {
      if (policy.managedBy !== 'aws') continue;
      const attachedTo = context.account.attachedTo(policy.arn).filter((arn) => !isServiceLinkedRole(arn));
      if (attachedTo.length > 0) yield judge(context, policy, attachedTo);
    }
  },

  describe({ resource, evidence }) {
    const replacement = textOf(evidence, 'replacement');
    const attachedTo = textsOf(evidence, 'attachedTo');
    const state = evidence.isAttachable === false ? ' AWS does not let it be attached again.' : '';
    const what = replacement === null ? 'retired' : `replaced by ${replacement}`;
    const who = someOf(attachedTo, numberOf(evidence, 'attachmentCount') ?? attachedTo.length, 3);
    return `Policy ${resource.name}, which AWS has ${what}, is still attached to ${who}.${state}`;
  },

  remediate({ resource, evidence }) {
    const replacement = textOf(evidence, 'replacement');
    const source = textOf(evidence, 'source');
    const isFinal = evidence.isAttachable === false;
    return remediation(
      [
        replacement === null
          ? 'Attach a policy with what its holders use.'
          : `Attach ${replacement}, and see that its holders do with it; it can grant less.`,
        'Then detach this one everywhere.',
        isFinal
          ? 'AWS does not let it be attached again: keep a copy of its document, with which `aws iam create-policy` is the way back.'
          : 'The attach- command with the same options undoes each line.',
        ...(source === null ? [] : [`See ${source}.`]),
      ].join(' ') + permissionSetsIn(evidence),
      detachCommands(resource.arn, textsOf(evidence, 'attachedTo'), numberOf(evidence, 'attachmentCount')),
    );
  },
};

function judge(context: CheckContext, policy: ManagedPolicy, attachedTo: readonly string[]): Verdict {
  const retirement = retirementOf(policy.policyName);
  if (retirement === null && policy.isAttachable) return pass;
  return {
    verdict: 'finding',
    resource: policyResource(context, policy),
    evidence: {
      replacement: retirement?.replacement ?? null,
      source: retirement?.source ?? null,
      isAttachable: policy.isAttachable,
      attachedTo: attachedTo.slice(0, NAMED),
      attachmentCount: attachedTo.length,
    },
  };
}

function isServiceLinkedRole(arn: string): boolean {
  return arn.includes(':role/aws-service-role/');
}
