import type { Check, CheckContext } from '../check.ts';
import { textOf } from '../evidence.ts';
import { pass } from '../verdicts.ts';
import { isLetIn } from './attempt.ts';
import { attemptBy, isWholeAccount, type OtherAccount, otherAccounts } from './other-accounts.ts';
import { statementEvidence, statementsIn } from './statement-evidence.ts';
import { somebodyIn, TAG_KEYS } from './strangers.ts';
import { block, trustFix } from './trust-fix.ts';
import { eachTrust, type Trust, type TrustVerdict } from './trusting-role.ts';

/** Only the principal that is meant has its id and its tags. */
const MARKS = ['aws:userid', ...TAG_KEYS];

export const trustWholeAccount: Check = {
  id: 'trust-whole-account',
  family: 'trust',
  title: 'Role that trusts all of another account',
  flags:
    'A role that lets in another account as a whole, by its id or `:root`, so that whoever that account allows to can assume it: ' +
    'a finding for each account, also for those in `trustedAccountIds`. A condition that says which principals are meant, by ' +
    'ARN (aws:PrincipalArn), id or tag, makes up for it. An external id does not: everybody in that account may know it.',
  severity: 'medium',
  rationale:
    'Every administrator of that account can hand the role to anybody there, and so can everybody there who becomes one.',
  remediation: 'Name the role or user that needs it, or demand its ARN by a condition.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details'],

  evaluate: (context) =>
    eachTrust(context, (trust) =>
      otherAccounts(context, trust)
        .filter(({ principals, accountId }) => principals.some((named) => isWholeAccount(named, accountId)))
        .map((other) => judge(context, trust, other)),
    ),

  describe({ resource, evidence }) {
    const accountId = textOf(evidence, 'accountId');
    return `Role ${resource.name} trusts all of account ${accountId}, by ${statementsIn(evidence)} of its trust policy, and not one principal in it.`;
  },

  remediate(facts) {
    const { evidence, resource } = facts;
    const [, partition = 'aws'] = resource.arn.split(':');
    const arn = `arn:${partition}:iam::${textOf(evidence, 'accountId')}:role/<name>`;
    return trustFix(
      facts,
      `In ${statementsIn(evidence)}, put the ARN of the role there that needs this one (${arn}) in the place of the account. Where that ` +
        `role is made anew now and then, keep the account and add the condition ${block({ ArnEquals: { 'aws:PrincipalArn': arn } })}: a ` +
        'principal that is deleted drops out of the Principal element for good, and stays in a condition.',
    );
  },
};

function judge(context: CheckContext, trust: Trust, { accountId, statements }: OtherAccount): TrustVerdict {
  const isOpen = somebodyIn(context, accountId).some((principal) =>
    isLetIn(trust, attemptBy(context, principal, { lacks: MARKS })),
  );
  if (!isOpen) return pass;
  const evidence = statements.flatMap((statement) => {
    const whole = statement.principals?.aws.filter((named) => isWholeAccount(named, accountId)) ?? [];
    return whole.length === 0 ? [] : [statementEvidence(statement, whole)];
  });
  return {
    verdict: 'finding',
    discriminator: accountId,
    evidence: { accountId, statements: evidence },
  };
}
