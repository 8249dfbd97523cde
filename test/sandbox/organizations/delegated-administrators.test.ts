import {
  ListDelegatedAdministratorsCommand,
  ListDelegatedServicesForAccountCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { describe, expect, it } from 'vitest';
import { accountId } from '../calling.ts';
import { serving } from '../serving.ts';

const organization = {
  id: 'o-a1b2c3d4e5',
  managementAccountId: accountId,
  accounts: ['222233334444', '333344445555', '666677778888'].map((id) => ({ id, name: `n-${id}`, joined: '-900d' })),
  delegatedAdministrators: [
    {
      id: '222233334444',
      enabled: '2026-01-01T00:00:00Z',
      services: ['guardduty.amazonaws.com', 'access-analyzer.amazonaws.com'],
    },
    { id: '333344445555', enabled: '-10d', services: ['backup.amazonaws.com'] },
  ],
};

describe('delegated administrators', () => {
  const management = serving({ organization });
  const member = serving({ organization: { ...organization, managementAccountId: '444455556666' } });
  const idsOf = async (ServicePrincipal?: string) => {
    const asked = new ListDelegatedAdministratorsCommand({ ServicePrincipal });
    const { DelegatedAdministrators = [] } = await new OrganizationsClient(management()).send(asked);
    return DelegatedAdministrators.map(({ Id }) => Id);
  };
  const servicesOf = async (AccountId: string) => {
    const asked = new ListDelegatedServicesForAccountCommand({ AccountId });
    return (await new OrganizationsClient(management()).send(asked)).DelegatedServices;
  };

  it('are listed with the names of their accounts, all or those of a service', async () => {
    const { DelegatedAdministrators } = await new OrganizationsClient(management()).send(
      new ListDelegatedAdministratorsCommand({ MaxResults: 1 }),
    );
    expect(DelegatedAdministrators).toMatchObject([
      { Id: '222233334444', Name: 'n-222233334444', DelegationEnabledDate: new Date('2026-01-01T00:00:00Z') },
    ]);
    expect(await idsOf()).toEqual(['222233334444', '333344445555']);
    expect(await idsOf('backup.amazonaws.com')).toEqual(['333344445555']);
  });

  it('are asked one by one which services they administer', async () => {
    expect(await servicesOf('222233334444')).toMatchObject([
      { ServicePrincipal: 'access-analyzer.amazonaws.com' },
      { ServicePrincipal: 'guardduty.amazonaws.com' },
    ]);
    await expect(servicesOf('666677778888')).rejects.toMatchObject({ name: 'AccountNotRegisteredException' });
    await expect(servicesOf('999988887777')).rejects.toMatchObject({ name: 'AccountNotFoundException' });
  });

  it('are told to no other member', async () => {
    await expect(
      new OrganizationsClient(member()).send(new ListDelegatedAdministratorsCommand({})),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});
