import { Command, InvalidArgumentError, Option } from 'commander';
import { checkById, noCheckCalled } from '../../checks/registry.ts';
import { type Finding, type FindingStatus, severities } from '../../findings/finding.ts';
import { renderCsv } from '../../report/csv.ts';
import { renderNdjson, toJson } from '../../report/json.ts';
import { type CommandHelp, withHelp } from '../help.ts';
import { stdoutPaint } from '../paint.ts';
import { stdoutColumns, writeStdout } from '../stdout.ts';
import { chooseFindings, type Filter } from './choose.ts';
import { tableOf } from './findings-table.ts';
import { countsOf, headOf, withHeading } from './heading.ts';
import {
  exitCodeOf,
  readStoredFindings,
  type StoredFindings,
  type StoreOptions,
  withStoreOptions,
} from './stored-findings.ts';

const statuses: readonly FindingStatus[] = ['new', 'open', 'reopened', 'resolved', 'suppressed'];

type ListFormat = 'table' | 'json' | 'ndjson' | 'csv';

/** `findings list`: the findings that stand, or those of a kind. */
export function listCommand(): Command {
  return withStoreOptions(withHelp(new Command('list'), HELP).description('List findings, gravest first.'))
    .addOption(new Option('--min-severity <severity>', 'at or above').choices(severities))
    .addOption(
      new Option('--status <status>', 'repeat for more; left out: all but resolved')
        .choices(statuses)
        .argParser(collectStatus),
    )
    .option('--check <id>', 'of this check; repeat for more', collectCheck)
    .option('--resource <text>', 'on resources that have this in their ARN')
    .addOption(
      new Option('--format <format>', 'how the answer is written')
        .choices(['table', 'json', 'ndjson', 'csv'])
        .default('table'),
    )
    .action(async (options: StoreOptions & Filter & { readonly format: ListFormat }) => {
      const read = await readStoredFindings(options);
      await writeStdout(renderers[options.format](chooseFindings(read.findings, options), read));
      process.exitCode = exitCodeOf(read);
    });
}

const HELP: CommandHelp = {
  examples: [
    ['List what stands', 'account-auditor findings list'],
    ['List what is new and grave', 'account-auditor findings list --status new --min-severity high'],
    [
      'Put the findings of one check into a spreadsheet',
      'account-auditor findings list --check role-unused --format csv > unused.csv',
    ],
  ],
  exits: { 3: 'some of the findings are lost' },
};

const renderers: Readonly<Record<ListFormat, (findings: readonly Finding[], read: StoredFindings) => string>> = {
  table: (findings, read) =>
    withHeading(read, [
      findings.length === 0 ? 'No findings.' : tableOf(findings, stdoutColumns(), stdoutPaint),
      `${tally(findings, read)}. "account-auditor findings show ID" shows one with its evidence and its fix.`,
    ]),
  json: (findings, read) => `${toJson({ ...headOf(read), findings }, 2)}\n`,
  ndjson: (findings) => renderNdjson({ findings }),
  csv: (findings) => renderCsv({ findings }),
};

/** How many there are; of a choice also how many stand, because nought of it is not nought. */
function tally(findings: readonly Finding[], read: StoredFindings): string {
  const standing = chooseFindings(read.findings, {});
  return findings.length === standing.length
    ? `Findings: ${countsOf(findings)}`
    : `Listed: ${countsOf(findings)}; ${standing.length} stand in all`;
}

function collectStatus(value: string, previous: readonly FindingStatus[] = []): readonly FindingStatus[] {
  const status = statuses.find((known) => known === value);
  if (status === undefined) throw new InvalidArgumentError(`Allowed choices are ${statuses.join(', ')}.`);
  return [...previous, status];
}

function collectCheck(value: string, previous: readonly string[] = []): readonly string[] {
  if (checkById(value) !== undefined) return [...previous, value];
  throw new InvalidArgumentError(noCheckCalled(value));
}
