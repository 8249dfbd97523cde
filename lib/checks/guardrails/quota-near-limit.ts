import type { Check, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { numberOf, textOf } from '../evidence.ts';
import { accountResource } from '../resources.ts';
import { pass, unknown } from '../verdicts.ts';
import { quotas, type Use } from './quotas.ts';

/** Above this share of a quota, in percent, there is little room left. */
const NEAR_PERCENT = 80;

export const quotaNearLimit: Check = {
  id: 'quota-near-limit',
  family: 'guardrails',
  title: 'IAM quota nearly used up',
  flags:
    'More than 80 percent of a quota of IAM in use: of the account (users, groups, roles, customer managed policies and their ' +
    'versions, instance profiles, server certificates), of a user, group or role (managed policies, characters of inline ' +
    'policies and of the trust policy, groups of a user), or of a customer managed policy (versions, characters). Limits are ' +
    'those of the account, as GetAccountSummary tells them; it tells none for identity providers. Service-linked roles and ' +
    'roles of Identity Center are left out.',
  severity: 'low',
  rationale:
    'A deployment that runs into a quota fails half-way, and permissions that no longer fit are made to by wider ones.',
  remediation: 'Make room, or have the quota raised where that is possible.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['account-summary', 'authorization-details'],

  *evaluate(context) {
    const summary = context.account.snapshot.accountSummary ?? {};
    for (const { key, usesOf } of quotas) {
      const limit = summary[key];
      if (limit === undefined) {
        const reason = 'The account summary does not tell this quota.';
        yield unknown({ code: 'not-collected', reason }, accountResource(context).arn, key, key);
        continue;
      }
      for (const use of usesOf(context)) yield judge(key, limit, use);
    }
  },

  describe({ resource, evidence }) {
    const quota = quotaOf(textOf(evidence, 'quota'));
    const use = `${numberOf(evidence, 'used')} of the ${numberOf(evidence, 'limit')}`;
    return `${resource.name} uses ${use} ${quota?.counted ?? 'units'} that ${textOf(evidence, 'quota')} allows.`;
  },

  remediate({ resource, evidence }) {
    const quota = quotaOf(textOf(evidence, 'quota'));
    const raise = 'Service Quotas says whether the quota can be raised, and how far.';
    if (quota === undefined) return remediation(raise);
    return remediation(`${quota.advice} ${raise} The line shows what there is.`, [quota.look(resource)]);
  },
};

function judge(quota: string, limit: number, { resource, used }: Use): Verdict {
  if (typeof used !== 'number') return unknown(used, resource.arn, quota, quota);
  if (used * 100 <= limit * NEAR_PERCENT) return pass;
  return { verdict: 'finding', resource, discriminator: quota, evidence: { quota, used, limit } };
}

function quotaOf(key: string | null) {
  return quotas.find((quota) => quota.key === key);
}
