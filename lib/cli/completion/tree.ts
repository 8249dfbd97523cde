import { type Argument, type Command, Help, type Option } from 'commander';
import { checks } from '../../checks/registry.ts';

/** What can stand somewhere: one of these words, a file, a profile of the AWS configuration, or something nobody can guess. */
export type Values = readonly string[] | 'file' | 'profile' | 'anything';

/** What is to be completed behind the words of `path`. */
export interface CompletionNode {
  /** For example `findings list`; empty for the program itself. */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  readonly flags: readonly CompletedFlag[];
  /** What the arguments take, in their order. */
  readonly values: readonly Values[];
}

export interface CompletedFlag {
  /** Long, and short where there is one: `--help`, `-h`. */
  readonly names: readonly string[];
  readonly description: string;
  /** Null for a flag that stands alone. */
  readonly value: Values | null;
}

/** All places of the command line where something can be completed: the program, its commands, theirs, in depth. */
export function completionTree(program: Command): readonly CompletionNode[] {
  return nodesOf(program, [], null);
}

function nodesOf(command: Command, words: readonly string[], parent: Command | null): readonly CompletionNode[] {
  const help = new Help();
  const commands = help.visibleCommands(command);
  const node: CompletionNode = {
    path: words.join(' '),
    commands: commands.map((each) => ({ name: each.name(), description: each.description() })),
    flags: help.visibleOptions(command).map(flagOf),
    values: command.registeredArguments.map((argument) =>
      valuesOf(argument, command.name() === 'help' ? parent : null),
    ),
  };
  return [node, ...commands.flatMap((each) => nodesOf(each, [...words, each.name()], command))];
}

function flagOf(option: Option): CompletedFlag {
  const { long, short, description, required, optional } = option;
  return {
    names: [long, short].filter((name) => typeof name === 'string'),
    description,
    value: required || optional ? valuesOfFlag(option) : null,
  };
}

const filePlaceholders = /<(file|path|csv)>/;

function valuesOfFlag({ long, flags, argChoices }: Option): Values {
  if (argChoices) return argChoices;
  if (long === '--check') return checks.map(({ id }) => id);
  if (long === '--profile') return 'profile';
  // A path of Parameter Store is none of the file system.
  return filePlaceholders.test(flags) && long !== '--prefix' ? 'file' : 'anything';
}

/** @param explained whose commands the argument names, of a `help` beside them */
function valuesOf({ argChoices }: Argument, explained: Command | null): Values {
  return argChoices ?? explained?.commands.map((each) => each.name()) ?? 'anything';
}
