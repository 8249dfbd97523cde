import type { Audited } from './audit.ts';
import { viewOf } from './checks/account-view.ts';
import { evaluateChecks } from './checks/evaluate.ts';
import { exceptionsInUse } from './checks/exceptions-in-use.ts';
import { checkById, checks } from './checks/registry.ts';
import { settingsChanges } from './checks/settings-changes.ts';
import { type Exceptions, exceptionsAt } from './findings/exceptions.ts';
import type { Finding, StoredFinding } from './findings/finding.ts';
import { presentFindings } from './findings/present.ts';
import { type PreviousAudit, type Reconciled, reconcile } from './findings/reconcile.ts';
import { type AuditReport, buildReport } from './report/audit-report.ts';

/** An audit and what became of the findings of the night before. */
export interface Compared {
  /** The audit, with the operator's settings judged, too. */
  readonly judged: Audited;
  readonly reconciled: Reconciled;
}

/** The report of an audit that is looked at, not stored: there is no night before to compare it with. */
export function reportOf(audited: Audited): AuditReport {
  const { takenAt } = audited.snapshot;
  const { judged, reconciled } = compareAudit(audited, null);
  // Without a night before, nothing can be called new.
  const findings = present(reconciled.findings, takenAt).map((finding) =>
    finding.status === 'suppressed' ? finding : { ...finding, status: 'open' as const },
  );
  return reportWith(judged, findings);
}

/** The report of a night that was stored, which remembers older resolved findings: a report is about this night. */
export function reportOfNight({ judged, reconciled }: Compared): AuditReport {
  const startedAt = judged.snapshot.takenAt;
  const ofTonight = reconciled.findings.filter(
    ({ resolvedAt }) => resolvedAt === undefined || resolvedAt === startedAt,
  );
  return reportWith(judged, present(ofTonight, startedAt));
}

/** An audit beside the night before, with the operator's exceptions applied to it and judged themselves. */
export function compareAudit(audited: Audited, previous: PreviousAudit | null): Compared {
  const exceptions = audited.accepted && exceptionsAt(audited.accepted.exceptions, audited.now);
  const reconcileWith = ({ evaluation: { observations, outcomes } }: Audited) =>
    reconcile({
      previous,
      observations,
      checks: outcomes,
      ...(exceptions ? { exceptions } : {}),
      startedAt: audited.snapshot.takenAt,
    });
  const reconciled = reconcileWith(audited);
  if (exceptions === null) return { judged: audited, reconciled };
  const judged = withSettingsJudged(audited, exceptions, { previous, reconciled });
  return { judged, reconciled: reconcileWith(judged) };
}

/** Whether an exception still hides something, and what changed, shows only beside what stands and the night before. */
function withSettingsJudged(
  audited: Audited,
  exceptions: Exceptions,
  night: { readonly previous: PreviousAudit | null; readonly reconciled: Reconciled },
): Audited {
  const { snapshot, configuration, now, accepted, written, evaluation } = audited;
  const { previous, reconciled } = night;
  const { outcomes, observations } = evaluation;
  const ran = new Set(outcomes.map(({ id }) => id));
  const standing = reconciled.findings.filter(({ resolvedAt }) => resolvedAt === undefined);
  const inUse = exceptionsInUse(exceptions, accepted?.unreadable ?? [], standing, outcomes);
  const there = [...(accepted?.exceptions ?? []), ...(accepted?.unreadable ?? [])];
  const settings =
    previous && written && settingsChanges(written, previous, { exceptions: there, startedAt: snapshot.takenAt });
  const own = evaluateChecks(
    { account: viewOf(snapshot), configuration, now, exceptions: inUse, ...(settings ? { settings } : {}) },
    checks.filter(({ id, family }) => family === 'housekeeping' && ran.has(id)),
  );
  const outcomeById = new Map(own.outcomes.map((outcome) => [outcome.id, outcome]));
  return {
    ...audited,
    evaluation: {
      outcomes: outcomes.map((outcome) => outcomeById.get(outcome.id) ?? outcome),
      observations: [...observations, ...own.observations],
    },
  };
}

function present(findings: readonly StoredFinding[], startedAt: string): readonly Finding[] {
  return presentFindings(findings, { startedAt, textsOf: checkById });
}

function reportWith({ snapshot, now, evaluation }: Audited, findings: readonly Finding[]): AuditReport {
  return buildReport({ snapshot, auditedAt: now.toISOString(), outcomes: evaluation.outcomes, findings });
}
