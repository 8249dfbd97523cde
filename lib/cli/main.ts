import { Command, CommanderError } from 'commander';
import { describeAwsError } from '../aws/describe-error.ts';
import { AuditorError, UsageError } from '../errors.ts';
import { printable } from '../report/text.ts';
import { tool } from '../version.ts';
import { auditCommand } from './commands/audit.ts';
import { canCommand } from './commands/can.ts';
import { checksCommand } from './commands/checks.ts';
import { demoCommand } from './commands/demo.ts';
import { doctorCommand } from './commands/doctor.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { whoCanCommand } from './commands/who-can.ts';
import { exitCodes } from './exit-codes.ts';
import { InterruptedError } from './interruption.ts';

/**
 * The command line. Sets `process.exitCode` and returns: whatever is still on its way to stdout gets there.
 *
 * @param argv as in `process.argv`
 */
export async function main(argv: readonly string[]): Promise<void> {
  // Whoever writes hears of it; without these, a reader that stops early (`| head`) would end in a stack trace.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  try {
    await createProgram().parseAsync([...argv]);
  } catch (error) {
    process.exitCode = report(error);
    // As if it had not been caught: shells and schedulers tell an end by a signal from an end with an exit code.
    if (error instanceof InterruptedError) process.kill(process.pid, error.signal);
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
  for (const command of [
    auditCommand(),
    evaluateCommand(),
    canCommand(),
    whoCanCommand(),
    checksCommand(),
    demoCommand(),
    doctorCommand(),
  ])
    program.addCommand(command);
  for (const command of [program, ...program.commands]) {
    command.configureOutput({ outputError: () => {} }).exitOverride((error) => refuse(error, command));
  }
  return program;
}

/** Commander's complaints that do not say what is accepted. */
const withoutAdvice = ['commander.unknownCommand', 'commander.unknownOption', 'commander.excessArguments'];

/** Turns Commander's complaints into ours, in one line; help and version, which are none, pass. */
function refuse(error: CommanderError, command: Command): never {
  if (error.exitCode === 0 || error.code === 'commander.help') throw error;
  const [said = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  const name = command.parent ? `${tool.name} ${command.name()}` : tool.name;
  const advice = withoutAdvice.includes(error.code) ? `; "${name} --help" lists what is accepted` : '';
  throw new UsageError(`${said.replace(/\.$/, '')}${suggestion ? ` ${suggestion}` : ''}${advice}`);
}

/** Says on stderr, in one line, what went wrong; answers with the exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) {
    // It has printed the help or version that was asked for, or that somebody needs who named no command.
    return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  }
  if (error instanceof InterruptedError) {
    process.stderr.write(`${tool.name}: ${error.message}\n`);
    return exitCodes.couldNotRun;
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
