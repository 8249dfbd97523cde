import type { EscalationPath } from '../../escalation/path.ts';
import { MAX_HOPS } from '../../escalation/search.ts';
import type { Severity } from '../../findings/finding.ts';
import { isIdentityCenter, isServiceLinked, type Principal } from '../account-view.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { countOf, numberOf, recordsOf } from '../evidence.ts';
import { unreadReason } from '../permissions.ts';
import { accountResource, permissionSetResource, principalResource } from '../resources.ts';
import { entitiesMissing, pass, unknown } from '../verdicts.ts';
import { escalationIn } from './account-escalation.ts';
import { doubtsIn } from './doubts.ts';
import { fewestStatements, narrowStatements, statementsOfPath } from './narrow-statements.ts';
import { pathEvidence } from './path-evidence.ts';
import { countOfThings, pathIn, subjectOf } from './path-words.ts';

export const privilegeEscalation: Check = {
  id: 'privilege-escalation',
  family: 'escalation',
  title: 'Principal that can become an administrator',
  flags:
    'A user, role or permission set that is no administrator and can become one: by rewriting policies, taking over others or passing a ' +
    'role to a service, in up to 12 steps, each of which the policy evaluator has allowed, with denies, boundaries, conditions and trust ' +
    'policies. One finding a principal, which lists every technique of a first step with the shortest way from there. Critical where one ' +
    'step is enough, high where it takes more, medium where every way depends on a condition or on what no inventory says. Unknown where ' +
    'policies could not be read, of the principal or of somebody whom it can become. Service control policies are not looked at.',
  severity: 'critical',
  rationale: 'Whoever takes over such a principal has the account, and nothing in the list of administrators says so.',
  remediation:
    'Narrow the statement that most of the ways need; `account-auditor paths` shows each way and what to cut.',
  mappings: {
    cis: {},
    securityHub: [],
    prowler: ['iam_inline_policy_allows_privilege_escalation', 'iam_policy_allows_privilege_escalation'],
  },
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
    const { account } = context;
    const missing = entitiesMissing(context);
    // Somebody who is not in the snapshot can be on the way of anybody.
    if (missing !== null) yield { verdict: 'unknown', ...missing };
    for (const principal of account.principals) if (!isServiceLinked(principal)) yield judge(context, principal);
    if (escalationIn(account).isCut) yield cut(context);
  },

  describe({ resource, evidence }) {
    const [first, ...others] = recordsOf(evidence, 'paths');
    const how = first === undefined ? '' : `: ${pathIn(first)}`;
    const steps = first === undefined ? 'some steps' : countOfThings(recordsOf(first, 'hops').length, 'step', 'steps');
    return `${subjectOf(resource)} can become an administrator in ${steps}${how}.${othersIn(countOf(evidence, 'paths') - 1, others.length)}${boundIn(numberOf(evidence, 'longestPath'))}`;
  },

  remediate({ resource, evidence }) {
    const paths = recordsOf(evidence, 'paths').map(statementsOfPath);
    const narrowings = fewestStatements(paths);
    return narrowStatements(
      `\`account-auditor paths\` with ${resource.arn} shows each way, and what is left without a statement. Narrow to the resources that ` +
        'are needed, or remove, with how many of the ways need it:',
      narrowings,
      paths.length,
    );
  },
};

function othersIn(count: number, listed: number): string {
  if (count <= 0) return '';
  const ways = count === 1 ? 'There is another way.' : `There are ${count} other ways.`;
  return listed < count ? ` ${ways.slice(0, -1)}, of which ${listed} are listed.` : ` ${ways}`;
}

function boundIn(longest: number | null): string {
  return longest === null ? '' : ` Ways of more than ${longest} steps were not looked for.`;
}

function judge(context: CheckContext, principal: Principal): Verdict {
  const { account } = context;
  const escalation = escalationIn(account);
  if (escalation.isAdmin(principal.arn)) return pass;
  const paths = certainFirst(escalation.pathsFrom(principal.arn));
  if (paths.length === 0) return doubted(context, principal);
  return {
    verdict: 'finding',
    resource: isIdentityCenter(principal)
      ? permissionSetResource(context, principal)
      : principalResource(context, principal),
    severity: severityOf(paths),
    evidence: {
      techniques: [...new Set(paths.flatMap(({ hops }) => hops[0]?.technique ?? []))],
      paths: paths.map((path) => pathEvidence(account, path)),
      ...(escalation.isCut && { longestPath: MAX_HOPS }),
    },
  };
}

/** What decides the severity stays when the store cuts the list. */
function certainFirst(paths: readonly EscalationPath[]): readonly EscalationPath[] {
  return [...paths.filter(({ conditional }) => !conditional), ...paths.filter(({ conditional }) => conditional)];
}

function severityOf(paths: readonly EscalationPath[]): Severity {
  const certain = paths.filter(({ conditional }) => !conditional);
  if (certain.some(({ hops }) => hops.length === 1)) return 'critical';
  return certain.length > 0 ? 'high' : 'medium';
}

function doubted({ account }: CheckContext, principal: Principal): Verdict {
  const doubt = doubtsIn(account).get(principal.arn);
  if (doubt !== undefined) return unknown(doubt, principal.arn, doubt.name);
  const unreadTrust = principal.kind === 'role' ? unreadReason(principal.entity.trustPolicy) : null;
  return unreadTrust === null ? pass : unknown(unreadTrust, principal.arn, 'trust policy: who can become it');
}

function cut(context: CheckContext): Verdict {
  const reason = `Ways of more than ${MAX_HOPS} steps were not looked for, and there are some.`;
  return unknown({ code: 'not-searched', reason }, accountResource(context).arn);
}
