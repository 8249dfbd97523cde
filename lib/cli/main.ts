import { Command, CommanderError } from 'commander';
import { describeAwsError } from '../aws/describe-error.ts';
import { AuditorError } from '../errors.ts';
import { printable } from '../report/text.ts';
import { tool } from '../version.ts';
import { auditCommand } from './commands/audit.ts';
import { checksCommand } from './commands/checks.ts';
import { demoCommand } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { exitCodes } from './exit-codes.ts';

/**
 * The command line. Sets `process.exitCode` and returns: whatever is still on its way to stdout gets there.
 *
 * @param argv as in `process.argv`
 */
export async function main(argv: readonly string[]): Promise<void> {
  // A reader that stops early (`| head`) is not an error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    throw error;
  });
  try {
    await createProgram().parseAsync([...argv]);
  } catch (error) {
    process.exitCode = report(error);
  }
}

function createProgram(): Command {
  const program = new Command(tool.name)
    .description('Audits the identities of an AWS account: what nobody uses, with the evidence and the fix.')
    .version(tool.version, '--version')
    .helpOption('-h, --help', 'show this help')
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      `
Try it without an AWS account:  ${tool.name} demo
Audit the account you are signed in to:  ${tool.name} audit
See first whether it can be audited:     ${tool.name} doctor

Exit codes: 0 done; 1 findings at or above --fail-on; 2 usage or configuration;
3 the audit is incomplete; 4 it could not run.`,
    );
  for (const command of [auditCommand(), evaluateCommand(), checksCommand(), demoCommand(), doctorCommand()])
    program.addCommand(command);
  for (const command of [program, ...program.commands]) command.exitOverride();
  return program;
}

/** Says on stderr, in one line, what went wrong; answers with the exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) {
    // Commander has printed its own line, or the help or version that was asked for.
    return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  }
  if (error instanceof AuditorError) {
    process.stderr.write(`${tool.name}: ${printable(error.message)}\n`);
    return error.exitCode;
  }
  process.stderr.write(`${tool.name}: ${describeAwsError(error).message}\n`);
  if (isBug(error)) process.stderr.write(`This is a bug; please report it with these lines:\n${error.stack}\n`);
  return exitCodes.couldNotRun;
}

/** What neither AWS, nor the network, nor the operating system answered. */
function isBug(error: unknown): error is Error {
  return (
    error instanceof Error &&
    !('$metadata' in error) &&
    !('code' in error) &&
    /^(Error|TypeError|RangeError|ReferenceError|SyntaxError|AssertionError)$/.test(error.name)
  );
}
