import { evaluateSnapshot } from '../audit.ts';
import { collectGarbage } from '../collect-garbage.ts';
import { reportOf } from '../compare-audit.ts';
import type { Configuration } from '../config/configuration.ts';
import { loadSnapshot } from '../snapshot/load.ts';
import type { AuditOptions } from './audit-options.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { interruption } from './interruption.ts';
import { createProgress } from './progress.ts';
import { reserveResults, resultsOf, writeResults } from './result-files.ts';
import { snapshotFiles } from './snapshot-files.ts';
import { StagedFiles } from './staged-files.ts';

/** Audits one saved file after the other, results for all or for none; answers with the gravest exit code of them all. */
export async function auditFiles(options: AuditOptions, path: string, configuration: Configuration): Promise<number> {
  const stopping = interruption();
  const progress = createProgress();
  const files = new StagedFiles();
  let gravest: number = exitCodes.done;
  try {
    const all = await snapshotFiles(path, options);
    for (const [index, { path: file, name }] of all.entries()) {
      const results = await resultsOf(options, name);
      await reserveResults(results, files, file);
      progress.say(all.length === 1 ? `auditing ${file}` : `auditing ${file}, ${index + 1} of ${all.length}`);
      const snapshot = await loadSnapshot(file, {
        now: options.now ?? new Date(),
        credentialReportPath: options.credentialReport,
      });
      const audited = evaluateSnapshot(snapshot, {
        configuration,
        ...(options.now ? { now: options.now } : {}),
        ...(options.check ? { checkIds: options.check } : {}),
      });
      collectGarbage();
      const report = reportOf(audited);
      stopping.signal.throwIfAborted();
      progress.done();
      await writeResults({ report, audited }, options, results, files);
      gravest = Math.max(gravest, exitCodeOf(report, options.failOn));
    }
    await files.commit();
    return gravest;
  } finally {
    stopping.done();
    progress.done();
    await files.discard();
  }
}
