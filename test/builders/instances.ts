import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import { ACCOUNT_ID, entityArn } from './naming.ts';

type Instance = NonNullable<Snapshot['instances']>['items'][number];
type LaunchTemplate = NonNullable<Snapshot['launchTemplates']>['items'][number];
type Version = LaunchTemplate['versions'][number];

export const INSTANCE_ID = 'i-0a1b2c3d4e5f60718';

/** A running instance of eu-west-1 as it should be, which nobody gave a name. */
export function anInstance({ profile, ...parts }: Partial<Instance> & { readonly profile?: string } = {}): Instance {
  const id = parts.id ?? INSTANCE_ID;
  const region = parts.region ?? 'eu-west-1';
  return {
    arn: `arn:aws:ec2:${region}:${ACCOUNT_ID}:instance/${id}`,
    id,
    name: null,
    region,
    state: 'running',
    instanceProfileArn: profile === undefined ? null : entityArn('instance-profile', '/', profile),
    httpTokens: 'required',
    hopLimit: 1,
    httpEndpoint: 'enabled',
    runsContainers: false,
    ...parts,
  };
}

export function instances(...items: readonly Instance[]): Pick<Snapshot, 'instances'> {
  return { instances: { regions: ['eu-west-1', 'us-east-1'], items: [...items] } };
}

/** A launch template of eu-west-1 whose versions, the last of them the default and latest, say nothing unless told otherwise. */
export function aLaunchTemplate(name: string, ...versions: readonly Partial<Version>[]): LaunchTemplate {
  const id = 'lt-0a1b2c3d4e5f60718';
  return {
    arn: `arn:aws:ec2:eu-west-1:${ACCOUNT_ID}:launch-template/${id}`,
    id,
    name,
    region: 'eu-west-1',
    versions: versions.map((parts, index) => ({
      number: index + 1,
      isDefault: index === versions.length - 1,
      isLatest: index === versions.length - 1,
      instanceProfile: null,
      httpTokens: null,
      hopLimit: null,
      httpEndpoint: null,
      ...parts,
    })),
  };
}

export function launchTemplates(...items: readonly LaunchTemplate[]): Pick<Snapshot, 'launchTemplates'> {
  return { launchTemplates: { regions: ['eu-west-1', 'us-east-1'], items: [...items] } };
}

/** What Regions demand of new instances by default; null: they prefer neither. */
export function metadataDefaults(
  byRegion: Readonly<Record<string, string | null>>,
): Pick<Snapshot, 'instanceMetadataDefaults'> {
  return {
    instanceMetadataDefaults: {
      regions: Object.keys(byRegion),
      items: Object.entries(byRegion).map(([region, httpTokens]) => ({ region, httpTokens, hopLimit: null })),
    },
  };
}
