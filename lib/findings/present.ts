import type { Check } from '../checks/check.ts';
import type { Finding, Remediation, StoredFinding } from './finding.ts';
import { compareFindings } from './order.ts';
import { statusOf } from './status.ts';

/** What the catalogue says of a check's findings. */
export type CheckTexts = Pick<Check, 'title' | 'describe' | 'remediate'>;

export interface PresentOptions {
  /** The catalogue: undefined for a check that it does not, or no longer, have. */
  readonly textsOf: (checkId: string) => CheckTexts | undefined;
  /** When the audit that stored the findings began: tells new from open, and is when the others were last seen. */
  readonly startedAt: string;
}

/** A stored finding with all that was left out of the store: texts, status, and when it was last seen. */
export function presentFinding(stored: StoredFinding, options: PresentOptions): Finding {
  return {
    id: stored.id,
    checkId: stored.checkId,
    severity: stored.severity,
    status: statusOf(stored, options.startedAt),
    resource: stored.resource,
    ...textsFor(stored, options.textsOf(stored.checkId)),
    evidence: stored.evidence,
    firstSeenAt: stored.firstSeenAt,
    lastSeenAt: stored.lastSeenAt ?? options.startedAt,
    ...(stored.resolvedAt === undefined ? {} : { resolvedAt: stored.resolvedAt }),
    ...(stored.suppression === undefined ? {} : { suppression: stored.suppression }),
    ...(stored.introducedBy === undefined ? {} : { introducedBy: stored.introducedBy }),
  };
}

/** All of them, gravest first. */
export function presentFindings(stored: readonly StoredFinding[], options: PresentOptions): readonly Finding[] {
  return stored.map((finding) => presentFinding(finding, options)).sort(compareFindings);
}

function textsFor(
  stored: StoredFinding,
  texts: CheckTexts | undefined,
): { readonly title: string; readonly detail: string; readonly remediation: Remediation } {
  if (texts === undefined) {
    return {
      title: stored.checkId,
      detail: `Found by the check ${stored.checkId}, which this version does not have; the evidence is as it was stored.`,
      remediation: { text: 'Look at the evidence; this version of the catalogue has no advice for it.' },
    };
  }
  return { title: texts.title, detail: texts.describe(stored), remediation: texts.remediate(stored) };
}
