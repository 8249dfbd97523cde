import {
  GetAnalyzerCommand,
  ListAnalyzersCommand,
  ListFindingsV2Command,
  ValidatePolicyCommand,
} from '@aws-sdk/client-accessanalyzer';
import { operation, type ServiceDefinition } from '../service.ts';
import { getAnalyzer, listAnalyzers } from './analyzers.ts';
import { listFindings } from './findings.ts';
import { validatePolicy } from './policy-validations.ts';

export const accessAnalyzer: ServiceDefinition = {
  signingName: 'access-analyzer',
  protocols: ['restJson'],
  operations: [
    operation(ListAnalyzersCommand, listAnalyzers),
    operation(GetAnalyzerCommand, getAnalyzer),
    operation(ListFindingsV2Command, listFindings),
    operation(ValidatePolicyCommand, validatePolicy),
  ],
};
