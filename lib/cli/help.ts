import { styleText } from 'node:util';
import { type Command, Help } from 'commander';

/** What the help of a command, and its page in docs/cli.md, say besides its flags. */
export interface CommandHelp {
  /** What it is good for, and what is typed. */
  readonly examples: readonly (readonly [purpose: string, line: string])[];
  /** Meanings of the exit codes that differ from the usual ones; by number. */
  readonly exits?: Readonly<Record<number, string>>;
  /** Paragraphs that everybody should have read who uses it; a line of the terminal each, or several. */
  readonly notes?: readonly string[];
}

/** What the exit codes mean where a command says nothing else. */
const usualExits: Readonly<Record<number, string>> = {
  0: 'done',
  2: 'usage or configuration: ask differently',
  4: 'it could not run: credentials, network, or a bug',
};

const helps = new WeakMap<Command, CommandHelp>();

/** Gives a command its examples, exit codes and notes. */
export function withHelp(command: Command, help: CommandHelp): Command {
  helps.set(command, help);
  return command.addHelpText('after', () => textOf(help));
}

/** Null: the command has no more to say than its flags. */
export function helpOf(command: Command): CommandHelp | null {
  return helps.get(command) ?? null;
}

/** All exit codes of a command, with what they mean. */
export function exitsOf({ exits = {} }: CommandHelp): readonly (readonly [code: string, meaning: string])[] {
  return Object.entries({ ...usualExits, ...exits });
}

/** As Commander takes it, where nobody knows better. */
const USUAL_COLUMNS = 80;

function textOf(help: CommandHelp): string {
  const { examples, notes = [] } = help;
  const width = process.stdout.columns || USUAL_COLUMNS;
  return [
    '',
    heading('Examples:'),
    ...examples.flatMap(([purpose, line]) => [`  ${purpose}:`, `    ${line}`]),
    '',
    heading('Exit codes:'),
    ...exitsOf(help).map(([code, meaning]) => `  ${code}  ${meaning}`),
    ...notes.flatMap((note) => ['', new Help().boxWrap(note, width)]),
  ].join('\n');
}

/** The looks of a heading; Commander takes them out where they are not wanted. */
function heading(text: string): string {
  return styleText('bold', text, { validateStream: false });
}

/** Gives the help of a command what all have: `--help` in a group of its own, at the end, and headings that stand out. */
export function withUsualHelp(command: Command): Command {
  return command
    .optionsGroup('Help:')
    .helpOption('-h, --help', 'show this help')
    .configureHelp({
      styleTitle: heading,
      subcommandTerm: (each) => each.name(),
      argumentDescription: ({ description, argChoices }) => withFacts(description, factsOf(argChoices, undefined)),
      optionDescription: ({ description, argChoices, defaultValue, mandatory }) =>
        withFacts(description, factsOf(argChoices, defaultValue, mandatory)),
    });
}

/** What a flag or argument accepts, in a few words each. */
export function factsOf(
  choices: readonly string[] | undefined,
  preset: unknown,
  isMandatory = false,
): readonly string[] {
  return [
    ...(isMandatory ? ['has to be given'] : []),
    ...(choices === undefined ? [] : [`one of ${choices.join(', ')}`]),
    ...(preset === undefined || preset === false ? [] : [`default: ${String(preset)}`]),
  ];
}

function withFacts(description: string, facts: readonly string[]): string {
  return facts.length === 0 ? description : `${description} (${facts.join('; ')})`;
}
