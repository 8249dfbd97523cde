import type { Evidence } from '../../findings/finding.ts';
import { isIdentityCenter, isServiceLinked, type Principal } from '../account-view.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { recordsOf, someOf, textOf, textsOf } from '../evidence.ts';
import { permissionSetResource, principalResource } from '../resources.ts';
import { pass, unknown } from '../verdicts.ts';
import { escalationIn, unreadPolicyOf } from './account-escalation.ts';
import { fewestStatements, narrowStatements, statementsOfHop } from './narrow-statements.ts';
import { hopEvidence } from './path-evidence.ts';
import { conditionsIn, subjectOf, techniqueIn } from './path-words.ts';
import {
  ATTACHING,
  administratorAccess,
  CREATING,
  type Liberty,
  libertiesOf,
  libertyEvidence,
} from './without-boundary.ts';

export const boundaryEscape: Check = {
  id: 'boundary-escape',
  family: 'escalation',
  title: 'Permissions boundary that its holder can get rid of',
  flags:
    'A user, role or permission set with a permissions boundary that can delete its own boundary, replace it by one that allows ' +
    'everything, or rewrite the policy that it is; or that can create users or roles without a boundary, or with one that allows everything, and so ' +
    'have done by others what it may not do. All of it within the boundary as it is, and with every Deny. Medium where it is only under ' +
    'conditions, or where it may give no policies to what it creates.',
  severity: 'high',
  rationale:
    'A boundary that its holder can take off limits nobody who wants to be unlimited, and everybody relies on it.',
  remediation:
    'Deny changes of boundaries and of the policy that is one in the boundary itself, and demand the boundary of whatever is created.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details'],

  *evaluate(context) {
    for (const principal of context.account.principals) {
      if (principal.entity.permissionsBoundaryArn !== null && !isServiceLinked(principal))
        yield judge(context, principal);
    }
  },

  describe({ resource, evidence }) {
    const ways = recordsOf(evidence, 'ways').map((way) => `${techniqueIn(way)}${conditionsIn([way])}`);
    const own =
      ways.length === 0
        ? []
        : [`can get rid of its permissions boundary ${textOf(evidence, 'boundaryArn')}: ${someOf(ways, undefined, 2)}`];
    const actions = textsOf(evidence, 'actions');
    const made = actions.length === 0 ? [] : [`may ${someOf(actions)} without a boundary that limits what it creates`];
    return `${subjectOf(resource)} ${[...own, ...made].join(', and ')}.`;
  },

  remediate({ evidence }) {
    const ways = [
      ...recordsOf(evidence, 'ways').map(statementsOfHop),
      ...recordsOf(evidence, 'grants').map((grant): readonly Evidence[] => [grant]),
    ];
    return narrowStatements(
      `Add statements to the boundary ${textOf(evidence, 'boundaryArn')} that deny iam:DeleteUserPermissionsBoundary and ` +
        'iam:DeleteRolePermissionsBoundary, deny the Put actions and iam:CreateUser and iam:CreateRole where iam:PermissionsBoundary is not ' +
        'this boundary (StringNotEquals), and deny iam:CreatePolicyVersion and iam:SetDefaultPolicyVersion on it. Or narrow what allows it, with ' +
        'how many of the ways need it:',
      fewestStatements(ways),
      ways.length,
    );
  },
};

function judge(context: CheckContext, principal: Principal): Verdict {
  const { account } = context;
  const unread = unreadPolicyOf(account, principal);
  const boundaryArn = principal.entity.permissionsBoundaryArn;
  if (unread !== null && unread.name === boundaryArn) return unknown(unread, principal.arn, unread.name);
  const escalation = escalationIn(account);
  // A boundary that leaves it an administrator limits nothing that it could get rid of.
  if (escalation.isAdmin(principal.arn)) return pass;
  const ways = escalation.boundaryEscapesOf(principal.arn);
  const created = creatingUnlimited(context, principal);
  if (ways.length + created.length === 0) return unread === null ? pass : unknown(unread, principal.arn, unread.name);
  const isCertain = ways.some(({ conditional }) => !conditional);
  const isOfUse = created.some(({ isConditional }) => !isConditional) && canGivePolicies(context, principal);
  return {
    verdict: 'finding',
    resource: isIdentityCenter(principal)
      ? permissionSetResource(context, principal)
      : principalResource(context, principal),
    ...(!isCertain && !isOfUse && { severity: 'medium' }),
    evidence: {
      boundaryArn,
      ways: ways.map((hop) => hopEvidence(account, hop)),
      actions: created.map(({ action }) => action),
      grants: libertyEvidence(account, created),
    },
  };
}

/** To create users or roles without a boundary, or with one that the attacker chooses. */
function creatingUnlimited({ account }: CheckContext, principal: Principal): readonly Liberty[] {
  const boundaries = [null, administratorAccess(account)];
  const liberties = boundaries.flatMap((boundary) =>
    libertiesOf(account, principal, CREATING, { 'iam:PermissionsBoundary': boundary }),
  );
  const certainFirst = liberties.toSorted((a, b) => Number(a.isConditional) - Number(b.isConditional));
  return [...new Map(certainFirst.toReversed().map((liberty) => [liberty.action, liberty])).values()];
}

function canGivePolicies({ account }: CheckContext, principal: Principal): boolean {
  const boundaries = [null, administratorAccess(account)];
  const giving = ATTACHING.filter(({ on }) => on !== 'group');
  return boundaries.some((boundary) =>
    libertiesOf(account, principal, giving, { 'iam:PermissionsBoundary': boundary }).some(
      ({ isConditional }) => !isConditional,
    ),
  );
}
