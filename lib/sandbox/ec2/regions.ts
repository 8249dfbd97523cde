import type { AccountSpec } from '../account-file.ts';

/** Regions that are on in every account of the partition, and those that an account has to opt in to. */
interface PartitionRegions {
  readonly always: readonly string[];
  readonly optIn: readonly string[];
  readonly dnsSuffix: string;
}

/** AWS documentation, "AWS Regions", autumn 2026. Those launched after March 20, 2019 are opt-in. */
export const regionsOf: Readonly<Record<AccountSpec['partition'], PartitionRegions>> = {
  aws: {
    always: [
      'ap-northeast-1',
      'ap-northeast-2',
      'ap-northeast-3',
      'ap-south-1',
      'ap-southeast-1',
      'ap-southeast-2',
      'ca-central-1',
      'eu-central-1',
      'eu-north-1',
      'eu-west-1',
      'eu-west-2',
      'eu-west-3',
      'sa-east-1',
      'us-east-1',
      'us-east-2',
      'us-west-1',
      'us-west-2',
    ],
    optIn: [
      'af-south-1',
      'ap-east-1',
      'ap-east-2',
      'ap-south-2',
      'ap-southeast-3',
      'ap-southeast-4',
      'ap-southeast-5',
      'ap-southeast-6',
      'ap-southeast-7',
      'ca-west-1',
      'eu-central-2',
      'eu-south-1',
      'eu-south-2',
      'il-central-1',
      'me-central-1',
      'me-south-1',
      'mx-central-1',
    ],
    dnsSuffix: 'amazonaws.com',
  },
  'aws-cn': { always: ['cn-north-1', 'cn-northwest-1'], optIn: [], dnsSuffix: 'amazonaws.com.cn' },
  'aws-us-gov': { always: ['us-gov-east-1', 'us-gov-west-1'], optIn: [], dnsSuffix: 'amazonaws.com' },
};
