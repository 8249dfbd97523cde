import type { Evidence } from '../../findings/finding.ts';
import type { ContextValues } from '../../policy/evaluate/context.ts';
import type { StatementPointer } from '../../policy/evaluate/layers.ts';
import type { PolicyWithSay } from '../access.ts';
import type { UserPrincipal } from '../account-view.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { iam, remediation } from '../commands.ts';
import { credentialRowOf } from '../credentials-of.ts';
import { recordOf, recordsOf, textOf } from '../evidence.ts';
import { nameOfSource, unreadReason } from '../permissions.ts';
import { type HeldPolicies, heldPolicies } from '../policy-holder.ts';
import { userResource } from '../resources.ts';
import { NETWORK_KEYS, STRANGE_NETWORK } from '../trust/strangers.ts';
import { pass, type Unknown, unknown } from '../verdicts.ts';
import { roleOpenWithPasswordAlone } from './roles-without-mfa.ts';
import { ACCESS_KEY_ALONE, isOpenTo, LEFT_OPEN, openWithPasswordAlone } from './without-mfa.ts';

/** Name that the fix gives to the policy and to the group. */
const REQUIRE_MFA = 'require-mfa';

export const mfaNotEnforced: Check = {
  id: 'mfa-not-enforced',
  family: 'guardrails',
  title: 'Console user whom no policy asks for MFA',
  flags:
    'A user with a console password who, signed in without MFA, may do anything but register a device, change the password and see the ' +
    'listings on the way there: a finding for each user, with an example and the statement that allows it. Asked of the policy evaluator, ' +
    'over all policies of the user and its groups and within its boundary, so that it does not matter how MFA is demanded: by a Deny or ' +
    "in each Allow. To assume a role of the account counts where its trust policy does not ask for MFA either. Low where the user's policies let it in from some networks only. A user who holds no permissions passes, whether or " +
    'not it has a device (`console-user-without-mfa`). Other resource-based policies are not looked at; whether roles of other accounts ask ' +
    'for MFA is unknown.',
  severity: 'medium',
  rationale:
    'A device that nobody asks for can be taken away, and is never there when a user is made in a hurry. Only a policy makes a stolen ' +
    'password worthless.',
  remediation:
    'Deny everything but the registration of a device where MFA was not used, by a group that all console users are in.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details', 'credential-report'],

  *evaluate(context) {
    for (const principal of context.account.principals) {
      if (principal.kind === 'user') yield* judge(context, principal);
    }
  },

  describe({ resource, evidence }) {
    const roleArn = textOf(evidence, 'roleArn');
    const to = roleArn === null ? '' : ` for ${roleArn}`;
    const policies = [...new Set(recordsOf(evidence, 'grants').map(policyIn))];
    const from = evidence.fromAnywhere === false ? ', from the networks that its policies name' : '';
    const keys = evidence.alsoByAccessKey === true ? ' So may whoever has its access key.' : '';
    return `With a password alone, user ${resource.name} may call ${textOf(evidence, 'action')}${to}${from}, by ${policies.slice(0, 2).join(' and ') || 'its policies'}.${keys}`;
  },

  remediate({ resource }) {
    const deny = {
      Effect: 'Deny',
      NotAction: NEEDED_TO_REGISTER,
      Resource: '*',
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    };
    const policy = { 'policy-name': REQUIRE_MFA };
    const [, partition = 'aws'] = resource.arn.split(':');
    const group = { 'group-name': REQUIRE_MFA };
    return remediation(
      `Write a policy with this statement into ${REQUIRE_MFA}.json: ${JSON.stringify(deny)}. Make it and its group once, and put every console ` +
        'user into the group, after each has registered a device, which it must be allowed to do by another policy. BoolIfExists also stops ' +
        'access keys, whose requests say nothing of MFA: a person who needs them gets a session by `aws sts get-session-token` with a ' +
        'code, and a machine should be a role. `aws iam remove-user-from-group` is the way back.',
      [
        { ...iam('create-policy', policy), files: { 'policy-document': `${REQUIRE_MFA}.json` } },
        iam('create-group', group),
        iam('attach-group-policy', {
          ...group,
          'policy-arn': `arn:${partition}:iam::${resource.accountId}:policy/${REQUIRE_MFA}`,
        }),
        iam('add-user-to-group', { 'user-name': resource.name, ...group }),
      ],
    );
  },
};

