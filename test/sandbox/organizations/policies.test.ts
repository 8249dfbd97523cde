import {
  DescribePolicyCommand,
  ListPoliciesCommand,
  ListTargetsForPolicyCommand,
  OrganizationsClient,
  paginateListPolicies,
} from '@aws-sdk/client-organizations';
import { describe, expect, it } from 'vitest';
import { accountId } from '../calling.ts';
import { serving } from '../serving.ts';

const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const organization = {
  id: 'o-a1b2c3d4e5',
  managementAccountId: accountId,
  accounts: [{ id: '222233334444', name: 'audit', joined: '-90d' }],
  serviceControlPolicies: [
    { id: 'p-FullAWSAccess', name: 'FullAWSAccess', awsManaged: true, document: everything, targets: ['r-ab12'] },
    {
      id: 'p-0a1b2c3d',
      name: 'europe-only',
      document: '{"Statement":',
      targets: ['222233334444', 'ou-ab12-11111111', 'r-ab12'],
    },
    ...Array.from({ length: 20 }, (_, index) => ({
      id: `p-1a1b2c${index + 10}`,
      name: `n-${index}`,
      document: everything,
    })),
  ],
};

describe('service control policies', () => {
  const management = serving({ organization });
  const delegated = serving({
    organization: { ...organization, managementAccountId: '444455556666', delegatedAdministrator: true },
  });
  const member = serving({ organization: { ...organization, managementAccountId: '444455556666' } });
  const alone = serving({});
  const listed = new ListPoliciesCommand({ Filter: 'SERVICE_CONTROL_POLICY' });

  it('are listed by twenty', async () => {
    const client = new OrganizationsClient(management());
    const policies: unknown[] = [];
    for await (const { Policies = [] } of paginateListPolicies({ client }, { Filter: 'SERVICE_CONTROL_POLICY' })) {
      expect(Policies.length).toBeLessThanOrEqual(20);
      policies.push(...Policies);
    }
    expect(policies).toHaveLength(22);
    expect(policies[0]).toEqual({
      Id: 'p-0a1b2c3d',
      Arn: `arn:aws:organizations::${accountId}:policy/o-a1b2c3d4e5/service_control_policy/p-0a1b2c3d`,
      Name: 'europe-only',
      Type: 'SERVICE_CONTROL_POLICY',
      AwsManaged: false,
    });
    expect(policies.at(-1)).toMatchObject({
      Arn: 'arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess',
      AwsManaged: true,
    });
  });

  it('are all the policies that there are', async () => {
    const client = new OrganizationsClient(management());
    expect((await client.send(new ListPoliciesCommand({ Filter: 'TAG_POLICY' }))).Policies).toEqual([]);
    await expect(client.send(new ListPoliciesCommand({ Filter: 'NO_POLICY' as 'TAG_POLICY' }))).rejects.toMatchObject({
      name: 'InvalidInputException',
    });
  });

  it('have a document, whether or not it can be read', async () => {
    const client = new OrganizationsClient(management());
    const contentOf = async (PolicyId: string) =>
      (await client.send(new DescribePolicyCommand({ PolicyId }))).Policy?.Content;
    expect(JSON.parse((await contentOf('p-FullAWSAccess')) ?? '')).toEqual(everything);
    expect(await contentOf('p-0a1b2c3d')).toBe('{"Statement":');
    await expect(contentOf('p-99999999')).rejects.toMatchObject({ name: 'PolicyNotFoundException' });
  });

  it('are attached to the root, to organisational units and to accounts', async () => {
    const client = new OrganizationsClient(management());
    const asked = new ListTargetsForPolicyCommand({ PolicyId: 'p-0a1b2c3d' });
    expect((await client.send(asked)).Targets).toEqual([
      {
        TargetId: '222233334444',
        Arn: `arn:aws:organizations::${accountId}:account/o-a1b2c3d4e5/222233334444`,
        Name: 'audit',
        Type: 'ACCOUNT',
      },
      {
        TargetId: 'ou-ab12-11111111',
        Arn: `arn:aws:organizations::${accountId}:ou/o-a1b2c3d4e5/ou-ab12-11111111`,
        Name: 'ou-ab12-11111111',
        Type: 'ORGANIZATIONAL_UNIT',
      },
      {
        TargetId: 'r-ab12',
        Arn: `arn:aws:organizations::${accountId}:root/o-a1b2c3d4e5/r-ab12`,
        Name: 'Root',
        Type: 'ROOT',
      },
    ]);
  });

  it('are for the management account and for delegated administrators', async () => {
    expect((await new OrganizationsClient(delegated()).send(listed)).Policies).toHaveLength(20);
    await expect(new OrganizationsClient(member()).send(listed)).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    await expect(new OrganizationsClient(alone()).send(listed)).rejects.toMatchObject({
      name: 'AWSOrganizationsNotInUseException',
    });
  });
});
