import { riskCheck } from './risk-check.ts';

export const dataExfiltration = riskCheck({
  id: 'data-exfiltration',
  title: 'Policy that reads secrets and files anywhere',
  flags:
    'A policy that allows, without any condition, to read every object of S3, every parameter or every secret, by ' +
    '`s3:GetObject`, `ssm:GetParameter`, `ssm:GetParameters`, `ssm:GetParametersByPath` or `secretsmanager:GetSecretValue`.',
  severity: 'high',
  rationale:
    'Whoever takes over one of its holders takes along all that is stored in the account, and the keys to what is not.',
  remediation: 'Name the buckets, parameters and secrets that are needed.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  allows: 'reading what is stored, wherever it is',
});
