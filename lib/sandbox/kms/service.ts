import {
  DescribeKeyCommand,
  GetKeyRotationStatusCommand,
  ListAliasesCommand,
  ListKeysCommand,
} from '@aws-sdk/client-kms';
import { operation, type ServiceDefinition } from '../service.ts';
import { describeKey } from './describe-key.ts';
import { listAliases, listKeys } from './list-keys.ts';
import { getKeyRotationStatus } from './rotation-status.ts';

export const kms: ServiceDefinition = {
  signingName: 'kms',
  protocols: ['json1_1'],
  refusals: { internal: ['KMSInternalException', 500, 'AWS KMS has encountered an internal error.'] },
  operations: [
    operation(ListKeysCommand, listKeys),
    operation(ListAliasesCommand, listAliases),
    operation(DescribeKeyCommand, describeKey),
    operation(GetKeyRotationStatusCommand, getKeyRotationStatus),
  ],
};
