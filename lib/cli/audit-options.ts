import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Severity, severities } from '../findings/finding.ts';
import { type FormatName, formats } from '../report/formats.ts';
import { type ConnectionOptions, withConnectionOptions } from './connection-options.ts';
import { withHelp } from './help.ts';
import { parseInstant } from './instant.ts';
import { prefixOption } from './prefix-option.ts';

/** What `account-auditor audit` was asked to do. */
export interface AuditOptions extends ConnectionOptions {
  readonly snapshot?: string;
  readonly credentialReport?: string;
  readonly saveSnapshot?: string;
  readonly now?: Date;
  readonly check?: readonly string[];
  readonly minSeverity?: Severity;
  readonly failOn: Severity | 'none';
  readonly config?: string;
  readonly publish?: true;
  readonly prefix: string;
  readonly format?: readonly FormatName[];
  readonly out: string;
}

const formatNames = Object.keys(formats) as FormatName[];

/** The flags of `account-auditor audit`: a contract, other people's scripts use them. */
export function withAuditOptions(command: Command): Command {
  const withOptions = withConnectionOptions(command, {
    region: 'Region for regional sources and for --publish',
    role: 'role to assume and audit through',
  })
    .option('--save-snapshot <file>', 'keep what was read, to audit it again later')
    .optionsGroup('Or a saved one, without any AWS access:')
    .option('--snapshot <path>', "snapshot, output of 'aws iam get-account-authorization-details', or a folder of them")
    .option('--credential-report <csv>', 'credential report that belongs to --snapshot')
    .option('--now <instant>', 'count ages to this instant, for example 2026-11-23T00:00:00Z', parseInstant)
    .optionsGroup('What to look for:')
    .option('--check <id>', 'run this check only; repeat for more', collect)
    .option('--config <file>', 'settings as JSON; --publish without it takes {prefix}/config from Parameter Store')
    .optionsGroup('The result:')
    .addOption(
      new Option(
        '--format <format>',
        'how the result is written; repeat for more, then --out is a folder; left out: table, or json for each account of a folder',
      )
        .choices(formatNames)
        .argParser(collectFormat),
    )
    .option('--out <path>', 'file, or folder for several results; - is stdout', '-')
    .addOption(new Option('--min-severity <severity>', 'show findings at or above').choices(severities))
    .addOption(
      new Option('--fail-on <severity>', 'exit 1 when a finding is at or above')
        .choices([...severities, 'none'])
        .default('none'),
    )
    .option('--publish', 'compare with the stored findings and store these, in SSM Parameter Store and CloudWatch')
    .addOption(prefixOption('where --publish stores'));
  return withHelp(withOptions, {
    examples: [
      ['Audit the account you are signed in to', 'account-auditor audit'],
      [
        'Audit through a profile, and keep what was read',
        'account-auditor audit --profile prod --save-snapshot prod.json',
      ],
      [
        'Audit another account through a role',
        'account-auditor audit --role-arn arn:aws:iam::111122223333:role/auditor',
      ],
      [
        'Look at the gravest findings of a saved account',
        'account-auditor audit --snapshot prod.json --min-severity high',
      ],
      ['Look at one check alone', 'account-auditor audit --snapshot prod.json --check role-unused'],
      ['Write several formats into a folder', 'account-auditor audit --format json --format sarif --out results/'],
      [
        'Fail a pipeline',
        'account-auditor audit --snapshot prod.json --format sarif --out prod.sarif --fail-on critical',
      ],
      ['Audit a folder of saved accounts', 'account-auditor audit --snapshot accounts/ --out results/'],
      ['Store what was found, as the nightly function does', 'account-auditor audit --publish'],
    ],
    exits: { 1: 'findings at or above --fail-on', 3: 'something could not be read (wins over 1)' },
  });
}

function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

function collectFormat(value: string, previous: readonly FormatName[] = []): readonly FormatName[] {
  const name = formatNames.find((known) => known === value);
  if (name === undefined) throw new InvalidArgumentError(`Allowed choices are ${formatNames.join(', ')}.`);
  if (previous.includes(name)) throw new InvalidArgumentError('It is named twice.');
  return [...previous, name];
}
