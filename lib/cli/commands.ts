import { Command } from 'commander';

/**
 * A command of `account-auditor`. Its module is loaded when it is called, because that takes a second of processor time
 * where it talks to AWS; the list of commands needs no more than this.
 */
interface CommandEntry {
  readonly name: string;
  readonly description: string;
  /** What comes after the name. */
  readonly synopsis: string;
  /** Makes the command with its flags and what it does, but without its description. */
  readonly load: () => Promise<Command>;
}

/** In the order in which the help lists them. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'audit',
    description: 'Audit an account, or a saved snapshot of one.',
    synopsis: '[options]',
    load: async () => (await import('./commands/audit.ts')).auditCommand(),
  },
  {
    name: 'evaluate',
    description: 'Decide requests as AWS would: questions as NDJSON on stdin, one answer a line on stdout.',
    synopsis: '',
    load: async () => (await import('./commands/evaluate.ts')).evaluateCommand(),
  },
  {
    name: 'can',
    description: 'Say whether a user or role may do something, and show the statements that decide.',
    synopsis: '[options] <principal> <action> [resource]',
    load: async () => (await import('./commands/can.ts')).canCommand(),
  },
  {
    name: 'who-can',
    description: 'List the users and roles that may do something, with the statements that decide.',
    synopsis: '[options] <action> [resource]',
    load: async () => (await import('./commands/who-can.ts')).whoCanCommand(),
  },
  {
    name: 'paths',
    description: 'Show who can become administrator, by which steps, and which statements to cut.',
    synopsis: '[options] [principal]',
    load: async () => (await import('./commands/paths.ts')).pathsCommand(),
  },
  {
    name: 'findings',
    description: 'Read the findings of the last stored audit, and how they changed.',
    synopsis: '',
    load: async () => (await import('./commands/findings.ts')).findingsCommand(),
  },
  {
    name: 'checks',
    description: 'List every check: what it flags, how grave it is, what data it needs.',
    synopsis: '[options]',
    load: async () => (await import('./commands/checks.ts')).checksCommand(),
  },
  {
    name: 'demo',
    description:
      'Run the nightly audit on an embedded AWS account: the real function over real HTTP, on this machine alone.',
    synopsis: '[options]',
    load: async () => (await import('./commands/demo.ts')).demoCommand(),
  },
  {
    name: 'doctor',
    description: 'Look at credentials, permissions, limits and costs before an audit; changes nothing.',
    synopsis: '[options]',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand(),
  },
];

/**
 * Adds all commands to the program: the one that is called as it is, the others by name and description alone.
 *
 * @param words what follows the program's name on the command line
 */
export async function addCommands(program: Command, words: readonly string[]): Promise<void> {
  // `help audit` is another way to write `audit --help`.
  const called = words.find((word) => !word.startsWith('-') && word !== 'help');
  for (const { name, description, load } of commands) {
    const command = name === called ? await load() : new Command(name);
    program.addCommand(command.description(description));
  }
  const help = program.createHelp();
  program.configureHelp({
    // What is not loaded has no flags and arguments to show.
    subcommandTerm: (command) => {
      const entry = commands.find(({ name }) => name === command.name());
      return entry ? `${entry.name} ${entry.synopsis}`.trimEnd() : help.subcommandTerm(command);
    },
  });
}
