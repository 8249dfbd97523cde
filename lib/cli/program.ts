import { Command, type CommanderError } from 'commander';
import { UsageError } from '../errors.ts';
import { nearestOf } from '../policy/nearest-of.ts';
import { tool } from '../version.ts';
import { addCommands, commands } from './commands.ts';
import { withHelp, withUsualHelp } from './help.ts';

/** The program with all of its commands, for whoever wants to know what there is. */
export function wholeProgram(): Promise<Command> {
  return createProgram(commands.map(({ name }) => name));
}

/**
 * The program as it is needed to run one command.
 *
 * @param loaded names of the commands that come with their flags; the others are there by name and description
 */
export async function createProgram(loaded: readonly string[]): Promise<Command> {
  const program = new Command(tool.name)
    .description('Audits an AWS account: what nobody uses, what is dangerous, what changed, and how to put it right.')
    .optionsGroup('Help:')
    .version(tool.version, '-V, --version', 'show the version');
  await addCommands(program, loaded);
  program
    .addHelpCommand(new Command('help').argument('[command]').description('Explain a command.').helpGroup('More:'))
    .showSuggestionAfterError();
  withHelp(program, {
    examples: [
      ['Try it without an AWS account', `${tool.name} demo`],
      ['See whether yours can be audited', `${tool.name} doctor`],
      ['Audit the account you are signed in to', `${tool.name} audit`],
      ['Keep what was read, and audit it again without AWS', `${tool.name} audit --save-snapshot account.json`],
    ],
    exits: { 1: 'findings at or above --fail-on', 3: 'something could not be read: the result is incomplete' },
    notes: [`${tool.name} COMMAND --help explains a command, docs/cli.md all of them.`],
  });
  for (const command of withSubcommands(program)) {
    if (command !== program && command.commands.length > 0) command.helpCommand('help [command]', 'Explain a command.');
    withUsualHelp(command)
      .configureOutput({ outputError: () => {} })
      .exitOverride((error) => refuse(error, command));
  }
  return program;
}

/** A command with those below it, in their order. */
export function withSubcommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

/** As it is typed: `account-auditor findings list`. */
export function nameOf(command: Command): string {
  return command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();
}

/**
 * Commander answers what is no command by the help of the program, where `--help` or `help` stands beside it.
 *
 * @throws UsageError
 */
export function refuseUnknownCommand(name: string): void {
  const names = commands.map((command) => command.name);
  if (names.includes(name)) return;
  const nearest = nearestOf(name, names);
  const meant = nearest === null ? '' : ` (Did you mean ${nearest}?)`;
  throw new UsageError(`unknown command '${name}'${meant}; "${tool.name} --help" lists what is accepted`);
}

/** Commander's complaints that do not say what is accepted. */
const withoutAdvice = [
  'commander.unknownCommand',
  'commander.unknownOption',
  'commander.excessArguments',
  'commander.missingArgument',
  'commander.missingMandatoryOptionValue',
  'commander.optionMissingArgument',
];

/** Turns Commander's complaints into ours, in one line; help and version, which are none, pass. */
function refuse(error: CommanderError, command: Command): never {
  if (error.exitCode === 0 || error.code === 'commander.help') throw error;
  const [said = '', suggestion = suggestionFor(error)] = error.message
    .replace(/^error: (command-)?/, '')
    .replace(/^argument value '(.*)' is invalid for argument '(\w+)'/, "argument '$2': '$1' is invalid")
    .split('\n');
  const advice = withoutAdvice.includes(error.code) ? `; "${nameOf(command)} --help" lists what is accepted` : '';
  throw new UsageError(`${said.replace(/\.$/, '')}${suggestion ? ` ${suggestion}` : ''}${advice}`);
}

/** Commander suggests commands and options; this suggests values, where it lists those that are accepted. */
function suggestionFor({ message }: CommanderError): string {
  const [, value = '', choices = ''] = /'([^']*)' is invalid[^.]*\. Allowed choices are (.*)\.$/.exec(message) ?? [];
  const nearest = nearestOf(value, choices.split(', '));
  return nearest === null || nearest === '' ? '' : `(Did you mean ${nearest}?)`;
}
