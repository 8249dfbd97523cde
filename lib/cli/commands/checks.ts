import { Command, Option } from 'commander';
import { checks } from '../../checks/registry.ts';
import { severityTone } from '../../report/paint.ts';
import { renderRows } from '../../report/rows.ts';
import { stdoutPaint } from '../paint.ts';
import { stdoutColumns, writeStdout } from '../stdout.ts';

/** `account-auditor checks`: the catalogue. */
export function checksCommand(): Command {
  return new Command('checks')
    .addOption(
      new Option('--format <format>', 'table, or json with rationale, remediation and mappings')
        .choices(['table', 'json'])
        .default('table'),
    )
    .action(async ({ format }: { format: 'table' | 'json' }) => {
      await writeStdout(format === 'json' ? catalogueJson() : catalogueTable());
    });
}

/** The metadata of every check, with `mappings: { cis, securityHub, prowler }`. */
function catalogueJson(): string {
  const catalogue = checks.map(({ id, family, title, severity, rationale, remediation, needs, mappings }) => ({
    id,
    family,
    title,
    severity,
    rationale,
    remediation,
    needs,
    mappings,
  }));
  return `${JSON.stringify(catalogue, null, 2)}\n`;
}

function catalogueTable(): string {
  const rows = checks.map((check) => [check.family, check.id, check.severity, check.title]);
  return `${renderRows(['FAMILY', 'CHECK', 'SEVERITY', 'FLAGS'], rows, stdoutColumns(), {
    paint: stdoutPaint,
    toneOf: severityTone,
  })}\n`;
}
