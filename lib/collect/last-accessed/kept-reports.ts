import type { LastAccessedReport, Snapshot } from '../../snapshot/snapshot.ts';
import { credentialPrints, permissionPrints } from './fingerprints.ts';

export type CompleteReport = Extract<LastAccessedReport, { status: 'complete' }>;

/** A report that a later night may take over, and what must not have changed until then. */
export interface KeptReport {
  /** Unique id of the user or role: one that was deleted and made anew is another. */
  readonly id: string;
  readonly permissions: string;
  /** Of users; null for roles. */
  readonly credentials: string | null;
  readonly report: CompleteReport;
}

/** By ARN of the user or role. */
export type KeptReports = ReadonlyMap<string, KeptReport>;

/** What of a night is worth keeping for the next one. */
export function reportsToKeep(snapshot: Snapshot): KeptReports {
  const permissionsOf = permissionPrints(snapshot);
  const credentialsOf = credentialPrints(snapshot);
  const kept = new Map<string, KeptReport>();
  for (const principal of [...snapshot.users, ...snapshot.roles]) {
    const report = snapshot.lastAccessed[principal.arn];
    if (report?.status !== 'complete') continue;
    const permissions = permissionsOf(principal);
    const isRole = 'roleId' in principal;
    const services = report.services.map(({ service }) => service);
    const credentials = isRole ? null : credentialsOf(principal, services);
    if (permissions === null || (!isRole && credentials === null)) continue;
    kept.set(principal.arn, { id: isRole ? principal.roleId : principal.userId, permissions, credentials, report });
  }
  return kept;
}
