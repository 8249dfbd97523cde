import { riskCheck } from './risk-check.ts';

export const resourceExposure = riskCheck({
  id: 'resource-exposure',
  title: 'Policy that opens resources to others',
  flags:
    'A policy that allows actions of access level Permissions management on every resource, without any condition. Also actions for ' +
    'which no resource can be named.',
  severity: 'high',
  rationale:
    'With one call a bucket, a key, a role or an image is shared with the world, or with one other account that nobody knows.',
  remediation: 'Take the actions out, or name the resources whose permissions are to be managed.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  allows: 'changing who may use any resource',
});
