import type { Evidence } from '../../../../lib/findings/finding.ts';
import type { AuditReport } from '../../../../lib/report/audit-report.ts';
import type { PageData } from '../../../../lib/report/page/page-data.ts';
import { anAccount } from '../../../builders/an-account.ts';
import { roleArn, userArn } from '../../../escalation/documents.ts';
import { aFinding, aReport } from '../../a-report.ts';
import { pageDataOf } from '../a-page.ts';

/** A step by a statement of the policy `shared`, unless something else is said; `from` and `to` are names of roles. */
export function aHop(from: string, to: string, { technique = 'sts-001', ...others }: Evidence = {}): Evidence {
  const grants = [{ policyArn: 'arn:aws:iam::111122223333:policy/shared', statement: 0 }];
  return { from: arnOf(from), to: arnOf(to), technique, grants, ...others };
}

/** A user where the name begins with a `u`, else a role. */
export function arnOf(name: string): string {
  return name.startsWith('u') ? userArn(name) : roleArn(name);
}

type Paths = Readonly<Record<string, readonly (readonly Evidence[])[]>>;

/** A report of principals with these paths, each a list of steps. */
export function reportOf(paths: Paths): AuditReport {
  const findings = Object.entries(paths).map(([name, hopsOf], index) =>
    aFinding({
      id: index.toString(16).padStart(16, '0'),
      checkId: 'privilege-escalation',
      resource: { ...aFinding().resource, arn: arnOf(name), name },
      evidence: {
        paths: hopsOf.map((hops) => ({
          target: hops.at(-1)?.to,
          conditional: hops.some(({ conditions }) => conditions !== undefined),
          hops,
        })),
      },
    }),
  );
  return aReport(findings);
}

/** What a page shows of them. */
export function dataOf(paths: Paths): PageData {
  const revive = { id: 'iam-set-default-policy-version', title: 'Revive', actions: [], revives: true };
  return { ...pageDataOf(anAccount().build()), techniques: [revive], report: reportOf(paths) };
}
