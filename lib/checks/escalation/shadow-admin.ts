import { policyOf } from '../../policy/document.ts';
import { namedService } from '../../policy/expand.ts';
import { isUnlimited, statementsOf } from '../../policy/statement-actions.ts';
import type { StoredDocument } from '../../snapshot/snapshot.ts';
import { type Grant, isIdentityCenter, isServiceLinked, type Principal } from '../account-view.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { recordsOf, someOf, textOf, textsOf } from '../evidence.ts';
import { nameOfSource } from '../permissions.ts';
import { everythingIn } from '../policy/everything.ts';
import { heldPolicies } from '../policy-holder.ts';
import { permissionSetResource, principalResource } from '../resources.ts';
import { pass, unknown } from '../verdicts.ts';
import { escalationIn, unreadPolicyOf } from './account-escalation.ts';
import { fewestStatements, narrowStatements, statementsOfHop } from './narrow-statements.ts';
import { hopEvidence } from './path-evidence.ts';
import { subjectOf, techniqueIn } from './path-words.ts';

export const shadowAdmin: Check = {
  id: 'shadow-admin',
  family: 'escalation',
  title: 'Administrator without an administrator policy',
  flags:
    'A user, role or permission set that is an administrator in fact, without a policy that says `*` on `*`: several of its policies add up ' +
    'to everything, one lists all services by name, or it can give itself everything by one call on its own policies, with nobody else and ' +
    'under no condition. Of these the last is also a `privilege-escalation`, which lists every other way; here it says whom to count among ' +
    'the administrators.',
  severity: 'high',
  rationale: 'It is missing where administrators are listed, and so from MFA, from reviews and from alarms.',
  remediation: 'Take from it what makes it one, or make it an administrator for all to see.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details'],

  *evaluate(context) {
    for (const principal of context.account.principals)
      if (!isServiceLinked(principal)) yield judge(context, principal);
  },

  describe({ resource, evidence }) {
    const subject = subjectOf(resource);
    const policies = someOf(textsOf(evidence, 'policies'), undefined, 3);
    switch (textOf(evidence, 'how')) {
      case 'together':
        return `${subject} is an administrator by policies that add up to everything: ${policies}.`;
      case 'by name':
        return `${subject} is an administrator by a policy that lists all services by name: ${policies}.`;
      default: {
        const ways = recordsOf(evidence, 'ways').map(techniqueIn);
        return `${subject} can give itself everything: ${someOf(ways, undefined, 3)}.`;
      }
    }
  },

  remediate({ resource, evidence }) {
    const ways = recordsOf(evidence, 'ways').map(statementsOfHop);
    if (ways.length > 0) {
      return narrowStatements(
        'If it is to be an administrator, attach AdministratorAccess to it in their place, so that all can see it. If not, remove the right to ' +
          'change its own policies, with how many of the ways need it:',
        fewestStatements(ways),
        ways.length,
      );
    }
    return {
      text:
        `If ${resource.name} is to be an administrator, attach AdministratorAccess in the place of ${textsOf(evidence, 'policies').join(', ')}, so that ` +
        'all can see it. If not, take one of them from it, or the services from it that the work does not need: `services-unused` says which.',
    };
  },
};

function judge(context: CheckContext, principal: Principal): Verdict {
  const evidence = shadowOf(context, principal);
  if (evidence !== null) {
    const isPermissionSet = isIdentityCenter(principal);
    const resource = isPermissionSet
      ? permissionSetResource(context, principal)
      : principalResource(context, principal);
    return { verdict: 'finding', resource, evidence };
  }
  const { account } = context;
  const unread = escalationIn(account).isAdmin(principal.arn) ? null : unreadPolicyOf(account, principal);
  return unread === null ? pass : unknown(unread, principal.arn, unread.name);
}

/** What makes somebody an administrator in fact; null for one by name, and for who is none. */
function shadowOf({ account }: CheckContext, principal: Principal) {
  const escalation = escalationIn(account);
  const { arn } = principal;
  if (escalation.isAdmin(arn)) {
    const grants = heldPolicies(account, principal).holder.identity.map(({ source }) => source);
    if (grants.some(({ document }) => saysEverything(document))) return null;
    const whole = grants.find(
      ({ document }) => document !== null && everythingIn(policyOf(document)).isAllowed === 'always',
    );
    return whole === undefined
      ? { how: 'together', policies: namesOf(grants.filter(addsUp)) }
      : { how: 'by name', policies: namesOf([whole]) };
  }
  const ways = escalation
    .pathsFrom(arn)
    .flatMap(({ conditional, hops: [hop, ...more] }) =>
      !conditional && hop !== undefined && more.length === 0 && hop.to === arn ? [hopEvidence(account, hop)] : [],
    );
  return ways.length === 0 ? null : { how: 'by itself', ways };
}

/** Whether a policy makes an administrator by a wildcard for all services, as everybody who looks for administrators does. */
function saysEverything(document: StoredDocument | null): boolean {
  if (document === null) return false;
  const { isAllowed, statements } = everythingIn(policyOf(document));
  return (
    isAllowed === 'always' &&
    statements.some(({ actions }) => actions === null || actions.some((pattern) => namedService(pattern) === null))
  );
}

function addsUp({ document }: Pick<Grant, 'document'>): boolean {
  return document !== null && statementsOf(policyOf(document), 'Allow').some(isUnlimited);
}

function namesOf(grants: readonly Pick<Grant, 'source'>[]): readonly string[] {
  return [...new Set(grants.map(({ source }) => nameOfSource(source)))];
}
