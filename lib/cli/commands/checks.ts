import { Command, Option } from 'commander';
import { checks } from '../../checks/registry.ts';
import { severityTone } from '../../report/paint.ts';
import { renderRows } from '../../report/rows.ts';
import { type CommandHelp, withHelp } from '../help.ts';
import { stdoutPaint } from '../paint.ts';
import { stdoutColumns, writeStdout } from '../stdout.ts';

/** `account-auditor checks`: the catalogue. */
export function checksCommand(): Command {
  return withHelp(new Command('checks').optionsGroup('The result:'), HELP)
    .addOption(
      new Option('--format <format>', 'how the catalogue is written; json has rationale, remediation and mappings')
        .choices(['table', 'json'])
        .default('table'),
    )
    .action(async ({ format }: { format: 'table' | 'json' }) => {
      await writeStdout(format === 'json' ? catalogueJson() : catalogueTable());
    });
}

const HELP: CommandHelp = {
  examples: [
    ['List all checks', 'account-auditor checks'],
    [
      'Find those of a benchmark',
      'account-auditor checks --format json | jq \'.[] | select(.mappings.cis["5.0"]) | .id\'',
    ],
  ],
  notes: ['docs/checks.md says of each what it flags, what data it needs and how to fix it.'],
};

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
