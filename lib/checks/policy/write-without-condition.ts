import type { Evidence } from '../../findings/finding.ts';
import { policyOf } from '../../policy/document.ts';
import type { Statement } from '../../policy/statement.ts';
import type { StoredDocument } from '../../snapshot/snapshot.ts';
import type { AccountView } from '../account-view.ts';
import type { Check } from '../check.ts';
import { numberOf, recordsOf, someOf, textsOf } from '../evidence.ts';
import { oncePer } from '../once.ts';
import { statementsIn } from '../trust/statement-evidence.ts';
import { everythingIn } from './everything.ts';
import { isAwsManaged, narrowPolicy } from './policy-fix.ts';
import { namesOf, riskyNames } from './policy-risks.ts';
import { effectIn, policyIn } from './policy-words.ts';
import { boundableWrites } from './risk-classes.ts';
import { type Risk, riskVerdicts } from './risk-verdicts.ts';
import { inAccount, type Targets, targetsOf } from './targets.ts';
import { unconfinedStatements } from './unconfined-actions.ts';

/** Actions and ARNs named of each statement: more of them are no list that anybody writes into a policy. */
const NAMED = 20;

export const writeWithoutCondition: Check = {
  id: 'write-without-condition',
  family: 'policy',
  title: 'Statement that writes anywhere and could be bounded',
  flags:
    'A policy with a statement that allows actions of access level Write or Permissions management on every resource, without any ' +
    'condition, although resources can be named for them: one finding for each policy, with the statements and the ARNs that could stand ' +
    'there. Low for a policy of AWS, which cannot be bounded, only replaced. A policy that makes an administrator is left to `admin-policy`.',
  severity: 'medium',
  rationale:
    'A resource or a condition in the statement is the least that keeps what one task needs from being allowed everywhere.',
  remediation:
    'Replace the resource of each statement by those ARNs of `resources` in the evidence that are meant, with names in the place of what ' +
    'stands in braces, or add a condition, such as one on tags.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details'],

  evaluate: (context) =>
    riskVerdicts(context, (document, { resource }) => look(context.account, document, resource.arn)),

  describe(facts) {
    const { evidence } = facts;
    const statements = recordsOf(evidence, 'statements');
    const resources = [...new Set(statements.flatMap((statement) => textsOf(statement, 'resources')))];
    const bound = resources.length === 0 ? 'Resources' : someOf(resources, resources.length, 3);
    const actionCount = statements.reduce((sum, statement) => sum + (numberOf(statement, 'actionCount') ?? 0), 0);
    const actions = actionCount === 1 ? 'one writing action' : `${actionCount} writing actions`;
    return `${policyIn(facts)} allows ${actions} on any resource in ${statementsIn(evidence)}. ${bound} could be named there.${effectIn(evidence)}`;
  },

  remediate: (facts) => narrowPolicy(facts, writeWithoutCondition.remediation),
};

function look(account: AccountView, document: StoredDocument, arn: string): Risk | null {
  // Writes are among what modifies, and that is known already.
  if (riskyNames(account, document, 'infrastructure-modification').length === 0) return null;
  const policy = policyOf(document);
  const unconfined = unconfinedStatements(policy, account.snapshot.account);
  const statements = unconfined
    .map(({ statement, actions }) => ({ statement, writes: writesIn(actions) }))
    .filter(({ writes }) => writes.length > 0);
  if (statements.length === 0 || everythingIn(policy).isAllowed === 'always') return null;
  return {
    severity: isAwsManaged(arn) ? 'low' : writeWithoutCondition.severity,
    evidence: { statements: statements.map(({ statement, writes }) => bound(account, statement, writes)) },
    actions: () => statements.flatMap(({ writes }) => writes),
  };
}

/** One list for statements that have one list of actions. */
const writesIn = oncePer((actions: readonly number[]): readonly number[] => {
  const writing = boundableWrites();
  return actions.filter((action) => writing.has(action));
});

/** A statement with what could be named in it. */
function bound(account: AccountView, { index, sid }: Statement, writes: readonly number[]): Evidence {
  const formats = formatsOf(writes);
  return {
    statement: index,
    sid,
    actions: namesOf(writes.slice(0, NAMED)),
    actionCount: writes.length,
    resources: formats.slice(0, NAMED).map(inAccount(account.snapshot.account)),
    resourceCount: formats.length,
  };
}

/** The ARNs that a policy can name for these actions, each once. Neighbours mostly act on the same: sets are asked as little as can be. */
const formatsOf = oncePer((actions: readonly number[]): readonly string[] => {
  const targets = new Set<Targets>();
  let last: Targets | undefined;
  for (const action of actions) {
    const acted = targetsOf(action);
    if (acted !== last) targets.add(acted);
    last = acted;
  }
  return [...new Set([...targets].flatMap(({ formats }) => formats))];
});
