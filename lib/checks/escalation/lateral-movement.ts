import type { Takeover } from '../../escalation/takeovers.ts';
import type { Evidence } from '../../findings/finding.ts';
import type { Bitset } from '../../policy/bitset.ts';
import { catalogue } from '../../policy/catalogue/catalogue.ts';
import { type AccountView, isIdentityCenter, isServiceLinked, type Principal } from '../account-view.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { numberOf, recordsOf, someOf, textsOf } from '../evidence.ts';
import { oncePer } from '../once.ts';
import { permissionSetResource, principalResource } from '../resources.ts';
import { entitiesMissing, pass, unknown } from '../verdicts.ts';
import { escalationIn, unreadPolicyOf } from './account-escalation.ts';
import { allowedActions, allowedMoreThan } from './allowed-actions.ts';
import { isMeantToAssume, mayAssume } from './meant-to-assume.ts';
import { fewestStatements, narrowStatements, statementsOfHop } from './narrow-statements.ts';
import { hopEvidence } from './path-evidence.ts';
import { conditionsIn, countOfThings, entityIn, subjectOf, techniqueIn } from './path-words.ts';

/** Targets named for each technique, and actions for the first of them; of more it is said how many. */
const NAMED = 5;

export const lateralMovement: Check = {
  id: 'lateral-movement',
  family: 'escalation',
  title: 'Principal that can take over another with more permissions',
  flags:
    'A user, role or permission set that can take over another one, in one step, which is no administrator and may do some action that it ' +
    'may not do itself: by new credentials, a rewritten trust policy, a role that is passed to a service, or the code of what runs as a role. ' +
    'Low where every way depends on a condition or on what no inventory says. To assume a role counts only where nobody meant it: where ' +
    'neither the trust policy names the principal nor its own policy the role. Who can become an administrator anyway is left to ' +
    '`privilege-escalation`: whoever surely can, and the techniques by which others perhaps can. Compared are actions, not resources.',
  severity: 'medium',
  rationale:
    'What a policy withholds is had by way of somebody else: limits between teams and environments hold only as long as nobody takes that way, ' +
    'and the logs show the other name.',
  remediation: 'Narrow the statement to the users, roles and resources that the work needs.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details'],
  uses: [
    'credential-report',
    'instance-profiles',
    'instance-profile-associations',
    'organization',
    'functions',
    'instances',
    'launch-templates',
    'workloads',
  ],

  *evaluate(context) {
    const missing = entitiesMissing(context);
    if (missing !== null) yield { verdict: 'unknown', ...missing };
    for (const principal of context.account.principals)
      if (!isServiceLinked(principal)) yield judge(context, principal);
  },

  describe({ resource, evidence }) {
    const [first, ...others] = recordsOf(evidence, 'takeovers');
    if (first === undefined) return `${subjectOf(resource)} can take over others with more permissions.`;
    const targets = textsOf(first, 'targets');
    const total = numberOf(first, 'targetCount') ?? targets.length;
    const gained = someOf(textsOf(first, 'gains'), numberOf(first, 'gainCount') ?? undefined, 3);
    const more =
      others.length === 0
        ? ''
        : ` So it can by ${countOfThings(others.length, 'other technique', 'other techniques')}.`;
    return (
      `${subjectOf(resource)} can take over ${someOf(targets.map(entityIn), total, 3)} and so do what it may not do itself, such as ${gained}: ` +
      `${techniqueIn(first)}${conditionsIn([first])}.${more}`
    );
  },

  remediate({ evidence }) {
    const ways = recordsOf(evidence, 'takeovers').map(statementsOfHop);
    return narrowStatements(
      'Narrow to the resources that are needed, or remove, with how many of the techniques need it:',
      fewestStatements(ways),
      ways.length,
    );
  },
};

function judge(context: CheckContext, principal: Principal): Verdict {
  const { account } = context;
  const escalation = escalationIn(account);
  if (escalation.isAdmin(principal.arn)) return pass;
  const paths = escalation.pathsFrom(principal.arn);
  if (paths.some(({ conditional }) => !conditional)) return pass;
  const told = new Set(paths.map(({ hops }) => hops[0]?.technique));
  // Roles that it can assume without a permission of its own let it in by name, or let everybody in.
  if (!mayAssume(account, principal)) told.add('sts-001');
  const takeovers = escalation.takeoversBy(principal.arn).filter(({ technique }) => !told.has(technique));
  const gains = takeovers.length === 0 ? [] : gainsBy(account, principal, takeovers);
  if (gains.length === 0) {
    const unread = unreadPolicyOf(account, principal);
    return unread === null ? pass : unknown(unread, principal.arn, unread.name);
  }
  const isCertain = gains.some(({ conditional }) => !conditional);
  return {
    verdict: 'finding',
    resource: isIdentityCenter(principal)
      ? permissionSetResource(context, principal)
      : principalResource(context, principal),
    severity: isCertain ? 'medium' : 'low',
    evidence: { takeovers: gains.toSorted((a, b) => Number(a.conditional) - Number(b.conditional)) },
  };
}

interface Gain extends Evidence {
  readonly conditional: boolean;
}

/** For each technique those targets by whom the principal may do more; the techniques without any are left out. */
function gainsBy(account: AccountView, principal: Principal, takeovers: readonly Takeover[]): readonly Gain[] {
  const own = asShared(account, allowedActions(account, principal));
  return takeovers.flatMap((takeover): readonly Gain[] => {
    const { technique, conditional, targets } = takeover;
    const isMeant = (arn: string) => isMeantToAssume(account, principal, takeover.hopTo(arn));
    const better = betterThan(account)(own)(targets);
    const found = technique === 'sts-001' ? better.filter(({ arn }) => !isMeant(arn)) : better;
    const [first] = found;
    if (first === undefined) return [];
    const gained = allowedActions(account, first).difference(own);
    const { to: _, ...hop } = hopEvidence(account, takeover.hopTo(first.arn));
    return [
      {
        ...hop,
        conditional,
        targets: found.slice(0, NAMED).map(({ arn }) => arn),
        targetCount: found.length,
        gains: Array.from(gained[Symbol.iterator]().take(NAMED), (actionNumber) => catalogue.actionName(actionNumber)),
        gainCount: gained.count(),
      },
    ];
  });
}

/** Those of some targets that may do more than some actions and are no administrators: many may do the same, and to the same. */
const betterThan = oncePer((account: AccountView) =>
  oncePer((own: Bitset) => {
    const mayDoMore = allowedMoreThan(account, own);
    return oncePer((targets: readonly string[]): readonly Principal[] =>
      targets.flatMap((arn) => {
        const target = principalsIn(account).get(arn);
        return target !== undefined && !escalationIn(account).isAdmin(arn) && mayDoMore(target) ? [target] : [];
      }),
    );
  }),
);

/** One set for all who may do the same. */
function asShared(account: AccountView, actions: Bitset): Bitset {
  const alike = setsIn(account).get(actions.count()) ?? [];
  const shared = alike.find((set) => set.equals(actions));
  if (shared === undefined) setsIn(account).set(actions.count(), [...alike, actions]);
  return shared ?? actions;
}

const setsIn = oncePer((_: AccountView) => new Map<number, readonly Bitset[]>());

const principalsIn = oncePer(
  (account: AccountView) => new Map(account.principals.map((principal) => [principal.arn, principal])),
);
