import type { Severity } from '../../findings/finding.ts';
import type { Statement } from '../../policy/statement.ts';
import type { RolePrincipal } from '../account-view.ts';
import { isAdmin } from '../admin.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { someOf, textOf, textsOf } from '../evidence.ts';
import { remembered } from '../once.ts';
import { roleResource } from '../resources.ts';
import { pass, type Unknown, unknown } from '../verdicts.ts';
import { anybodyWithExternalId, statementsForEverybody } from './anybody.ts';
import { isLetIn } from './attempt.ts';
import { attemptsFrom, isTrusted, otherAccounts } from './other-accounts.ts';
import { readsEverything } from './reads-everything.ts';
import { statementEvidence, statementsIn } from './statement-evidence.ts';
import { trustFix } from './trust-fix.ts';
import { eachTrustingRole, type Trust } from './trusting-role.ts';

/** Stands for every account, where the role trusts everybody. */
const EVERY_ACCOUNT = '*';

export const trustRoleAdminCrossAccount: Check = {
  id: 'trust-role-admin-cross-account',
  family: 'trust',
  title: 'Administrator or reader of everything for another account',
  flags:
    'A role that another account can assume, under whatever conditions, and whose policies, within its boundary, allow everything, or ' +
    'allow reading the content of every bucket, table and parameter (as ReadOnlyAccess does): a finding for each account, with `*` ' +
    'for everybody. Medium for an account in `trustedAccountIds` or of the same organisation.',
  severity: 'high',
  rationale:
    'Whoever takes over that account has taken over this one, or all that is stored in it, without a trace here but a role that is used as ever.',
  remediation: 'Give the role only what the other account needs it for, and end it when it is no longer needed.',
  mappings: { cis: {}, securityHub: [], prowler: ['iam_role_cross_account_readonlyaccess_policy'] },
  needs: ['authorization-details'],
  uses: ['organization', 'organization-accounts'],

  evaluate(context) {
    const reachesBy = remembered((trust: Trust) => reachesOf(context, trust));
    return eachTrustingRole(context, ({ principal, trust }) => judge(context, principal, reachesBy(trust)));
  },

  describe({ resource, evidence }) {
    const accountId = textOf(evidence, 'accountId');
    const who = accountId === EVERY_ACCOUNT ? 'Any account' : `Account ${accountId}`;
    const power = textOf(evidence, 'power') === 'admin' ? 'an administrator' : 'a reader of everything';
    const policies = textsOf(evidence, 'policies');
    const by = policies.length === 0 ? 'several policies together' : someOf(policies);
    return `${who} can become ${power} here by role ${resource.name}, which is one by ${by}.`;
  },

  remediate(facts) {
    const { evidence } = facts;
    const less =
      textOf(evidence, 'power') === 'admin'
        ? 'Attach to the role only what the other account does with it, which `services-unused` helps to find out'
        : 'Replace what it reads by ViewOnlyAccess or SecurityAudit, which show how things are set up and not what is stored in them';
    return trustFix(
      facts,
      `${less}. If account ${textOf(evidence, 'accountId')} no longer needs the role, take it out of ${statementsIn(evidence)}.`,
    );
  },
};

/** Somebody outside whom the role lets in. */
interface Reach {
  readonly accountId: string;
  readonly severity: Severity;
  readonly statements: readonly Statement[];
}

function judge(context: CheckContext, role: RolePrincipal, reaches: readonly Reach[]): readonly Verdict[] {
  if (reaches.length === 0) return [];
  const power = powerOf(context, role);
  if (power.status === 'unknown') return [unknown(power, role.arn)];
  if (power.status === 'none') return [pass];
  return reaches.map(({ accountId, severity, statements }) => ({
    verdict: 'finding',
    resource: roleResource(context, role.entity),
    severity,
    discriminator: accountId,
    evidence: {
      accountId,
      power: power.status,
      policies: power.policies,
      statements: statements.map((statement) => statementEvidence(statement)),
    },
  }));
}

function reachesOf(context: CheckContext, trust: Trust): readonly Reach[] {
  const accounts = otherAccounts(context, trust)
    .filter((other) => attemptsFrom(context, trust, other).some((attempt) => isLetIn(trust, attempt)))
    .map((other): Reach => {
      const { accountId, statements } = other;
      return { accountId, severity: isTrusted(context, other) ? 'medium' : 'high', statements };
    });
  const statements = statementsForEverybody(trust);
  const isOpen = statements.length > 0 && anybodyWithExternalId(context).some((attempt) => isLetIn(trust, attempt));
  return isOpen ? [...accounts, { accountId: EVERY_ACCOUNT, severity: 'high', statements }] : accounts;
}

type Power =
  | { readonly status: 'admin' | 'reads-everything'; readonly policies: readonly string[] }
  | { readonly status: 'none' }
  | ({ readonly status: 'unknown' } & Unknown);

function powerOf(context: CheckContext, role: RolePrincipal): Power {
  const admin = isAdmin(context, role);
  if (admin.status === 'admin') return admin;
  const reading = readsEverything(context, role);
  if (reading.status === 'everything') return { status: 'reads-everything', policies: reading.policies };
  if (admin.status === 'unknown') return admin;
  return reading.status === 'unknown' ? reading : { status: 'none' };
}
