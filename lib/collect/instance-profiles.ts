import { ListInstanceProfilesCommand } from '@aws-sdk/client-iam';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { required } from './answers.ts';
import type { CollectContext } from './context.ts';
import { itemsOf } from './pages.ts';
import type { Reading } from './reading.ts';

type InstanceProfiles = NonNullable<Snapshot['instanceProfiles']>;

export async function readInstanceProfiles({ aws }: CollectContext): Promise<Reading<InstanceProfiles>> {
  const profiles = await itemsOf(
    (paging) => aws.iam().send(new ListInstanceProfilesCommand(paging)),
    (page) => page.InstanceProfiles,
  );
  return {
    data: profiles.map((profile) => ({
      arn: required(profile.Arn, 'Arn'),
      name: required(profile.InstanceProfileName, 'InstanceProfileName'),
      path: required(profile.Path, 'Path'),
      createdAt: required(profile.CreateDate, 'CreateDate').toISOString(),
      roleNames: (profile.Roles ?? []).map((role) => required(role.RoleName, 'RoleName')),
    })),
  };
}
