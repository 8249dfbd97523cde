import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../../lib/config/configuration.ts';
import type { AccountSpec } from '../../../lib/sandbox/account-file.ts';
import { loadAccountFile, loadAccounts } from '../../../lib/sandbox/load.ts';
import {
  ageOf,
  documentsOf,
  type PrincipalSpec,
  policyOf,
  servicesAllowed,
  sizeOf,
  statementsOf,
  textsOf,
  timesIn,
  unknownActions,
} from './reading.ts';
import { sampleConfiguration } from './sample-expectations.ts';

const folder = new URL('../../../lib/sandbox/accounts/', import.meta.url).pathname;
const [sample] = loadAccountFile(`${folder}sample.json`);
if (!sample) throw new Error('sample.json is empty');
const neglected = loadAccountFile(`${folder}neglected.json`);
const accounts = [sample, ...neglected].map((account) => [account.alias ?? account.accountId, account] as const);

const principalsOf = ({ users, roles }: AccountSpec): readonly PrincipalSpec[] => [...users, ...roles];

describe('sample.json', () => {
  it('is one account of a mid-size company', () => {
    expect(sample).toMatchObject({ accountId: '111122223333', alias: 'northwind-prod' });
    const awsManaged = sample.policies.filter((policy) => policy.awsManaged).length;
    const counts = {
      users: sample.users.length,
      groups: sample.groups.length,
      roles: sample.roles.length,
      customerPolicies: sample.policies.length - awsManaged,
      awsManaged,
    };
    expect(counts).toEqual({ users: 43, groups: 15, roles: 136, customerPolicies: 71, awsManaged: 60 });
  });

  it('has functions in two Regions, of which an analyzer looks for access from outside in one', () => {
    const functionsIn = (region: string) => sample.functions.filter((each) => each.region === region).length;
    expect([functionsIn('eu-west-1'), functionsIn('eu-central-1'), sample.functions.length]).toEqual([44, 16, 60]);
    const looking = sample.analyzers.filter(({ type }) => type === 'ACCOUNT' || type === 'ORGANIZATION');
    expect(looking.map(({ region }) => region)).toEqual(['eu-west-1', 'us-east-1']);
    expect([Object.keys(sample.parameters).length, sample.keys.length]).toEqual([30, 15]);
  });

  it('has service-linked roles and roles of Identity Center', () => {
    const paths = sample.roles.map((role) => role.path);
    expect(paths.filter((path) => path.startsWith('/aws-service-role/'))).toHaveLength(19);
    expect(paths.filter((path) => path === '/aws-reserved/sso.amazonaws.com/eu-west-1/')).toHaveLength(9);
  });

  it('keeps the settings that its expectations hold with where the audit reads them', () => {
    const stored = sample.parameters['/account-auditor/config'];
    if (typeof stored !== 'string') expect.fail('the account has no configuration');
    expect(parseConfiguration(stored, 'sample.json')).toEqual(sampleConfiguration);
    expect(sample.kmsKeys).toContain(sampleConfiguration.kmsKeyId);
  });

  it('has names and documents that a page or a spreadsheet could trip over', () => {
    expect(sample.users.some((user) => user.path.includes('"') && user.path.includes('<svg'))).toBe(true);
    expect(sample.users.some((user) => user.path.includes("'") && user.path.includes('&'))).toBe(true);
    expect(sample.users.some((user) => user.name.startsWith('@'))).toBe(true);
    expect(sample.roles.some((role) => role.name.includes(',') && role.name.includes('='))).toBe(true);
    expect(JSON.stringify(sample.policies)).toContain('<script>');
  });
});

