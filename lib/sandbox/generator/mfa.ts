import { composition, fromAnywhere, naming } from './compose.ts';
import type { Composition, WithoutMfa } from './meaning.ts';
import type { DraftRole } from './model.ts';
import { allServices, everyday } from './services.ts';
import type { Conditions } from './trusts.ts';

/*
 * Policies that ask for MFA, or look as if they did. Whoever signs in to the console with a password alone comes with
 * aws:MultiFactorAuthPresent false and without aws:MultiFactorAuthAge (IAM User Guide, reference_policies_condition-keys).
 */

const present = 'aws:MultiFactorAuthPresent';
const age = 'aws:MultiFactorAuthAge';

const everyService: ReadonlySet<string> = new Set(allServices);

/** What it takes to register a device: AWS's own example leaves it open (IAM User Guide, "tutorial: self-manage MFA"). */
const registering = [
  'iam:ChangePassword',
  'iam:CreateVirtualMFADevice',
  'iam:EnableMFADevice',
  'iam:GetUser',
  'iam:ListMFADevices',
  'iam:ListVirtualMFADevices',
  'iam:ResyncMFADevice',
  'sts:GetSessionToken',
];

/** Denies to whoever has not used MFA, by one condition or another. Bool alone misses access keys, and not people. */
const guards: readonly Conditions[] = [
  { BoolIfExists: { [present]: 'false' } },
  { Bool: { [present]: 'false' } },
  { Null: { [age]: 'true' } },
  { NumericGreaterThanIfExists: { [age]: '3600' } },
];

/** Looks the same, and does not hold for a password alone, not everywhere, or not for people, who have no tags here. */
const guardsInVain: readonly Conditions[] = [
  { NumericGreaterThan: { [age]: '3600' } },
  { BoolIfExists: { [present]: 'true' } },
  { BoolIfExists: { [present]: 'false' }, StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
  { BoolIfExists: { [present]: 'false' }, StringLike: { 'aws:PrincipalTag/team': 'platform' } },
];

/** Policies that deny everything but the registration of a device without MFA. */
export const denyingWithoutMfa = guards.map((condition) =>
  denying({ NotAction: registering }, condition, everyService),
);

/** Leaves sessions and roles out. */
export const denyingAllButSts = denying(
  { NotAction: ['iam:ChangePassword', 'sts:*'] },
  { BoolIfExists: { [present]: 'false' } },
  new Set(allServices.filter((service) => service !== 'sts')),
);

/** Policies that are meant to deny without MFA, and do not deny it to whoever has a password alone. */
export const denyingInVain = guardsInVain.map((condition) =>
  denying({ NotAction: registering }, condition, new Set<string>()),
);

/** Denies some services without MFA. */
export function denyingSomeWithoutMfa(services: readonly string[]): Composition {
  const Action = services.map((service) => `${service}:*`);
  return denying({ Action }, { BoolIfExists: { [present]: 'false' } }, new Set(services));
}

function denying(actions: object, condition: Conditions, denies: ReadonlySet<string>): Composition {
  const statement = { Sid: 'WithoutMfa', Effect: 'Deny', ...actions, Resource: '*', Condition: condition };
  return composition([statement], { withoutMfa: { ...fromAnywhere, denies } });
}

/** Conditions of Allow statements, and from where somebody without MFA can meet them. */
export const demands: readonly { readonly condition: Conditions; readonly from: WithoutMfa['from'] }[] = [
  { condition: { Bool: { [present]: 'true' } }, from: 'nowhere' },
  { condition: { BoolIfExists: { [present]: 'true' } }, from: 'nowhere' },
  { condition: { NumericLessThan: { [age]: '3600' } }, from: 'nowhere' },
  { condition: { Null: { [age]: 'false' } }, from: 'nowhere' },
  { condition: { Bool: { [present]: 'true' }, IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, from: 'nowhere' },
  { condition: { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '192.0.2.0/25'] } }, from: 'some networks' },
  { condition: { NumericLessThanIfExists: { [age]: '3600' } }, from: 'anywhere' },
  { condition: { StringEquals: { 'aws:ResourceTag/team': 'payments' } }, from: 'anywhere' },
];

/** Reads some services under a condition. */
export function readingUnder({ condition, from }: (typeof demands)[number], services: readonly string[]): Composition {
  const Action = services.flatMap((service) => everyday.get(service)?.read.map((each) => `${service}:${each}`) ?? []);
  return composition([{ Effect: 'Allow', Action, Resource: '*', Condition: condition }], {
    grants: naming(services),
    boundless: [
      { statement: 0, actions: Action, when: Object.keys(condition).length === 0 ? 'always' : 'under conditions' },
    ],
    withoutMfa: { ...fromAnywhere, from, harmless: new Set(['sts']) },
  });
}

/** Lets its holders become some roles, or any that lets them in; `elsewhere`: those of another account. */
export function assuming(roles: Composition['assumes'], arnOf: (role: DraftRole) => string): Composition {
  const wide = { any: '*', elsewhere: 'arn:aws:iam::444455556666:role/*' };
  const Resource = typeof roles === 'string' ? wide[roles] : roles.map(arnOf);
  return composition([{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource }], {
    grants: naming(['sts']),
    withoutMfa: { ...fromAnywhere, harmless: new Set(['sts']) },
    ...(roles === 'any' && {
      boundless: [{ statement: 0, actions: ['sts:AssumeRole'], when: 'always' }],
      wide: [{ what: 'assuming', when: 'always' }],
    }),
    assumes: roles,
  });
}

/** Everything, for whoever has used MFA. */
export const everythingWithMfa = composition(
  { Effect: 'Allow', Action: '*', Resource: '*', Condition: { Bool: { [present]: 'true' } } },
  {
    grants: new Map(allServices.map((service) => [service, 'wildcard'] as const)),
    boundless: [{ statement: 0, actions: ['*'], when: 'under conditions' }],
    wide: [{ what: 'everything', when: 'under conditions' }],
    withoutMfa: { ...fromAnywhere, from: 'nowhere' },
    assumes: 'any',
  },
);

/** Lets people see to their own MFA, and perhaps to their own keys, by which they get past it. */
export function selfService({ withKeys }: { readonly withKeys: boolean }): Composition {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable.
  const own = 'arn:aws:iam::*:user/${aws:username}';
  const actions = registering.filter(
    (action) => !action.endsWith(':ListVirtualMFADevices') && action.startsWith('iam:'),
  );
  const statements = [
    { Sid: 'See', Effect: 'Allow', Action: ['iam:GetAccountSummary', 'iam:ListVirtualMFADevices'], Resource: '*' },
    {
      Sid: 'Own',
      Effect: 'Allow',
      Action: [...actions, ...(withKeys ? ['iam:CreateAccessKey', 'iam:DeleteAccessKey'] : [])],
      Resource: [own, 'arn:aws:iam::*:mfa/*'],
    },
  ];
  return composition(statements, {
    grants: naming(['iam']),
    // Users are their own, and devices have any name.
    boundless: [{ statement: 1, actions: ['iam:CreateVirtualMFADevice'], when: 'always' }],
    withoutMfa: { ...fromAnywhere, harmless: new Set(withKeys ? [] : ['iam']) },
  });
}
