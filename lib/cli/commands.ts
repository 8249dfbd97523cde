import { Command } from 'commander';

/**
 * A command of `account-auditor`. Its module is loaded when it is called, because that takes a second of processor time
 * where it talks to AWS; the list of commands needs no more than this.
 */
interface CommandEntry {
  readonly name: string;
  readonly description: string;
  /** Heading that the help lists it under. */
  readonly group: string;
  /** Makes the command with its flags and what it does, but without its description. */
  readonly load: () => Promise<Command>;
}

/** In the order in which the help lists them. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'audit',
    description: 'Audit an account, or a saved snapshot of one.',
    group: 'Audit an account:',
    load: async () => (await import('./commands/audit.ts')).auditCommand(),
  },
  {
    name: 'doctor',
    description: 'Look at credentials, permissions, limits and costs before an audit; changes nothing.',
    group: 'Audit an account:',
    load: async () => (await import('./commands/doctor.ts')).doctorCommand(),
  },
  {
    name: 'checks',
    description: 'List every check: what it flags, how grave it is, what data it needs.',
    group: 'Audit an account:',
    load: async () => (await import('./commands/checks.ts')).checksCommand(),
  },
  {
    name: 'findings',
    description: 'Read the findings of the last stored audit, and how they changed.',
    group: 'Read what was found:',
    load: async () => (await import('./commands/findings.ts')).findingsCommand(),
  },
  {
    name: 'paths',
    description: 'Show who can become administrator, by which steps, and which statements to cut.',
    group: 'Ask what policies allow:',
    load: async () => (await import('./commands/paths.ts')).pathsCommand(),
  },
  {
    name: 'can',
    description: 'Say whether a user or role may do something, and show the statements that decide.',
    group: 'Ask what policies allow:',
    load: async () => (await import('./commands/can.ts')).canCommand(),
  },
  {
    name: 'who-can',
    description: 'List the users and roles that may do something, with the statements that decide.',
    group: 'Ask what policies allow:',
    load: async () => (await import('./commands/who-can.ts')).whoCanCommand(),
  },
  {
    name: 'evaluate',
    description: 'Decide requests as AWS would: questions as NDJSON on stdin, one answer a line on stdout.',
    group: 'Ask what policies allow:',
    load: async () => (await import('./commands/evaluate.ts')).evaluateCommand(),
  },
  {
    name: 'demo',
    description:
      'Run the nightly audit on an embedded AWS account: the real function over real HTTP, on this machine alone.',
    group: 'More:',
    load: async () => (await import('./commands/demo.ts')).demoCommand(),
  },
  {
    name: 'completion',
    description: 'Print a script with which bash, zsh or fish complete commands, options and values.',
    group: 'More:',
    load: async () => (await import('./commands/completion.ts')).completionCommand(),
  },
];

/**
 * Adds all commands to the program, in groups.
 *
 * @param loaded names of those that are added as they are; the others are added by name and description alone
 */
export async function addCommands(program: Command, loaded: readonly string[]): Promise<void> {
  for (const { name, description, group, load } of commands) {
    const command = loaded.includes(name) ? await load() : new Command(name);
    program.addCommand(command.description(description).helpGroup(group));
  }
}
