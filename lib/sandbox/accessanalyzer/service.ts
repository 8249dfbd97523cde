import { GetAnalyzerCommand, ListAnalyzersCommand, ListFindingsV2Command } from '@aws-sdk/client-accessanalyzer';
import { operation, type ServiceDefinition } from '../service.ts';
import { getAnalyzer, listAnalyzers, listFindings } from './analyzers.ts';

export const accessAnalyzer: ServiceDefinition = {
  signingName: 'access-analyzer',
  protocols: ['restJson'],
  operations: [
    operation(ListAnalyzersCommand, listAnalyzers),
    operation(GetAnalyzerCommand, getAnalyzer),
    operation(ListFindingsV2Command, listFindings),
  ],
};
