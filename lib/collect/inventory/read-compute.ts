import type { Role } from '../../snapshot/snapshot.ts';
import type { CollectContext } from '../context.ts';
import type { Read } from '../reading.ts';
import type { RegionsToRead } from '../regions.ts';
import { readInstanceMetadataDefaults } from './instance-metadata-defaults.ts';
import { type Owner, readInstances } from './instances.ts';
import { readLaunchTemplates } from './launch-templates.ts';
import { listed } from './listed.ts';
import { readWorkloads } from './workloads/read-workloads.ts';

interface ComputeBasis {
  readonly owner: Owner;
  readonly where: Promise<RegionsToRead>;
  /** Rejects when they were not read. */
  readonly roles: () => Promise<readonly Role[]>;
}

/** EC2 instances and what starts them, and everything else that runs with a role: each by itself, because others wait for some of it. */
export function readCompute(context: CollectContext, read: Read, { owner, where, roles }: ComputeBasis) {
  const ofInstances = listed(context, read, 'instances');
  return {
    instances: ofInstances('instances', async () => readInstances(context, await where, owner)),
    launchTemplates: ofInstances('launch-templates', async () => readLaunchTemplates(context, await where, owner)),
    instanceMetadataDefaults: ofInstances('instance-metadata-defaults', async () =>
      readInstanceMetadataDefaults(context, await where),
    ),
    workloads: listed(
      context,
      read,
      'workloads',
    )('workloads', async () => readWorkloads(context, await where, { owner, roles: await roles() })),
  };
}
