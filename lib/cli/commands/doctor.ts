import { Command, Option } from 'commander';
import type { Diagnosis, DiagnosisLine } from '../../doctor/diagnosis.ts';
import { diagnose } from '../../doctor/doctor.ts';
import { UsageError } from '../../errors.ts';
import { renderRows } from '../../report/rows.ts';
import { tool } from '../../version.ts';
import { exitCodes } from '../exit-codes.ts';
import { askMfaToken } from '../mfa-token.ts';
import { prefixOption } from '../prefix-option.ts';
import { createProgress } from '../progress.ts';
import { stdoutColumns, writeStdout } from '../stdout.ts';

interface DoctorCommandOptions {
  readonly profile?: string;
  readonly region?: string;
  readonly roleArn?: string;
  readonly externalId?: string;
  readonly mfaSerial?: string;
  readonly prefix: string;
  readonly format: 'table' | 'json';
}

/** `account-auditor doctor`: what stands between these credentials and an audit. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('Look at credentials, permissions, limits and costs before an audit; changes nothing.')
    .option('--profile <name>', 'profile of the AWS configuration files; else the default credential chain')
    .option('--region <name>', 'Region for regional sources')
    .option('--role-arn <arn>', 'role to assume and audit through')
    .option('--external-id <id>', 'external id that the role asks for')
    .option('--mfa-serial <arn>', 'MFA device that the role asks for; its code is asked for on the terminal')
    .addOption(prefixOption('where the settings are in Parameter Store'))
    .addOption(new Option('--format <format>', 'table or json').choices(['table', 'json']).default('table'))
    .action(async (options: DoctorCommandOptions) => {
      const diagnosis = await examine(options);
      await writeStdout(options.format === 'json' ? asJson(diagnosis) : asTable(diagnosis));
      process.exitCode = codes[diagnosis.status];
    });
}

const codes: Readonly<Record<Diagnosis['status'], number>> = {
  fine: exitCodes.done,
  incomplete: exitCodes.incomplete,
  'cannot-run': exitCodes.couldNotRun,
};

async function examine({ profile, region, prefix, ...role }: DoctorCommandOptions): Promise<Diagnosis> {
  const { roleArn, externalId, mfaSerial } = role;
  if (externalId !== undefined && roleArn === undefined) throw new UsageError('--external-id goes with --role-arn');
  if (mfaSerial !== undefined && roleArn === undefined) throw new UsageError('--mfa-serial goes with --role-arn');
  const progress = createProgress();
  try {
    return await diagnose({
      profile,
      region,
      assumeRole: roleArn === undefined ? undefined : { roleArn, externalId, mfaSerial },
      mfaToken: askMfaToken,
      prefix,
      clock: () => new Date(),
      onProgress: (action) => progress.say(`trying ${action.split(':')[0]}`),
    });
  } finally {
    progress.done();
  }
}

/** `{ schemaVersion, tool, status, account, lines[] }`; a line is `{ topic, status, subject?, text }`. */
function asJson(diagnosis: Diagnosis): string {
  return `${JSON.stringify({ schemaVersion: 1, tool, ...diagnosis }, null, 2)}\n`;
}

const labels: Readonly<Record<DiagnosisLine['status'], string>> = {
  ok: 'OK',
  warn: 'WARN',
  fail: 'FAIL',
  unknown: '?',
};

function asTable({ status, lines }: Diagnosis): string {
  const rows = lines.map((line) => [
    labels[line.status],
    line.topic,
    line.subject === undefined ? line.text : `${line.subject}: ${line.text}`,
  ]);
  return `${renderRows(['', 'WHAT', 'HOW IT IS'], rows, stdoutColumns())}\n\n${conclusions[status]}\n`;
}

const conclusions: Readonly<Record<Diagnosis['status'], string>> = {
  fine: 'An audit has all that it needs.',
  incomplete:
    'An audit would not be complete like this: it reports as unknown what it may not or cannot read. The role in serverless.yml has every permission.',
  'cannot-run': 'An audit cannot run like this.',
};
