import { riskCheck } from './risk-check.ts';

export const infrastructureModification = riskCheck({
  id: 'infrastructure-modification',
  title: 'Policy that changes any resource',
  flags:
    'A policy that allows actions of access level Write, Permissions management or Tagging on every resource, without any condition, ' +
    'although resources can be named for them.',
  severity: 'medium',
  rationale: 'What is meant for one resource destroys or changes all others as well, by mistake or by malice.',
  remediation: 'Name the resources: `write-without-condition` says in which statements, and what can be named there.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  allows: 'changing any resource of its kind',
});
