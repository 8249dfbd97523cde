import { BatchImportFindingsCommand } from '@aws-sdk/client-securityhub';
import { operation, type ServiceDefinition } from '../service.ts';
import { batchImportFindings } from './import-findings.ts';

/** Security Hub, where an account file says that it is on. What was imported stays in the account's state, for tests to read. */
export const securityHub: ServiceDefinition = {
  signingName: 'securityhub',
  protocols: ['restJson'],
  operations: [operation(BatchImportFindingsCommand, batchImportFindings)],
};
