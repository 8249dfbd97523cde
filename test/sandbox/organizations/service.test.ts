import { DescribeOrganizationCommand, ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { describe, expect, it } from 'vitest';
import { serving } from '../serving.ts';

describe('organizations', () => {
  const member = serving({ organization: { id: 'o-a1b2c3d4e5', managementAccountId: '444455556666' } });
  const management = serving({
    organization: {
      id: 'o-a1b2c3d4e5',
      managementAccountId: '111122223333',
      accounts: [{ id: '111122223333', name: 'northwind-root', joined: '2021-03-01T00:00:00Z' }],
    },
  });
  const alone = serving({});

  it('tells a member of its organisation, and not of the accounts in it', async () => {
    const client = new OrganizationsClient(member());
    const { Organization: organization } = await client.send(new DescribeOrganizationCommand());
    expect(organization).toMatchObject({
      Id: 'o-a1b2c3d4e5',
      Arn: 'arn:aws:organizations::444455556666:organization/o-a1b2c3d4e5',
      MasterAccountId: '444455556666',
      FeatureSet: 'ALL',
    });
    await expect(client.send(new ListAccountsCommand())).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: "You don't have permissions to access this resource.",
    });
  });

  it('lists the accounts for the management account', async () => {
    const client = new OrganizationsClient(management());
    expect((await client.send(new ListAccountsCommand())).Accounts).toEqual([
      {
        Id: '111122223333',
        Arn: 'arn:aws:organizations::111122223333:account/o-a1b2c3d4e5/111122223333',
        Email: 'root+111122223333@example.com',
        Name: 'northwind-root',
        State: 'ACTIVE',
        JoinedMethod: 'CREATED',
        JoinedTimestamp: new Date('2021-03-01T00:00:00Z'),
      },
    ]);
  });

  it('answers an account that is in no organisation with an error that the SDK knows', async () => {
    const client = new OrganizationsClient(alone());
    await expect(client.send(new DescribeOrganizationCommand())).rejects.toMatchObject({
      name: 'AWSOrganizationsNotInUseException',
      message: 'Your account is not a member of an organization.',
    });
  });
});
