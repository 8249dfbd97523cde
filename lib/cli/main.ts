import { Command, type CommanderError } from 'commander';
import { UsageError } from '../errors.ts';
import { tool } from '../version.ts';
import { addCommands } from './commands.ts';
import { failureOf } from './failure.ts';
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
    await (await createProgram(argv.slice(2))).parseAsync([...argv]);
  } catch (error) {
    const { exitCode, text } = failureOf(error);
    process.stderr.write(text);
    process.exitCode = exitCode;
    // As if it had not been caught: shells and schedulers tell an end by a signal from an end with an exit code.
    if (error instanceof InterruptedError) process.kill(process.pid, error.signal);
  }
}

async function createProgram(words: readonly string[]): Promise<Command> {
  const program = new Command(tool.name)
    .description('Audits the identities of an AWS account: what nobody uses, with the evidence and the fix.')
    .version(tool.version, '--version')
    .helpOption('-h, --help', 'show this help')
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      `
Try it without an AWS account:           ${tool.name} demo
See whether yours can be audited:        ${tool.name} doctor
Audit the account you are signed in to:  ${tool.name} audit

Exit codes: 0 done; 1 findings at or above --fail-on; 2 usage or configuration;
3 the audit is incomplete; 4 it could not run.`,
    );
  await addCommands(program, words);
  for (const command of withSubcommands(program)) {
    command.configureOutput({ outputError: () => {} }).exitOverride((error) => refuse(error, command));
  }
  return program;
}

function withSubcommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

/** Commander's complaints that do not say what is accepted. */
const withoutAdvice = ['commander.unknownCommand', 'commander.unknownOption', 'commander.excessArguments'];

/** Turns Commander's complaints into ours, in one line; help and version, which are none, pass. */
function refuse(error: CommanderError, command: Command): never {
  if (error.exitCode === 0 || error.code === 'commander.help') throw error;
  const [said = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  const advice = withoutAdvice.includes(error.code) ? `; "${nameOf(command)} --help" lists what is accepted` : '';
  throw new UsageError(`${said.replace(/\.$/, '')}${suggestion ? ` ${suggestion}` : ''}${advice}`);
}

/** As it is typed: `account-auditor findings list`. */
function nameOf(command: Command): string {
  return command.parent ? `${nameOf(command.parent)} ${command.name()}` : tool.name;
}
