import { createHmac } from 'node:crypto';
import { printable } from '../report/text.ts';
import type { Link } from './links.ts';
import type { Notice, Places } from './notice.ts';

/** Findings in one message; `moreFindings` says how many there are besides. */
const NAMED_FINDINGS = 50;

/**
 * **Contract**: a notice for machines (docs/notifications.md). Sentences are one line each; names and ARNs are as the
 * account has them, and whoever shows them escapes them. No evidence and no policies.
 */
export function webhookOf({
  key,
  about,
  isOver,
  accountId,
  headline,
  opening,
  findings,
  lines,
  audit,
  places,
}: Notice): object {
  return {
    schemaVersion: 1,
    id: key,
    about,
    isOver,
    accountId,
    headline,
    lines: [...opening, ...lines],
    audit: audit && {
      runId: audit.runId,
      startedAt: audit.startedAt,
      status: audit.status,
      coveragePercent: audit.coveragePercent,
      counts: audit.counts,
    },
    findings: findings.slice(0, NAMED_FINDINGS).map((finding) => ({
      id: finding.id,
      checkId: finding.checkId,
      severity: finding.severity,
      status: finding.status,
      resource: finding.resource,
      title: printable(finding.title),
      detail: printable(finding.detail),
      remediation: { ...finding.remediation, text: printable(finding.remediation.text) },
      firstSeenAt: finding.firstSeenAt,
      ...(finding.introducedBy === undefined ? {} : { introducedBy: finding.introducedBy }),
    })),
    moreFindings: Math.max(0, findings.length - NAMED_FINDINGS),
    consoleUrl: urlOf('summary', places),
    pageUrl: urlOf('page', places),
  };
}

function urlOf(to: Link['to'], { links }: Places): string | null {
  return links.find((link) => link.to === to)?.url ?? null;
}

/**
 * **Contract**: the header that proves who sent a body, and when: `t=SECONDS,v1=HEX`, where HEX is the HMAC-SHA-256 of
 * `SECONDS.BODY` under the secret. A receiver refuses what is older than some minutes, so that nobody can send it again.
 */
export function signatureOf(body: string, secret: string, now: Date): Readonly<Record<string, string>> {
  const seconds = Math.floor(now.getTime() / 1000);
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return { 'x-account-auditor-signature': `t=${seconds},v1=${signature}` };
}