describe.each(accounts)('the account %s', (_, account) => {
  it('can be loaded by the sandbox', () => {
    expect(loadAccounts([account], { now: new Date('2026-06-17T09:30:00Z') })).toHaveLength(1);
  });

  it('says every time as an age, so that it looks the same on any day', () => {
    expect(timesIn(account).filter((time) => time.startsWith('20'))).toEqual([]);
  });

  it('names only policies, groups and roles that it has', () => {
    const policies = new Set(account.policies.map((policy) => policy.name));
    const groups = new Set(account.groups.map((group) => group.name));
    const roles = new Set(account.roles.map((role) => role.name));
    const holders = [...principalsOf(account), ...account.groups];
    const boundaries = principalsOf(account).flatMap(({ boundary }) => boundary ?? []);
    expect(
      [...holders.flatMap((holder) => holder.policies), ...boundaries].filter((name) => !policies.has(name)),
    ).toEqual([]);
    expect(account.users.flatMap((user) => user.groups).filter((name) => !groups.has(name))).toEqual([]);
    expect(account.instanceProfiles.flatMap(({ role }) => role ?? []).filter((name) => !roles.has(name))).toEqual([]);
    const profiles = new Set(account.instanceProfiles.map((profile) => profile.name));
    expect(
      account.instances.flatMap((each) => each.instanceProfile ?? []).filter((name) => !profiles.has(name)),
    ).toEqual([]);
  });

  it('has trust policies that somebody can be let in by', () => {
    const broken = account.roles.filter(({ trust }) => {
      const statements = statementsOf(trust);
      return statements.length === 0 || !statements.every(isWellFormedTrust) || sizeOf(trust) > 2048;
    });
    expect(broken.map((role) => role.name)).toEqual([]);
  });

  it("stays inside IAM's quotas", () => {
    const versions = account.policies.flatMap((policy) => [policy, ...policy.dormantVersions]);
    expect(versions.filter(({ document }) => sizeOf(document) > 6144)).toEqual([]);
    expect(account.policies.filter((policy) => policy.dormantVersions.length > 4)).toEqual([]);
    expect([...principalsOf(account), ...account.groups].filter((holder) => holder.policies.length > 10)).toEqual([]);
    expect(account.users.filter((user) => sizeOf(user.inline) > 2048 || user.groups.length > 10)).toEqual([]);
    expect(account.roles.filter((role) => sizeOf(role.inline) > 10_240)).toEqual([]);
  });

  it('has names, paths and tags that IAM takes', () => {
    const named = [...principalsOf(account), ...account.groups, ...account.policies, ...account.instanceProfiles];
    expect(named.filter(({ name }) => !/^[\w+=,.@-]{1,64}$/.test(name)).map(({ name }) => name)).toEqual([]);
    expect(named.filter(({ path }) => !/^\/([!-~]+\/)?$/.test(path)).map(({ path }) => path)).toEqual([]);
    const tags = principalsOf(account).flatMap((principal) => Object.entries(principal.tags).flat());
    expect(tags.filter((text) => !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(text))).toEqual([]);
    const sids = account.policies.flatMap(({ document }) => statementsOf(document).flatMap(({ Sid }) => textsOf(Sid)));
    expect(sids.filter((sid) => !/^[A-Za-z0-9]+$/.test(sid))).toEqual([]);
  });

  it('names only actions that exist, but for the service that AWS closed', async () => {
    const documents = [
      ...account.policies.map(({ document }) => document),
      ...principalsOf(account).flatMap(({ inline }) => Object.values(inline)),
    ];
    const unknown = await Promise.all(documents.map(unknownActions));
    expect(unknown.flat().filter((pattern) => pattern !== 'mobilehub:*')).toEqual([]);
  });

  it('lets nobody use a service that no policy grants them', () => {
    const wrong = principalsOf(account).flatMap((principal) => {
      const allowed = servicesAllowed(documentsOf(account, principal));
      const used = Object.keys(principal.used).map((what) => what.split(':')[0] ?? '');
      return allowed.has('*')
        ? []
        : used.filter((service) => !allowed.has(service)).map((service) => `${principal.name} ${service}`);
    });
    expect(wrong).toEqual([]);
  });

  it('has nothing used, changed or dated before it was made', () => {
    const wrong = principalsOf(account).filter((principal) => {
      const keys = 'keys' in principal ? principal.keys : [];
      const inside = [...Object.values(principal.used), ...timesIn({ principal })].every(
        (time) => ageOf(time) <= ageOf(principal.created),
      );
      return !inside || keys.some((key) => key.lastUsed !== null && ageOf(key.lastUsed) > ageOf(key.created));
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
    const policies = account.policies.filter(
      ({ created, updated }) => updated !== undefined && ageOf(updated) > ageOf(created),
    );
    expect(policies.map(({ name }) => name)).toEqual([]);
  });

  it('has every AWS managed policy attached somewhere', () => {
    const attached = new Set([...principalsOf(account), ...account.groups].flatMap((holder) => holder.policies));
    const loose = account.policies.filter((policy) => policy.awsManaged && !attached.has(policy.name));
    expect(loose.map(({ name }) => policyOf(account, name).name)).toEqual([]);
  });
});

function isWellFormedTrust(statement: Readonly<Record<string, unknown>>): boolean {
  const { Effect, Action, Principal = statement.NotPrincipal } = statement;
  const named = Principal === '*' ? { AWS: '*' } : Principal;
  const principals = typeof named === 'object' && named !== null ? Object.entries(named) : [];
  const isKnown = ([kind, who]: [string, unknown]) =>
    ['AWS', 'Service', 'Federated'].includes(kind) && textsOf(who).length > 0;
  const actions = textsOf(Action);
  return (
    Effect === 'Allow' &&
    principals.length > 0 &&
    principals.every(isKnown) &&
    actions.length > 0 &&
    actions.every((action) => /^sts:(AssumeRole(WithSAML|WithWebIdentity)?|TagSession)$/.test(action))
  );
}
