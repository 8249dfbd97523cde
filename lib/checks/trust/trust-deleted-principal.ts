import type { Principals, Statement } from '../../policy/statement.ts';
import type { Check } from '../check.ts';
import { someOf, textsOf } from '../evidence.ts';
import { pass } from '../verdicts.ts';
import { statementEvidence, statementsIn } from './statement-evidence.ts';
import { trustFix } from './trust-fix.ts';
import { eachTrust, type Trust, type TrustVerdict } from './trusting-role.ts';

/** Ids of roles and users. IAM User Guide, reference_identifiers ("Understanding unique ID prefixes"). */
const UNIQUE_ID = /^(?:AROA|AIDA)[A-Z0-9]{16,}$/;

export const trustDeletedPrincipal: Check = {
  id: 'trust-deleted-principal',
  family: 'trust',
  title: 'Trust policy that names a deleted user or role',
  flags:
    'A trust policy with the bare id of a user or role (AIDA..., AROA...) in the place of an ARN: that is what IAM leaves there ' +
    'when a principal is deleted. It names nobody, nor a new one of the same name.',
  severity: 'low',
  rationale:
    'It lets nobody in, and hides who was meant: after the principal is made anew, the role is out of its reach, and a Deny for it without effect.',
  remediation: 'Take the id out, or put the ARN of the principal there that is meant now.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details'],

  *evaluate(context) {
    const { users, roles } = context.account.snapshot;
    const living = new Set([...users.map(({ userId }) => userId), ...roles.map(({ roleId }) => roleId)]);
    yield* eachTrust(context, (trust) => [judge(trust, living)]);
  },

  describe({ resource, evidence }) {
    const ids = textsOf(evidence, 'ids');
    return `The trust policy of role ${resource.name} names ${someOf(ids)}, deleted since, in ${statementsIn(evidence)}.`;
  },

  remediate(facts) {
    return trustFix(
      facts,
      `Take ${someOf(textsOf(facts.evidence, 'ids'))} out of ${statementsIn(facts.evidence)}. If the user or role was made anew and is ` +
        'meant, put its ARN there. A statement that names nobody else goes as a whole.',
    );
  },
};

function judge({ policy }: Trust, living: ReadonlySet<string>): TrustVerdict {
  const isDeleted = (named: string) => UNIQUE_ID.test(named) && !living.has(named);
  const statements = policy.statements.filter((statement) => named(statement)?.aws.some(isDeleted));
  if (statements.length === 0) return pass;
  const ids = new Set(statements.flatMap((statement) => named(statement)?.aws.filter(isDeleted) ?? []));
  return {
    verdict: 'finding',
    evidence: { ids: [...ids], statements: statements.map((statement) => statementEvidence(statement)) },
  };
}

function named({ principals, notPrincipals }: Statement): Principals | null {
  return principals ?? notPrincipals;
}
