import fc from 'fast-check';
import type { LastAccessedReport, Snapshot } from '../../lib/snapshot/snapshot.ts';
import { type AccountBuilder, anAccount } from '../builders/an-account.ts';
import type { DocumentSpec, MfaSpec, PrincipalSpec, RoleSpec, UserSpec } from '../builders/specs.ts';
import { daysAgo } from '../builders/time.ts';
import { anyFunctions } from './any-functions.ts';
import { anyInventory } from './any-inventory.ts';

const services = ['s3', 'sqs', 'codecommit', 'bedrock'];
const policyNames = ['p0', 'p1', 'p2'];
const groupNames = ['g0', 'g1'];

/** Ages on either side of the grace period and of both windows. */
const age = fc.constantFrom(1, 13, 14, 44, 45, 46, 89, 90, 91, 300);
const date = age.map((days) => daysAgo(days));
const used = fc.option(date, { nil: null });
const some = <Item>(items: readonly Item[]) => fc.subarray([...items], { maxLength: 2 });

const action = fc.constantFrom(
  '*',
  ...services.flatMap((service) => [`${service}:*`, `${service.toUpperCase()}:Get*`]),
);
const statement = fc.record({
  Effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
  Action: fc.oneof(action, fc.array(action, { minLength: 1, maxLength: 3 })),
  Resource: fc.constantFrom('*', 'arn:aws:sqs:mx-central-1:*:*', 'arn:aws:s3:::bucket/*'),
});
const document: fc.Arbitrary<DocumentSpec> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      Version: fc.constant('2012-10-17'),
      Statement: fc.oneof(statement, fc.array(statement, { maxLength: 3 })),
    }),
  },
  { weight: 1, arbitrary: fc.constant('not json') },
);

const lost = fc.constantFrom<LastAccessedReport>(
  { status: 'failed', reason: 'the job failed' },
  { status: 'denied', reason: 'no permission' },
  { status: 'gone', reason: 'deleted meanwhile' },
);
const grants = {
  created: date,
  policies: some(policyNames),
  inline: fc.dictionary(fc.constantFrom('i0', 'i1'), document, { maxKeys: 2 }),
  used: fc.dictionary(fc.constantFrom(...services), used, { maxKeys: 4 }),
};
/** A report that was lost, now and then. */
const withLoss = <Spec extends PrincipalSpec>(spec: fc.Arbitrary<Spec>) =>
  fc
    .tuple(spec, fc.option(lost, { freq: 6 }))
    .map(([told, report]): Spec => (report === null ? told : { ...told, lastAccessed: report }));

const user: fc.Arbitrary<UserSpec> = withLoss(
  fc.record(
    {
      ...grants,
      groups: some(groupNames),
      password: fc.record({ changed: date, lastUsed: used }),
      mfa: fc.constantFrom<MfaSpec[]>(true, 'virtual'),
      keys: fc.array(fc.record({ created: date, lastUsed: used, active: fc.boolean() }), { maxLength: 2 }),
      certificates: fc.array(fc.record({ created: date }), { maxLength: 1 }),
      sshKeys: fc.array(fc.record({ created: date, active: fc.boolean() }), { maxLength: 1 }),
      serviceCredentials: fc.array(
        fc.record({ service: fc.constantFrom('bedrock.amazonaws.com', 'codecommit.amazonaws.com'), created: date }),
        { maxLength: 1 },
      ),
    },
    { requiredKeys: ['policies', 'groups', 'used'] },
  ),
);
const inOrganization = {
  joined: true,
  id: 'o-a1b2c3d4e5',
  managementAccountId: '444455556666',
  featureSet: 'ALL',
} as const;

const trustOfAnotherAccount = fc.constantFrom('444455556666', '999988887777').map((AWS) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' }],
}));

const controlPolicy = {
  arn: 'arn:aws:organizations::444455556666:policy/o-a1b2c3d4e5/service_control_policy/p-FullAWSAccess',
  id: 'p-FullAWSAccess',
  name: 'FullAWSAccess',
  isAwsManaged: true,
  targetIds: ['r-ab12'],
  document: { json: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } },
};

/** None, or one as its member sees it, or as one who may list its accounts does. */
const organization = fc.constantFrom<Partial<Snapshot>>(
  { organization: { joined: false } },
  { organization: inOrganization },
  {
    organization: inOrganization,
    organizationAccountIds: ['111122223333', '444455556666', '999988887777'],
    serviceControlPolicies: [controlPolicy],
    delegatedAdministrators: [{ accountId: '999988887777', name: 'security', services: ['guardduty.amazonaws.com'] }],
  },
);

const role: fc.Arbitrary<RoleSpec> = withLoss(
  fc.record(
    {
      ...grants,
      path: fc.constantFrom('/', '/', '/aws-service-role/support.amazonaws.com/', '/aws-reserved/sso.amazonaws.com/'),
      trust: fc.oneof(document, trustOfAnotherAccount),
    },
    { requiredKeys: ['policies', 'used'] },
  ),
);
const policy = fc.record({
  document,
  updated: date,
  dormantVersions: fc.array(fc.record({ document }), { maxLength: 1 }),
});

/**
 * Small accounts in which everything can be the case that the checks of unused access tell apart. What AWS derives is
 * derived: a role was used last when one of its services was.
 */
export const anyAccount: fc.Arbitrary<AccountBuilder> = fc
  .record({
    policies: fc.tuple(policy, policy, policy),
    groups: fc.tuple(fc.record({ policies: some(policyNames) }), fc.record({ policies: some(policyNames) })),
    users: fc.array(user, { maxLength: 3 }),
    roles: fc.array(role, { maxLength: 4 }),
    profileRoles: some(['role0', 'role1']),
    uploaded: date,
    organization,
    inventory: anyInventory,
    functions: anyFunctions,
  })
  .map(({ policies, groups, users, roles, profileRoles, uploaded, organization, inventory, functions }) => {
    const arn = (kind: string, name: string) => `arn:aws:iam::111122223333:${kind}/${name}`;
    let account = anAccount().with({
      ...organization,
      ...inventory,
      ...functions(inventory),
      instanceProfiles: [
        { arn: arn('instance-profile', 'ip'), name: 'ip', path: '/', createdAt: uploaded, roleNames: profileRoles },
      ],
      instanceProfileAssociations: { regions: ['eu-west-1', 'us-east-1'], profileArns: [] },
      identityProviders: {
        oidc: [],
        saml: [{ arn: arn('saml-provider', 'Okta'), createdAt: uploaded, validUntil: null }],
      },
      serverCertificates: [
        { arn: arn('server-certificate', 'c'), name: 'c', path: '/', uploadedAt: uploaded, expiresAt: uploaded },
      ],
    });
    for (const [index, { document: text, ...spec }] of policies.entries())
      account = account.withPolicy(`p${index}`, text, spec);
    for (const [index, spec] of groups.entries()) account = account.withGroup(`g${index}`, spec);
    for (const [index, spec] of users.entries()) account = account.withUser(`user${index}`, spec);
    for (const [index, spec] of roles.entries()) {
      account = account.withRole(`role${index}`, {
        ...spec,
        instanceProfiles: profileRoles.includes(`role${index}`) ? ['ip'] : [],
      });
    }
    return account;
  });
