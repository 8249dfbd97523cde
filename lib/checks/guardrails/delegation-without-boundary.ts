import { isIdentityCenter, isServiceLinked, type Principal } from '../account-view.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { escalationIn, unreadPolicyOf } from '../escalation/account-escalation.ts';
import { fewestStatements, narrowStatements, placeIn } from '../escalation/narrow-statements.ts';
import { subjectOf } from '../escalation/path-words.ts';
import {
  ATTACHING,
  administratorAccess,
  CREATING,
  KEYS,
  libertiesOf,
  libertyEvidence,
} from '../escalation/without-boundary.ts';
import { recordsOf, someOf, textsOf } from '../evidence.ts';
import { permissionSetResource, principalResource } from '../resources.ts';
import { pass, unknown } from '../verdicts.ts';

const DELEGATED = [...CREATING, ...ATTACHING, ...KEYS];

export const delegationWithoutBoundary: Check = {
  id: 'delegation-without-boundary',
  family: 'guardrails',
  title: 'Management of others without a permissions boundary for them',
  flags:
    'A user, role or permission set that is no administrator and may create users or roles, attach policies to others or write inline ' +
    'policies into them, or make access keys of them, where no boundary is demanded of them: asked of the policy evaluator, for a request ' +
    'without `iam:PermissionsBoundary` and for the policy AdministratorAccess, so that a list of policies that may be attached is enough. ' +
    'Groups have no boundary, and requests for access keys do not speak of one: these two need other resources. What somebody may do to ' +
    'itself is not counted. Medium where other conditions have to hold.',
  severity: 'high',
  rationale: 'Whoever makes principals without a limit can make one with more permissions than its own, and be it.',
  remediation:
    'Demand a boundary in a condition on iam:PermissionsBoundary, and name the users, roles and groups by a path of their own.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details'],

  *evaluate(context) {
    for (const principal of context.account.principals)
      if (!isServiceLinked(principal)) yield judge(context, principal);
  },

  describe({ resource, evidence }) {
    const by = [...new Set(recordsOf(evidence, 'grants').map(placeIn))];
    const where = evidence.conditional === true ? ' under conditions' : '';
    return (
      `${subjectOf(resource)} may ${someOf(textsOf(evidence, 'actions'))}${where}, and no permissions boundary is demanded, ` +
      `by ${someOf(by, undefined, 2)}.`
    );
  },

  remediate({ resource, evidence }) {
    const [, partition = 'aws'] = resource.arn.split(':');
    const boundary = `arn:${partition}:iam::${resource.accountId}:policy/<boundary>`;
    const condition = JSON.stringify({ StringEquals: { 'iam:PermissionsBoundary': boundary } });
    const grants = recordsOf(evidence, 'grants');
    return narrowStatements(
      `Put the condition ${condition} on creating users and roles, attaching policies to them and writing their inline policies, name users, ` +
        'roles and groups by a path of their own for the rest, and let nobody who is delegated to change that boundary. The statements:',
      fewestStatements(grants.map((grant) => [grant])),
    );
  },
};

function judge(context: CheckContext, principal: Principal): Verdict {
  const { account } = context;
  if (escalationIn(account).isAdmin(principal.arn)) return pass;
  const unread = unreadPolicyOf(account, principal);
  const isBoundaryMissing = unread !== null && unread.name === principal.entity.permissionsBoundaryArn;
  const liberties = isBoundaryMissing
    ? []
    : libertiesOf(account, principal, DELEGATED, {
        'iam:PermissionsBoundary': null,
        'iam:PolicyARN': administratorAccess(account),
      });
  if (liberties.length === 0) return unread === null ? pass : unknown(unread, principal.arn, unread.name);
  const conditional = liberties.every(({ isConditional }) => isConditional);
  return {
    verdict: 'finding',
    resource: isIdentityCenter(principal)
      ? permissionSetResource(context, principal)
      : principalResource(context, principal),
    ...(conditional && { severity: 'medium' }),
    evidence: {
      actions: liberties.map(({ action }) => action),
      conditional,
      grants: libertyEvidence(account, liberties),
    },
  };
}
