/** One audit of the account that answers at a place, from the first call to the report. */
import { auditAccount } from '../../../lib/audit.ts';
import { createAws } from '../../../lib/aws/aws.ts';
import { reportOf } from '../../../lib/compare-audit.ts';
import { defaultConfiguration } from '../../../lib/config/configuration.ts';
import { type AuditCost, auditorTaskSchema } from '../tasks.ts';

const { place, pace = defaultConfiguration.pace } = auditorTaskSchema.parse(JSON.parse(process.argv[2] ?? ''));
const configuration = { ...defaultConfiguration, pace };
const aws = createAws({ ...place, region: 'us-east-1' });
const startedAt = performance.now();
aws.paceIam(configuration);
const audited = await auditAccount({ aws, configuration, clock: () => new Date() });
const report = reportOf(audited);
const wallMs = performance.now() - startedAt;
const { user, system } = process.threadCpuUsage();
aws.close();

const lastAccessed = Object.values(audited.snapshot.lastAccessed);
const reports = lastAccessed.filter(({ status }) => status === 'complete');
const skipped = lastAccessed.filter(({ status }) => status === 'skipped');
const iam = aws.ledger.snapshot().operations.filter(({ operation }) => operation.startsWith('iam:'));
const sum = (of: 'calls' | 'attempts' | 'throttles') => iam.reduce((total, operation) => total + operation[of], 0);
process.send?.({
  wallMs,
  processorMs: (user + system) / 1000,
  peakBytes: process.resourceUsage().maxRSS * 1024,
  findings: report.findings.length,
  reports: reports.length,
  services: reports.reduce((sum, each) => sum + (each.status === 'complete' ? each.services.length : 0), 0),
  lost: lastAccessed.length - reports.length - skipped.length,
  iam: { calls: sum('calls'), attempts: sum('attempts'), throttles: sum('throttles') },
} satisfies AuditCost);
process.disconnect?.();
