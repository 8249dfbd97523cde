import type { CheckFamily } from './check.ts';

/** The families of checks as people read them, in the order in which they are shown. */
export const familyTitles: Readonly<Record<CheckFamily, string>> = {
  unused: 'Unused access',
  credentials: 'Credentials',
  policy: 'Policies',
  trust: 'Trust',
  escalation: 'Privilege escalation',
  guardrails: 'Guardrails',
  serverless: 'Serverless',
  rolesanywhere: 'Roles Anywhere',
  compute: 'Compute',
  housekeeping: 'Housekeeping',
};
