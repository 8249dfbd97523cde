import { evaluateSnapshot } from '../audit.ts';
import { reportOf } from '../compare-audit.ts';
import type { Configuration } from '../config/configuration.ts';
import { loadSnapshot } from '../snapshot/load.ts';
import type { AuditOptions } from './audit-options.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { interruption } from './interruption.ts';
import { reserveResults, resultsOf, writeResults } from './result-files.ts';
import { snapshotFiles } from './snapshot-files.ts';
import { StagedFiles } from './staged-files.ts';

/** Audits one saved file after the other, results for all or for none; answers with the gravest exit code of them all. */
export async function auditFiles(options: AuditOptions, path: string, configuration: Configuration): Promise<number> {
  const stopping = interruption();
  const files = new StagedFiles();
  let gravest: number = exitCodes.done;
  try {
    for (const { path: file, name } of await snapshotFiles(path, options)) {
      const results = await resultsOf(options, name);
      await reserveResults(results, files, file);
      const snapshot = await loadSnapshot(file, {
        now: options.now ?? new Date(),
        credentialReportPath: options.credentialReport,
      });
      const audited = evaluateSnapshot(snapshot, {
        configuration,
        ...(options.now ? { now: options.now } : {}),
        ...(options.check ? { checkIds: options.check } : {}),
      });
      const report = reportOf(audited);
      stopping.signal.throwIfAborted();
      await writeResults({ report, audited }, options, results, files);
      gravest = Math.max(gravest, exitCodeOf(report, options.failOn));
    }
    await files.commit();
    return gravest;
  } finally {
    stopping.done();
    await files.discard();
  }
}
