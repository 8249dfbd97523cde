import {
  BatchImportFindingsCommand,
  type ImportFindingsError,
  type SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import { describeAwsError } from '../aws/describe-error.ts';
import { checks } from '../checks/registry.ts';
import type { Finding } from '../findings/finding.ts';
import { isStanding } from '../findings/status.ts';
import { unlessInterrupted } from '../interruption.ts';
import { oneLine } from '../one-line.ts';
import { type AsffFinding, asffFindings, asffId } from '../report/asff.ts';
import type { Announcement } from './announcement.ts';
import { batchesOf } from './batches.ts';

/**
 * Findings of one request. One request after the other stays below Security Hub's 10 a second, and its burst of 30 takes 3,000
 * findings at once (Security Hub Partner Integration Guide, "Guidelines for using the BatchImportFindings API").
 */
const MAX_FINDINGS = 100;

/**
 * Nights over which findings that stand as they were are sent again, a share of them each night. Security Hub deletes
 * what was not updated for 90 days; and what was missed, or found before Security Hub was switched on, is there after a week.
 */
const REFRESH_NIGHTS = 7;

const MS_PER_DAY = 86_400_000;

/** Refused findings that the log names. */
const MAX_NAMED = 20;

/**
 * Imports into Security Hub what tonight changed, and tonight's share of the rest. Never rejects: what Security Hub does not
 * take is said in the log, and the findings are stored without it.
 */
export async function publishToSecurityHub(client: SecurityHubClient, announcement: Announcement): Promise<void> {
  const { report, log, signal } = announcement;
  const due = findingsDue(announcement);
  const refused: ImportFindingsError[] = [];
  let sent = 0;
  try {
    for (const batch of batchesOf(due.map(asffFindings(report, checks)), MAX_FINDINGS)) {
      const { FailedFindings: failed = [] } = await unlessInterrupted(
        client.send(importOf(batch), { abortSignal: signal }),
        signal,
      );
      sent += batch.length;
      refused.push(...failed);
    }
    log.info('Security Hub has the findings of this night', { imported: sent - refused.length });
  } catch (error) {
    const reason = signal.aborted ? 'it took too long' : describeAwsError(error).message;
    log.warn(`Security Hub did not take all findings: ${reason}; they are stored, and sent again within a week`, {
      missing: due.length - sent,
    });
  }
  if (refused.length > 0) log.warn('Security Hub refused findings', describeRefused(refused, report.account.accountId));
}

/** What Security Hub does not have as it is: changes, and the findings whose turn it is to be sent again. */
function findingsDue({ report, reconciled }: Announcement): readonly Finding[] {
  const { newIds, reopenedIds, changedIds, resolvedIds } = reconciled;
  const changed = new Set([...newIds, ...reopenedIds, ...changedIds, ...resolvedIds]);
  const night = Math.floor(Date.parse(report.snapshotTakenAt) / MS_PER_DAY) % REFRESH_NIGHTS;
  const hasTurn = ({ id, status }: Finding) =>
    isStanding(status) && Number.parseInt(id.slice(0, 8), 16) % REFRESH_NIGHTS === night;
  return report.findings.filter((finding) => changed.has(finding.id) || hasTurn(finding));
}

function importOf(findings: readonly AsffFinding[]): BatchImportFindingsCommand {
  return new BatchImportFindingsCommand({ Findings: [...findings] });
}

/** Ids as the store and the command line know them, and the first reason: the others are mostly the same. */
function describeRefused(refused: readonly ImportFindingsError[], accountId: string) {
  const ids = refused.slice(0, MAX_NAMED).map(({ Id = '' }) => Id.replace(asffId(accountId, ''), ''));
  const [first] = refused;
  return {
    refused: refused.length,
    ids: oneLine(ids.join(' ')),
    reason: oneLine(`${first?.ErrorCode}: ${first?.ErrorMessage}`),
  };
}
