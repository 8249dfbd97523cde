import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Severity, severities } from '../findings/finding.ts';
import { type FormatName, formats } from '../report/formats.ts';

/** What `account-auditor audit` was asked to do. */
export interface AuditOptions {
  readonly profile?: string;
  readonly region?: string;
  readonly roleArn?: string;
  readonly externalId?: string;
  readonly mfaSerial?: string;
  readonly snapshot?: string;
  readonly credentialReport?: string;
  readonly saveSnapshot?: string;
  readonly now?: Date;
  readonly check?: readonly string[];
  readonly minSeverity?: Severity;
  readonly failOn: Severity | 'none';
  readonly config?: string;
  readonly publish: boolean;
  readonly prefix: string;
  readonly format?: readonly FormatName[];
  readonly out: string;
}

const formatNames = Object.keys(formats) as FormatName[];

/** The flags of `account-auditor audit`: a contract, other people's scripts use them. */
export function withAuditOptions(command: Command): Command {
  return command
    .option('--profile <name>', 'profile of the AWS configuration files; else the default credential chain')
    .option('--region <name>', 'Region for regional sources and for --publish')
    .option('--role-arn <arn>', 'role to assume and audit through')
    .option('--external-id <id>', 'external id that the role asks for')
    .option('--mfa-serial <arn>', 'MFA device that the role asks for; its code is asked for on the terminal')
    .option('--snapshot <path>', 'audit a saved file, or a folder of them, without any AWS access')
    .option('--credential-report <csv>', 'credential report that belongs to --snapshot')
    .option('--save-snapshot <file>', 'keep what was read, to audit it again later')
    .option('--now <instant>', 'count ages to this instant, for example 2026-11-23T00:00:00Z', parseInstant)
    .option('--check <id>', 'run this check only; repeat for more', collect)
    .addOption(new Option('--min-severity <severity>', 'show findings at or above').choices(severities))
    .addOption(
      new Option('--fail-on <severity>', 'exit 1 when a finding is at or above')
        .choices([...severities, 'none'])
        .default('none'),
    )
    .option('--config <file>', 'settings as JSON; with --publish and without this, {prefix}/config in Parameter Store')
    .option(
      '--publish',
      'compare with the stored findings and store these, in SSM Parameter Store and CloudWatch',
      false,
    )
    .option('--prefix <path>', 'where --publish stores', '/account-auditor')
    .addOption(
      new Option('--format <format>', `${formatNames.join(', ')}; repeat for more, then --out is a folder`).argParser(
        collectFormat,
      ),
    )
    .option('--out <path>', 'file, or folder for several results; - is stdout', '-');
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

function parseInstant(value: string): Date {
  const instant = new Date(value);
  if (
    !/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(value) ||
    Number.isNaN(instant.getTime())
  ) {
    throw new InvalidArgumentError('Accepted is ISO 8601 with a time zone, for example 2026-11-23T00:00:00Z.');
  }
  return instant;
}
