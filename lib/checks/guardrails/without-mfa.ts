import { Bitset } from '../../policy/bitset.ts';
import { catalogue } from '../../policy/catalogue/catalogue.ts';
import type { PolicyDocument } from '../../policy/document.ts';
import type { ActionPermission } from '../../policy/effective/action-permission.ts';
import { effectivePermissions } from '../../policy/effective/effective-permissions.ts';
import type { PolicyHolder } from '../../policy/effective/policy-holder.ts';
import { type SettledStatement, settle } from '../../policy/effective/settle.ts';
import { type ContextValues, RequestContext } from '../../policy/evaluate/context.ts';
import { isEverything } from '../../policy/scope.ts';
import { actionsOf, statementsOf } from '../../policy/statement-actions.ts';
import type { Grant } from '../account-view.ts';
import { oncePer } from '../once.ts';

/**
 * What somebody who has not used MFA is to be left with: what it takes to register a device and to change a password, and the
 * listings that the console shows on the way. All that AWS's own policies leave open: IAM User Guide,
 * reference_policies_examples_aws_my-sec-creds-self-manage, tutorial_users-self-manage-mfa-and-creds; re:Post, mfa-iam-user-aws-cli.
 */
export const LEFT_OPEN: readonly string[] = [
  'iam:ChangePassword',
  'iam:CreateVirtualMFADevice',
  'iam:DeleteVirtualMFADevice',
  'iam:EnableMFADevice',
  'iam:GetAccountPasswordPolicy',
  'iam:GetAccountSummary',
  'iam:GetLoginProfile',
  'iam:GetMFADevice',
  'iam:GetUser',
  'iam:ListAccessKeys',
  'iam:ListAccountAliases',
  'iam:ListMFADevices',
  'iam:ListServiceSpecificCredentials',
  'iam:ListSigningCertificates',
  'iam:ListSSHPublicKeys',
  'iam:ListUsers',
  'iam:ListVirtualMFADevices',
  'iam:ResyncMFADevice',
  'sts:GetCallerIdentity',
  'sts:GetSessionToken',
];

const TRUST_ACTIONS = [
  'sts:AssumeRole',
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithWebIdentity',
  'sts:SetSourceIdentity',
  'sts:TagSession',
];

/** Actions that say most of what a user can do: where it may call one of them, that one is the example. */
const TELLING = [
  'iam:CreateAccessKey',
  's3:GetObject',
  'secretsmanager:GetSecretValue',
  'dynamodb:GetItem',
  'ec2:RunInstances',
  'lambda:UpdateFunctionCode',
];

/** Examples that are tried one by one, before all actions are looked at together, which takes longer. */
const MOST_EXAMPLES = 8;

/** What is so of every request that a person makes by hand. */
const BY_HAND: ContextValues = {
  'aws:ViaAWSService': 'false',
  'aws:CalledVia': null,
  'aws:CalledViaFirst': null,
  'aws:CalledViaLast': null,
};

/** In the console the key is there, and false; its age is not: IAM User Guide, reference_policies_condition-keys. */
export const PASSWORD_ALONE: ContextValues = {
  ...BY_HAND,
  'aws:MultiFactorAuthPresent': 'false',
  'aws:MultiFactorAuthAge': null,
};

/** A request that an access key signs has neither. */
export const ACCESS_KEY_ALONE: ContextValues = { ...PASSWORD_ALONE, 'aws:MultiFactorAuthPresent': null };

/** An action that is open without MFA, and how. */
export interface OpenAction {
  readonly action: string;
  readonly permission: ActionPermission<Grant>;
}

/**
 * Something that a user may do who has signed in with a password alone, under whatever other conditions, beside what everybody has to
 * be left with, and beside assuming roles; null when there is nothing.
 *
 * @param more what else is known of the request, for example where it comes from
 */
export function openWithPasswordAlone(holder: PolicyHolder<Grant>, more: ContextValues = {}): OpenAction | null {
  const perhaps = mostThatIsOpen(holder);
  if (perhaps.isEmpty()) return null;
  const permissions = permissionsUnder(holder, { ...PASSWORD_ALONE, ...more });
  const found = openAmong(examplesOf(perhaps), permissions);
  if (found !== null) return found;
  const [first] = permissions.possible.difference(leftOpen);
  return first === undefined ? null : openAmong([catalogue.actionName(first)], permissions);
}

/** Whether the user may call the action in a request of which this is known. */
export function isOpenTo(holder: PolicyHolder<Grant>, action: string, known: ContextValues): boolean {
  return openAmong([action], permissionsUnder(holder, known)) !== null;
}

type Permissions = Pick<ReturnType<typeof permissionsUnder>, 'of'>;

function permissionsUnder(holder: PolicyHolder<Grant>, known: ContextValues) {
  return effectivePermissions({ ...holder, context: { ...holder.context, ...known } });
}

function openAmong(actions: readonly string[], permissions: Permissions): OpenAction | null {
  for (const action of actions) {
    const permission = permissions.of(action);
    if (permission.grants.length > 0) return { action, permission };
  }
  return null;
}

function examplesOf(actions: Bitset): readonly string[] {
  const telling = TELLING.filter((action) => actions.has(catalogue.actionNumber(action) ?? -1));
  const left = MOST_EXAMPLES - telling.length;
  const writing = Iterator.from(actions).filter((number) => catalogue.accessLevel(number) === 'Write');
  const others = [...writing.take(left), ...Iterator.from(actions).take(left)];
  return [...telling, ...others.slice(0, left).map((actionNumber) => catalogue.actionName(actionNumber))];
}

/** Never less than what is open: what the policies allow, each by itself, less what they deny everywhere. */
function mostThatIsOpen({ identity, boundary }: PolicyHolder<Grant>): Bitset {
  const reaches = identity.map(({ policy }) => reachOf(policy));
  const limits = boundary === undefined ? [] : [reachOf(boundary.policy)];
  return union(reaches.map(({ allows }) => allows))
    .difference(union([...reaches, ...limits].map(({ denies }) => denies)))
    .difference(leftOpen);
}

/** What a policy allows and denies to whoever has signed in with a password alone. Kept, because many users hold the same policies. */
const reachOf = oncePer((policy: PolicyDocument) => {
  const settled = (effect: 'Allow' | 'Deny') =>
    statementsOf(policy, effect).flatMap(
      (statement) => settle('identity', { source: null, policy }, statement, whoever) ?? [],
    );
  return { allows: actionsIn(settled('Allow')), denies: actionsIn(settled('Deny').filter(holdsEverywhere)) };
});

const whoever = new RequestContext(PASSWORD_ALONE, {}, { isPartial: true });

function holdsEverywhere({ pointer, scopes }: SettledStatement<null>): boolean {
  return pointer.unknownKeys.length === 0 && scopes.some(({ scope }) => isEverything(scope));
}

function actionsIn(statements: readonly SettledStatement<null>[]): Bitset {
  return union(statements.map(({ statement }) => actionsOf(statement).actions));
}

function union(sets: readonly Bitset[]): Bitset {
  return Bitset.union(catalogue.actionCount, sets);
}

/** Without the actions of trust policies, of which a role decides, see `roles-without-mfa.ts`. */
const leftOpen = Bitset.of(
  catalogue.actionCount,
  [...LEFT_OPEN, ...TRUST_ACTIONS]
    .map((action) => catalogue.actionNumber(action))
    .filter((actionNumber) => actionNumber !== null),
);
