import { describe, expect, it } from 'vitest';
import { checks } from '../../../lib/checks/registry.ts';
import { type AccountSpec, accountFileSchema } from '../../../lib/sandbox/account-file.ts';
import { generateAccount } from '../../../lib/sandbox/generator/generate-account.ts';
import type { TruthEntry } from '../../../lib/sandbox/generator/truth/truth.ts';
import { grantedServices, readGrants } from '../../../lib/sandbox/iam/grants.ts';
import { documentsOf, sizeOf, unknownActions } from '../accounts/reading.ts';

const now = new Date('2026-11-23T03:00:00Z');
const sizes = { users: 200, roles: 500, policies: 300 };
const { spec, truth } = generateAccount({ seed: 'the usual', ...sizes, now });
const [account] = accountFileSchema.parse({ accounts: [spec] }).accounts;
if (!account) throw new TypeError('there is no account');

/** Nothing can be unknown in these once their source was read. */
const alwaysKnown = ['server-certificate-expired'];

/** Checks that the truth does not speak of, and why. A new check is in the truth, or here. */
const notSpokenOf: Readonly<Record<string, readonly string[]>> = {
  'generated accounts have no resources beside identities, but instances that hold roles': [
    ...['lambda-role-admin', 'lambda-role-shared', 'lambda-role-unused-services', 'lambda-secret-in-environment'],
    ...['lambda-environment-not-cmk', 'lambda-url-public', 'lambda-policy-public', 'lambda-url-cors-any'],
    ...['lambda-runtime-deprecated', 'lambda-outside-vpc', 'lambda-single-az', 'lambda-no-failure-destination'],
    ...['lambda-no-log-retention', 'lambda-not-traced', 'lambda-layer-external', 'parameter-secret-in-plaintext'],
    ...['bucket-not-encrypted-by-policy', 'bucket-public', 'bucket-no-tls-only', 'key-rotation-off'],
    ...['instance-imdsv1', 'instance-profile-admin', 'instance-hop-limit', 'trail-bucket-public'],
  ],
  'the account is in an organisation whose policies and delegations nobody tells of': [
    ...['scp-allows-everything', 'org-not-joined', 'delegated-admin-unknown'],
  ],
  'the analyzers of generated accounts find nothing, and validate nothing': [
    ...['analyzer-unused-access', 'analyzer-external-access', 'access-analyzer-findings-open', 'analyzer-validation'],
  ],
  'the maker knows each step to more power, and does not follow where they lead': [
    ...['privilege-escalation', 'lateral-movement', 'shadow-admin', 'boundary-escape'],
  ],
  'the maker does not say who manages others without being an administrator': ['delegation-without-boundary'],
  'the settings of an audit are no part of an account': [
    ...['configuration-changed', 'suppression-expired', 'suppression-unmatched'],
  ],
};

/** What is true of two dozen accounts: not every story is told in every one. */
const truths = Array.from({ length: 24 }, (_, index) => {
  const numbers = { users: 60, roles: 70, policies: 50, groups: 20 };
  return generateAccount({ seed: `one of two dozen: ${index}`, ...numbers, now }).truth.entries;
}).flat();
const expected = (expect: TruthEntry['expect']) =>
  new Set(truths.filter((entry) => entry.expect === expect).map(({ checkId }) => checkId));

describe('generateAccount', () => {
  it('makes the same account and truth of the same seed', () => {
    expect(generateAccount({ seed: 'the usual', ...sizes, now })).toEqual({ spec, truth });
    expect(generateAccount({ seed: 'another', ...sizes, now }).spec).not.toEqual(spec);
  });

  it.each([
    { users: 0, roles: 0, policies: 0, groups: 0 },
    { users: 1, roles: 0, policies: 0, groups: 0 },
    { users: 0, roles: 1, policies: 1, groups: 3 },
    { users: 37, roles: 111, policies: 0, groups: 12 },
    { users: 10, roles: 3, policies: 90, groups: 0 },
  ])('makes exactly as many as are wanted: %o', (wanted) => {
    const made = generateAccount({ seed: 'numbers', ...wanted, now }).spec;
    expect({
      users: made.users?.length,
      roles: made.roles?.length,
      policies: made.policies?.filter(({ awsManaged }) => !awsManaged).length,
      groups: made.groups?.length,
    }).toEqual(wanted);
  });

  it('knows the truth for every check, but for those of which it is said why not', () => {
    const ids = [...truth.checkIds, ...Object.values(notSpokenOf).flat()];
    expect(ids.toSorted()).toEqual(checks.map(({ id }) => id).toSorted());
  });

  it('has something to find for every check', () => {
    expect(truth.checkIds.filter((id) => !expected('finding').has(id))).toEqual([]);
  });

  it('has something that cannot be known for every check of what is not used', () => {
    const ofUnused = checks.filter(({ family, id }) => family === 'unused' && truth.checkIds.includes(id));
    expect(ofUnused.map(({ id }) => id).filter((id) => !expected('unknown').has(id))).toEqual(alwaysKnown);
  });

  it('makes reports of about 60 services on average', () => {
    const roles = account.roles.filter((role) => Object.keys(role.used).length > 0);
    const lengths = roles.map((role) => grantedServices(documentsOf(account, role).map(readGrants)).length);
    const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    expect(average).toBeGreaterThan(40);
    expect(average).toBeLessThan(90);
  });

  it("stays inside IAM's quotas", () => {
    const customer = account.policies.filter(({ awsManaged }) => !awsManaged);
    const documents = customer.flatMap(({ document, dormantVersions }) => [
      document,
      ...dormantVersions.map((version) => version.document),
    ]);
    const holders = [...account.users, ...account.groups, ...account.roles];
    expect(documents.filter((document) => sizeOf(document) > 6144)).toEqual([]);
    expect(holders.filter((holder) => holder.policies.length > 10).map(({ name }) => name)).toEqual([]);
    expect(account.users.filter(({ inline, groups }) => sizeOf(inline) > 2048 || groups.length > 10)).toEqual([]);
    expect(account.roles.filter(({ inline }) => sizeOf(inline) > 10_240)).toEqual([]);
  });

  it('names only actions that exist, but for the service that AWS closed', async () => {
    const unknown = await Promise.all(allDocuments(account).map(unknownActions));
    expect([...new Set(unknown.flat())].filter((pattern) => !pattern.startsWith('mobilehub:'))).toEqual([]);
  });

  it('has nothing used or changed before it was made', () => {
    const wrong = [...account.users, ...account.roles].filter((principal) =>
      Object.values(principal.used).some((time) => time < principal.created),
    );
    const keys = account.users.flatMap((user) => user.keys.map((key) => ({ ...key, user: user.created })));
    expect(wrong.map(({ name }) => name)).toEqual([]);
    expect(keys.filter(({ created, lastUsed, user }) => created < user || (lastUsed ?? created) < created)).toEqual([]);
    expect(account.policies.filter(({ created, updated }) => (updated ?? created) < created)).toEqual([]);
  });
});

function allDocuments({ policies, users, roles, groups }: AccountSpec): readonly unknown[] {
  const inline = [...users, ...roles, ...groups].flatMap((holder) => Object.values(holder.inline));
  return [...policies.map(({ document }) => document), ...inline].filter((document) => typeof document === 'object');
}
