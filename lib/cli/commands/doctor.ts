import { Command, Option } from 'commander';
import type { Diagnosis, DiagnosisLine } from '../../doctor/diagnosis.ts';
import { diagnose } from '../../doctor/doctor.ts';
import type { Tone } from '../../report/paint.ts';
import { renderRows } from '../../report/rows.ts';
import { tool } from '../../version.ts';
import { awsOptionsOf, type ConnectionOptions, withConnectionOptions } from '../connection-options.ts';
import { exitCodes } from '../exit-codes.ts';
import { type CommandHelp, withHelp } from '../help.ts';
import { stdoutPaint } from '../paint.ts';
import { prefixOption } from '../prefix-option.ts';
import { createProgress } from '../progress.ts';
import { stdoutColumns, writeStdout } from '../stdout.ts';

interface DoctorCommandOptions extends ConnectionOptions {
  readonly prefix: string;
  readonly format: 'table' | 'json';
}

/** `account-auditor doctor`: what stands between these credentials and an audit. */
export function doctorCommand(): Command {
  const command = withHelp(new Command('doctor'), HELP);
  return withConnectionOptions(command, {
    region: 'Region for regional sources',
    role: 'role to assume and audit through',
  })
    .addOption(prefixOption('where the settings are in Parameter Store'))
    .optionsGroup('The result:')
    .addOption(new Option('--format <format>', 'how the answer is written').choices(['table', 'json']).default('table'))
    .action(async (options: DoctorCommandOptions) => {
      const diagnosis = await examine(options);
      await writeStdout(options.format === 'json' ? asJson(diagnosis) : asTable(diagnosis));
      process.exitCode = codes[diagnosis.status];
    });
}

const HELP: CommandHelp = {
  examples: [
    ['Look at the credentials you are signed in with', 'account-auditor doctor'],
    [
      'Look at a role that audits are to go through',
      'account-auditor doctor --role-arn arn:aws:iam::111122223333:role/auditor',
    ],
    ['Hand it to a program', 'account-auditor doctor --format json'],
  ],
  exits: { 3: 'an audit would not be complete', 4: 'an audit cannot run' },
};

const codes: Readonly<Record<Diagnosis['status'], number>> = {
  fine: exitCodes.done,
  incomplete: exitCodes.incomplete,
  'cannot-run': exitCodes.couldNotRun,
};

async function examine(options: DoctorCommandOptions): Promise<Diagnosis> {
  const awsOptions = awsOptionsOf(options);
  const progress = createProgress();
  try {
    return await diagnose({
      ...awsOptions,
      prefix: options.prefix,
      archiveBucket: process.env.AUDITOR_ARCHIVE_BUCKET || undefined,
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

const tones: ReadonlyMap<string, Tone> = new Map([
  [labels.ok, 'good'],
  [labels.warn, 'doubtful'],
  [labels.fail, 'bad'],
  [labels.unknown, 'doubtful'],
]);

function asTable({ status, lines }: Diagnosis): string {
  const rows = lines.map((line) => [
    labels[line.status],
    line.topic,
    line.subject === undefined ? line.text : `${line.subject}: ${line.text}`,
  ]);
  const table = renderRows(['', 'WHAT', 'HOW IT IS'], rows, stdoutColumns(), {
    paint: stdoutPaint,
    toneOf: (cell, column) => (column === 0 ? (tones.get(cell) ?? null) : null),
  });
  return `${table}\n\n${conclusions[status]}\n`;
}

const conclusions: Readonly<Record<Diagnosis['status'], string>> = {
  fine: 'An audit has all that it needs.',
  incomplete:
    'An audit would not be complete like this: it reports as unknown what it may not or cannot read. The role in serverless.yml has every permission.',
  'cannot-run': 'An audit cannot run like this.',
};
