import { describe, expect, it } from 'vitest';
import { describeIamInstanceProfileAssociations, describeInstances } from '../../../lib/sandbox/ec2/instances.ts';
import { callsTo, embeddedAccount, expectAwsError } from '../calling.ts';

const instance = (number: number) => `i-${String(number).padStart(17, '0')}`;
const web = 'arn:aws:iam::111122223333:instance-profile/web';

function running(behaviour = {}) {
  return embeddedAccount(
    {
      instanceProfiles: [{ name: 'web', created: '-300d' }],
      instances: [
        ...Array.from({ length: 7 }, (_, index) => ({
          id: instance(index),
          region: 'eu-west-1',
          instanceProfile: 'web',
        })),
        { id: instance(7), region: 'eu-west-1' },
        { id: instance(8), region: 'us-east-1', instanceProfile: 'web' },
      ],
    },
    behaviour,
  );
}

describe('describeIamInstanceProfileAssociations', () => {
  const call = callsTo(running());

  it('tells the profile of every instance of the Region that has one', () => {
    const { IamInstanceProfileAssociations: associations = [] } = call(describeIamInstanceProfileAssociations, {});
    expect(associations.map(({ InstanceId }) => InstanceId).toSorted()).toEqual(
      Array.from({ length: 7 }, (_, index) => instance(index)),
    );
    expect(associations[0]).toMatchObject({
      AssociationId: expect.stringMatching(/^iip-assoc-[0-9a-f]{17}$/),
      IamInstanceProfile: { Arn: web, Id: expect.stringMatching(/^AIPA/) },
      State: 'associated',
    });
  });

  it('finds by id and by filter', () => {
    const byInstance = { Filters: [{ Name: 'instance-id', Values: [instance(3)] }] };
    const [found] = call(describeIamInstanceProfileAssociations, byInstance).IamInstanceProfileAssociations ?? [];
    const AssociationIds = [found?.AssociationId ?? ''];
    expect(call(describeIamInstanceProfileAssociations, { AssociationIds }).IamInstanceProfileAssociations).toEqual([
      found,
    ]);
    expectAwsError('InvalidAssociationID.NotFound', () =>
      call(describeIamInstanceProfileAssociations, { AssociationIds: ['iip-assoc-0'] }),
    );
  });

  it('pages by 5 to 1,000', () => {
    const first = call(describeIamInstanceProfileAssociations, { MaxResults: 5 });
    expect(first.IamInstanceProfileAssociations).toHaveLength(5);
    const second = call(describeIamInstanceProfileAssociations, { MaxResults: 5, NextToken: first.NextToken });
    expect(second.IamInstanceProfileAssociations).toHaveLength(2);
    expect(second.NextToken).toBeUndefined();
    for (const MaxResults of [4, 1001]) {
      expectAwsError('InvalidParameterValue', () => call(describeIamInstanceProfileAssociations, { MaxResults }));
    }
    expectAwsError('InvalidNextToken', () => call(describeIamInstanceProfileAssociations, { NextToken: 'x' }));
  });

  it('may begin with an empty page', () => {
    const short = callsTo(running({ pageLimit: 2 }));
    const first = short(describeIamInstanceProfileAssociations, {});
    expect(first).toMatchObject({ IamInstanceProfileAssociations: [], NextToken: expect.any(String) });
  });

  it('tells the ARN of a profile that has been deleted since', () => {
    const account = running();
    account.remove(web);
    const { IamInstanceProfileAssociations: associations } = callsTo(account)(
      describeIamInstanceProfileAssociations,
      {},
    );
    expect(associations?.[0]?.IamInstanceProfile).toEqual({ Arn: web });
  });
});

describe('describeInstances', () => {
  const call = callsTo(running());
  const idsOf = ({ Reservations = [] }: ReturnType<typeof describeInstances>) =>
    Reservations.flatMap(({ Instances = [] }) => Instances).map(({ InstanceId }) => InstanceId);

  it('tells of the instances of the Region, each in its own reservation', () => {
    const { Reservations = [] } = call(describeInstances, {});
    expect(Reservations).toHaveLength(8);
    expect(Reservations[0]).toMatchObject({
      OwnerId: '111122223333',
      Instances: [{ InstanceId: instance(0), State: { Name: 'running' }, IamInstanceProfile: { Arn: web } }],
    });
    expect(Reservations[7]?.Instances?.[0]?.IamInstanceProfile).toBeUndefined();
  });

  it('tells how their metadata can be asked, what state they are in and their tags', () => {
    const id = instance(1);
    const tags = { Name: 'node-1', 'eks:cluster-name': 'shop' };
    const old = {
      id,
      region: 'eu-west-1',
      httpTokens: 'optional' as const,
      hopLimit: 2,
      state: 'stopped' as const,
      tags,
    };
    const plain = { id: instance(2), region: 'eu-west-1' };
    const { Reservations = [] } = callsTo(embeddedAccount({ instances: [old, plain] }))(describeInstances, {});
    expect(Reservations.flatMap(({ Instances = [] }) => Instances)).toMatchObject([
      {
        State: { Code: 80, Name: 'stopped' },
        MetadataOptions: {
          State: 'applied',
          HttpTokens: 'optional',
          HttpPutResponseHopLimit: 2,
          HttpEndpoint: 'enabled',
        },
        Tags: [
          { Key: 'Name', Value: 'node-1' },
          { Key: 'eks:cluster-name', Value: 'shop' },
        ],
      },
      { State: { Code: 16, Name: 'running' }, MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 } },
    ]);
  });

  it('finds by id and by filter', () => {
    expect(idsOf(call(describeInstances, { InstanceIds: [instance(7), instance(1)] }))).toEqual([
      instance(1),
      instance(7),
    ]);
    const withProfile = { Filters: [{ Name: 'iam-instance-profile.arn', Values: ['*:instance-profile/web'] }] };
    expect(idsOf(call(describeInstances, withProfile))).toHaveLength(7);
  });

  it('refuses an instance of another Region, and ids together with paging', () => {
    expectAwsError('InvalidInstanceID.NotFound', () => call(describeInstances, { InstanceIds: [instance(8)] }));
    expectAwsError('InvalidParameterCombination', () =>
      call(describeInstances, { InstanceIds: [instance(1)], MaxResults: 10 }),
    );
  });
});
