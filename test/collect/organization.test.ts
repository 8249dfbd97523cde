import { describe, expect, it } from 'vitest';
import { configurationSchema } from '../../lib/config/configuration.ts';
import { summariseCoverage } from '../../lib/snapshot/coverage.ts';
import { aWorld, coverageIn } from './a-world.ts';

const accounts = Array.from({ length: 45 }, (_, index) => ({
  id: String(200_000_000_000 + index),
  name: `<img src=x onerror=alert(${index})>`,
  joined: '-100d',
}));
const organization = { id: 'o-a1b2c3d4e5', managementAccountId: '444455556666', accounts };
const asDelegatedAdministrator = { configuration: configurationSchema.parse({ organizationAccounts: true }) };

describe('the organisation in a snapshot', () => {
  it('is that of a member, without its accounts and without a gap', async () => {
    await using world = await aWorld({ organization });
    const snapshot = await world.collect();
    expect(snapshot.organization).toMatchObject({ joined: true, managementAccountId: '444455556666' });
    expect(snapshot.organizationAccountIds).toBeNull();
    expect(coverageIn(snapshot, 'organization-accounts')).toEqual({
      status: 'skipped',
      reason: expect.stringMatching(/^only the management account and delegated administrators may list them/),
    });
    expect(summariseCoverage(snapshot.coverage).complete).toBe(true);
    expect(world.calls('organizations:ListAccounts')).toBe(0);
  });

  it('has the ids of all accounts, read page by page, for the management account', async () => {
    await using world = await aWorld({ organization: { ...organization, managementAccountId: '111122223333' } });
    const snapshot = await world.collect();
    expect(snapshot.organizationAccountIds).toEqual(accounts.map(({ id }) => id));
    expect(JSON.stringify(snapshot)).not.toContain('onerror');
    expect(world.calls('organizations:ListAccounts')).toBe(3);
  });

  it('has them for a delegated administrator whose settings say so', async () => {
    await using world = await aWorld({ organization: { ...organization, delegatedAdministrator: true } });
    expect((await world.collect(asDelegatedAdministrator)).organizationAccountIds).toHaveLength(45);
    expect((await world.collect()).organizationAccountIds).toBeNull();
  });

  it('has a gap where the settings say so of an account that may not', async () => {
    await using world = await aWorld({ organization });
    const snapshot = await world.collect(asDelegatedAdministrator);
    expect(coverageIn(snapshot, 'organization-accounts')?.status).toBe('denied');
    expect(snapshot.organizationAccountIds).toBeNull();
  });

  it('is known not to be there', async () => {
    await using world = await aWorld();
    const snapshot = await world.collect(asDelegatedAdministrator);
    expect(snapshot.organization).toEqual({ joined: false });
    expect(coverageIn(snapshot, 'organization')?.status).toBe('complete');
    expect(coverageIn(snapshot, 'organization-accounts')).toEqual({
      status: 'skipped',
      reason: 'the account is not in an organisation',
    });
  });
});
