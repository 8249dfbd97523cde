import type { Check, CheckContext } from '../check.ts';
import { recordsOf, someOf, textOf, textsOf } from '../evidence.ts';
import { pass } from '../verdicts.ts';
import { gravest } from './gravest.ts';
import {
  attemptsFrom,
  isTrusted,
  type OtherAccount,
  organizationInDoubt,
  organizationUnread,
  otherAccounts,
} from './other-accounts.ts';
import { narrowedIn, statementEvidence, statementsIn } from './statement-evidence.ts';
import { WITHOUT_PROOF } from './strangers.ts';
import { block, trustFix } from './trust-fix.ts';
import { eachTrust, type Trust, type TrustVerdict } from './trusting-role.ts';

export const trustExternalAccount: Check = {
  id: 'trust-external-account',
  family: 'trust',
  title: 'Role that an external account can assume',
  flags:
    'A role that lets in another account, or a principal of it, that is neither in `trustedAccountIds` nor known to be of the same ' +
    'organisation: a finding for each account. The account that manages the organisation is always known; the others are where they ' +
    'could be listed, and where not, the evidence says that the account may be one of them. ' +
    'Medium when it must show an external id or its organisation (sts:ExternalId, aws:PrincipalOrgID, aws:PrincipalOrgPaths), which ' +
    'the evidence names; a condition that a caller without one gets past, such as IfExists or `*`, does not count.',
  severity: 'high',
  rationale:
    'Its owner decides who uses the role. A vendor without an external id can be made to use it by any other of its customers, ' +
    'who only has to give the vendor your role as its own.',
  remediation:
    'Find out whose account it is. Take it out of the trust policy, or demand an external id and put it into trustedAccountIds.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details'],
  uses: ['organization', 'organization-accounts'],

  evaluate: (context) =>
    eachTrust(context, (trust) => otherAccounts(context, trust).map((other) => judge(context, trust, other))),

  describe({ resource, evidence }) {
    const named = someOf(textsOf(evidence, 'principals'));
    const lets = `Role ${resource.name} lets in account ${textOf(evidence, 'accountId')} (${named}), which is not in trustedAccountIds`;
    const narrowed = narrowedIn(evidence);
    const inDoubt = textOf(evidence, 'perhapsOfOrganization');
    const doubt = inDoubt === null ? '' : ` Whether it is of organisation ${inDoubt} is not known.`;
    return `${lets}${narrowed === '' ? ' and need not show an external id.' : `.${narrowed}`}${doubt}`;
  },

  remediate(facts) {
    const { evidence } = facts;
    const accountId = textOf(evidence, 'accountId');
    const statements = statementsIn(evidence);
    if (recordsOf(evidence, 'narrowedBy').length > 0) {
      return trustFix(
        facts,
        `If account ${accountId} is meant to use the role, put it into trustedAccountIds. If not, take it out of ${statements}.`,
      );
    }
    const condition = block({ StringEquals: { 'sts:ExternalId': '<id that they use for you alone>' } });
    return trustFix(
      facts,
      `If account ${accountId} is not meant to use the role, take it out of ${statements}. If it is, ask its owner for an external id, ` +
        `add the condition ${condition} to ${statements}, and put the account into trustedAccountIds. If it is yours, that alone will do.`,
    );
  },
};

function judge(context: CheckContext, trust: Trust, other: OtherAccount): TrustVerdict {
  if (isTrusted(context, other)) return pass;
  const success = gravest(trust, [
    { severity: 'high', attempts: WITHOUT_PROOF.flatMap((proof) => attemptsFrom(context, trust, other, proof)) },
    { severity: 'medium', attempts: attemptsFrom(context, trust, other) },
  ]);
  if (success === null) return pass;
  const unread = organizationUnread(context);
  const { accountId, principals, statements } = other;
  if (unread !== null) return { verdict: 'unknown', ...unread, detail: accountId, discriminator: accountId };
  const perhapsOfOrganization = organizationInDoubt(context);
  return {
    verdict: 'finding',
    severity: success.severity,
    discriminator: accountId,
    evidence: {
      accountId,
      principals,
      statements: statements.map((statement) =>
        statementEvidence(
          statement,
          principals.filter((named) => statement.principals?.aws.includes(named)),
        ),
      ),
      narrowedBy: success.narrowedBy.map((statement) => statementEvidence(statement)),
      ...(perhapsOfOrganization !== null && { perhapsOfOrganization }),
    },
  };
}
