import { createHash } from 'node:crypto';
import type {
  DescribeIamInstanceProfileAssociationsCommandInput,
  DescribeIamInstanceProfileAssociationsResult,
  DescribeInstancesCommandInput,
  DescribeInstancesResult,
  IamInstanceProfile,
  IamInstanceProfileAssociation,
  Instance,
} from '@aws-sdk/client-ec2';
import type { Account } from '../account.ts';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import { pageOf } from '../token-paging.ts';
import { compileFilters } from './filters.ts';
import { pageRequest } from './paging.ts';

/** Codes of instance states (EC2 API reference, InstanceState). */
const stateCodes: Readonly<Record<Account['instances'][number]['state'], number>> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
};

/** DescribeInstances, each in a reservation of its own. */
export function describeInstances(call: Call<HandlerInput<DescribeInstancesCommandInput>>): DescribeInstancesResult {
  const { input, account, region } = call;
  const wanted = input.InstanceIds ?? [];
  if (wanted.length > 0 && input.MaxResults !== undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameter instancesSet cannot be used with the parameter maxResults',
    );
  }
  const instances = instancesIn(account, region);
  const missing = wanted.filter((id) => !instances.some(({ InstanceId }) => InstanceId === id));
  if (missing.length > 0) {
    throw new AwsError('InvalidInstanceID.NotFound', `The instance IDs '${missing.join(', ')}' do not exist`);
  }
  const passes = compileFilters<Instance>(input.Filters, {
    'instance-id': ({ InstanceId }) => InstanceId,
    'instance-state-name': ({ State }) => State?.Name,
    'metadata-options.http-tokens': ({ MetadataOptions: options }) => options?.HttpTokens,
    'iam-instance-profile.arn': ({ IamInstanceProfile: profile }) => profile?.Arn,
    'iam-instance-profile.id': ({ IamInstanceProfile: profile }) => profile?.Id,
  });
  const { items, nextToken } = pageOf({
    items: instances.filter(
      (instance) => (wanted.length === 0 || wanted.includes(instance.InstanceId)) && passes(instance),
    ),
    keyOf: ({ InstanceId }) => InstanceId,
    ...pageRequest(input, account),
  });
  return {
    Reservations: items.map((instance) => ({
      ReservationId: madeUpId('r', instance.InstanceId),
      OwnerId: account.accountId,
      Instances: [instance],
    })),
    NextToken: nextToken,
  };
}

/** DescribeIamInstanceProfileAssociations: the instances of this Region that have a profile, until they are terminated. */
export function describeIamInstanceProfileAssociations(
  call: Call<HandlerInput<DescribeIamInstanceProfileAssociationsCommandInput>>,
): DescribeIamInstanceProfileAssociationsResult {
  const { input, account, region } = call;
  const wanted = input.AssociationIds ?? [];
  const associations = instancesIn(account, region).flatMap(({ InstanceId, State, IamInstanceProfile: profile }) =>
    profile && State?.Name !== 'terminated'
      ? [
          {
            AssociationId: madeUpId('iip-assoc', InstanceId),
            InstanceId,
            IamInstanceProfile: profile,
            State: 'associated' as const,
          },
        ]
      : [],
  );
  const missing = wanted.find((id) => !associations.some(({ AssociationId }) => AssociationId === id));
  if (missing !== undefined) {
    throw new AwsError('InvalidAssociationID.NotFound', `An invalid association-id of '${missing}' was given`);
  }
  const passes = compileFilters<IamInstanceProfileAssociation>(input.Filters, {
    'instance-id': ({ InstanceId }) => InstanceId,
    state: ({ State }) => State,
  });
  const { items, nextToken } = pageOf({
    items: associations.filter(
      (association) => (wanted.length === 0 || wanted.includes(association.AssociationId)) && passes(association),
    ),
    keyOf: ({ AssociationId }) => AssociationId,
    ...pageRequest(input, account),
  });
  return { IamInstanceProfileAssociations: [...items], NextToken: nextToken };
}

type IdentifiedInstance = Instance & { readonly InstanceId: string };

function instancesIn(account: Account, region: string): IdentifiedInstance[] {
  return account.instances
    .filter((instance) => instance.region === region)
    .map(({ id, instanceProfile, state, httpTokens, hopLimit, httpEndpoint, tags }) => ({
      InstanceId: id,
      State: { Code: stateCodes[state], Name: state },
      IamInstanceProfile: instanceProfile === undefined ? undefined : profileOf(account, instanceProfile),
      MetadataOptions: {
        State: 'applied',
        HttpTokens: httpTokens,
        HttpPutResponseHopLimit: hopLimit,
        HttpEndpoint: httpEndpoint,
      },
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    }));
}

/** As EC2 tells it: of a profile that has been deleted since, only the ARN that it had. */
function profileOf({ iam, accountId, partition }: Account, name: string): IamInstanceProfile {
  const profile = iam.content.instanceProfiles.find((candidate) => candidate.name === name);
  return profile
    ? { Arn: profile.arn, Id: profile.id }
    : { Arn: `arn:${partition}:iam::${accountId}:instance-profile/${name}` };
}

/** `r-...`, `iip-assoc-...`: 17 hex digits that are always the same for the same instance. */
function madeUpId(prefix: string, instanceId: string): string {
  return `${prefix}-${createHash('sha256').update(`${prefix}/${instanceId}`).digest('hex').slice(0, 17)}`;
}
