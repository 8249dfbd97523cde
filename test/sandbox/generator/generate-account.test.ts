import { describe, expect, it } from 'vitest';
import type { Check } from '../../../lib/checks/check.ts';
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

/** They take a reading of every single action, or are what AWS says. */
const notSpokenOf = [
  'analyzer-validation',
  'credentials-exposure',
  'data-exfiltration',
  'delegation-without-boundary',
  'infrastructure-modification',
  'policy-invalid',
  'resource-exposure',
  'write-without-condition',
];

/** Generated accounts have neither buckets nor an organisation. */
const nothingToTell = ['trail-bucket-public', 'scp-allows-everything', 'org-not-joined', 'delegated-admin-unknown'];

/** The analyzers of generated accounts find nothing: what is true of them is for the checks to find. */
const idsOf = (family: Check['family']) =>
  checks
    .filter((check) => check.family === family && !check.needs.includes('analyzer-findings'))
    .map(({ id }) => id)
    .filter((id) => !notSpokenOf.includes(id) && !nothingToTell.includes(id));

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

  it('knows the truth for every check of the families that it speaks of', () => {
    const ids = (['unused', 'credentials', 'guardrails', 'policy', 'trust'] as const).flatMap(idsOf);
    expect([...truth.checkIds].toSorted()).toEqual(ids.toSorted());
  });

  it('has something to find for every check', () => {
    expect(truth.checkIds.filter((id) => !expected('finding').has(id))).toEqual([]);
  });

  it('has something that cannot be known for every check of what is not used', () => {
    expect(idsOf('unused').filter((id) => !expected('unknown').has(id))).toEqual(alwaysKnown);
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
