import { Command } from 'commander';
import { chooseChecks } from '../../audit.ts';
import { defaultConfiguration } from '../../config/configuration.ts';
import { UsageError } from '../../errors.ts';
import { auditFiles } from '../audit-files.ts';
import { auditLive } from '../audit-live.ts';
import { type AuditOptions, withAuditOptions } from '../audit-options.ts';
import { readConfigurationFile } from '../configuration-file.ts';

/** `account-auditor audit`: one account through credentials, or saved files without any. */
export function auditCommand(): Command {
  return withAuditOptions(new Command('audit')).action(async (options: AuditOptions) => {
    refuseContradictions(options);
    const configuration = options.config === undefined ? undefined : await readConfigurationFile(options.config);
    process.exitCode =
      options.snapshot === undefined
        ? await auditLive(options, configuration)
        : await auditFiles(options, options.snapshot, configuration ?? defaultConfiguration);
  });
}

function refuseContradictions(options: AuditOptions): void {
  chooseChecks(options.check);
  const isOffline = options.snapshot !== undefined;
  const isStored = options.publish === true;
  const contradictions: readonly (readonly [boolean, string])[] = [
    [isStored && isOffline, '--publish does not go with --snapshot: only an account that is read now is stored'],
    [isStored && options.check !== undefined, '--publish does not go with --check: only a whole audit is stored'],
    [isStored && options.now !== undefined, '--publish does not go with --now: only an audit of now is stored'],
    [
      options.saveSnapshot !== undefined && isOffline,
      '--save-snapshot does not go with --snapshot, which is saved already',
    ],
    [
      options.credentialReport !== undefined && !isOffline,
      '--credential-report goes with --snapshot; a live audit reads its own',
    ],
    [(options.format?.length ?? 1) > 1 && options.out === '-', 'several --format need --out FOLDER'],
  ];
  const broken = contradictions.find(([isBroken]) => isBroken);
  if (broken) throw new UsageError(broken[1]);
}
