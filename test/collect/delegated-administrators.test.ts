import { describe, expect, it } from 'vitest';
import { readDelegatedAdministrators } from '../../lib/collect/delegated-administrators.ts';
import { aWorld } from './a-world.ts';

const accounts = ['222233334444', '333344445555'].map((id) => ({ id, name: `account-${id}`, joined: '-90d' }));
const organization = {
  id: 'o-a1b2c3d4e5',
  managementAccountId: '111122223333',
  accounts,
  delegatedAdministrators: accounts.map(({ id }) => ({
    id,
    enabled: '-80d',
    services: ['access-analyzer.amazonaws.com', 'guardduty.amazonaws.com'],
  })),
};

describe('readDelegatedAdministrators', () => {
  it('reads which accounts administer which services', async () => {
    await using world = await aWorld({ organization });
    const { data, gaps } = await readDelegatedAdministrators(world.context());
    const services = ['access-analyzer.amazonaws.com', 'guardduty.amazonaws.com'];
    expect(data).toEqual(accounts.map(({ id, name }) => ({ accountId: id, name, services })));
    expect(gaps).toEqual([]);
    expect(JSON.stringify(data)).not.toContain('@');
  });

  it('names an account also where its services could not be read', async () => {
    await using world = await aWorld({ organization });
    world.sandbox.setFaults([{ on: 'organizations:ListDelegatedServicesForAccount', times: 1, fault: 'denied' }]);
    const { data, gaps } = await readDelegatedAdministrators(world.context());
    expect(data?.map(({ services }) => services?.length ?? null)).toEqual([null, 2]);
    expect(gaps).toEqual([
      expect.stringMatching(/^1 of 2 lists of delegated services could not be read: Access denied/),
    ]);
  });
});
