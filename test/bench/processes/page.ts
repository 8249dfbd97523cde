/** The page of a generated account, made in a process that has made none before. */
import { writeFile } from 'node:fs/promises';
import { evaluateSnapshot } from '../../../lib/audit.ts';
import { checks } from '../../../lib/checks/registry.ts';
import { reportOf } from '../../../lib/compare-audit.ts';
import { defaultConfiguration as configuration } from '../../../lib/config/configuration.ts';
import { renderPage } from '../../../lib/report/page/render-page.ts';
import { anAccount } from '../../builders/an-account.ts';
import { readGenerated } from '../read-generated.ts';
import { type PageCost, pageTaskSchema } from '../tasks.ts';

const { size, file } = pageTaskSchema.parse(JSON.parse(process.argv[2] ?? ''));
const nobody = anAccount().build();
const empty = { ...reportOf(evaluateSnapshot(nobody, { configuration, checkIds: [] })), checks: [], coverage: [] };
const bare = await renderPage({ report: empty, snapshot: nobody, configuration, checks: [] });

const snapshot = await readGenerated(size);
const report = reportOf(evaluateSnapshot(snapshot, { configuration }));
const before = process.threadCpuUsage();
const startedAt = performance.now();
const html = await renderPage({ report, snapshot, configuration, checks });
const renderMs = performance.now() - startedAt;
const { user, system } = process.threadCpuUsage(before);
await writeFile(file, html);
process.send?.({
  bareBytes: Buffer.byteLength(bare),
  bytes: Buffer.byteLength(html),
  renderMs,
  renderProcessorMs: (user + system) / 1000,
  peakBytes: process.resourceUsage().maxRSS * 1024,
  findings: report.findings.length,
} satisfies PageCost);
process.disconnect?.();
