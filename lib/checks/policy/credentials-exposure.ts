import { riskCheck } from './risk-check.ts';

export const credentialsExposure = riskCheck({
  id: 'credentials-exposure',
  title: 'Policy that hands out credentials',
  flags:
    'A policy that allows, on every resource and without any condition, actions that answer with credentials or make them, such as ' +
    '`iam:CreateAccessKey`, `sts:AssumeRole` or `ecr:GetAuthorizationToken`. Also actions for which no resource can be named.',
  severity: 'high',
  rationale:
    'Credentials taken along are used from anywhere, by others, and some of them after the access that gave them has ended.',
  remediation:
    'Name the roles, users and resources that are meant. Actions for which none can be named go to those alone who need them.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  allows: 'getting credentials',
});