function policyIn(grant: Evidence): string {
  const inline = textOf(recordOf(grant, 'inlinePolicy') ?? {}, 'name');
  return textOf(grant, 'policyArn') ?? inline ?? 'the trust policy of the role';
}

/** Of what may be left open, the part that a person needs who has no device yet. */
const NEEDED_TO_REGISTER = LEFT_OPEN.filter((action) => /MFADevice|^iam:GetUser$|^sts:GetSessionToken$/.test(action));

/** A request from nowhere that a policy could name. */
const FROM_ANYWHERE = { ...Object.fromEntries(NETWORK_KEYS.map((key) => [key, null])), ...STRANGE_NETWORK };

function* judge(context: CheckContext, user: UserPrincipal): Iterable<Verdict> {
  const answer = credentialRowOf(context, user);
  if ('unknown' in answer) {
    yield unknown(answer.unknown, user.arn);
    return;
  }
  if (answer.row.passwordEnabled !== true) return;
  const held = heldPolicies(context.account, user);
  const [first] = held.unread;
  const missing = first === undefined ? groupMissing(context, user) : unreadReason(first.document);
  if (missing !== null) {
    yield unknown(missing, user.arn, first && nameOfSource(first.source));
    return;
  }
  const fromAnywhere = openTo(context, user, held, FROM_ANYWHERE);
  const open = fromAnywhere.status === 'open' ? fromAnywhere : openTo(context, user, held);
  if (open.status === 'none') yield pass;
  else if (open.status === 'unknown') yield unknown(open, user.arn, 'sts:AssumeRole');
  else {
    const { action, roleArn, grants } = open;
    const hasKey = answer.row.accessKeys.some((key) => key.active);
    yield {
      verdict: 'finding',
      resource: userResource(context, user.entity),
      ...(fromAnywhere.status !== 'open' && { severity: 'low' }),
      evidence: {
        action,
        ...(roleArn !== undefined && { roleArn }),
        grants,
        fromAnywhere: fromAnywhere.status === 'open',
        alsoByAccessKey: hasKey && isOpenTo(held.holder, action, ACCESS_KEY_ALONE),
      },
    };
  }
}

type Open =
  | {
      readonly status: 'open';
      readonly action: string;
      readonly roleArn?: string;
      readonly grants: readonly Evidence[];
    }
  | { readonly status: 'none' }
  | ({ readonly status: 'unknown' } & Unknown);

function openTo({ account }: CheckContext, user: UserPrincipal, held: HeldPolicies, from: ContextValues = {}): Open {
  const found = openWithPasswordAlone(held.holder, from);
  if (found !== null) {
    const { action, permission } = found;
    const statements = new Set(permission.grants.map(({ allowedBy }) => allowedBy));
    return { status: 'open', action, grants: Array.from(statements, grantOf) };
  }
  const role = roleOpenWithPasswordAlone(account, user, held, from);
  if (role.status !== 'open') return role;
  return { status: 'open', action: 'sts:AssumeRole', roleArn: role.roleArn, grants: role.by.map(grantOf) };
}

/** A statement that allows something, in the words of the evidence contract. */
function grantOf({ source, statement }: StatementPointer<Pick<PolicyWithSay, 'source'>>): Evidence {
  return { ...source.source, statement };
}

/** A group that a cut-off file does not hold can be the one that asks for MFA. */
function groupMissing({ account }: CheckContext, { entity }: UserPrincipal): Unknown | null {
  const missing = entity.groups.find((name) => !account.snapshot.groups.some(({ groupName }) => groupName === name));
  return missing === undefined
    ? null
    : { code: 'not-collected', reason: `The snapshot does not hold group ${missing}.` };
}
