import type { Remediation } from '../findings/finding.ts';

/** One call of the AWS CLI, not yet written as a shell line. */
export interface Command {
  /** For example `iam delete-role`. */
  readonly call: string;
  /** Option names without dashes. */
  readonly options: Readonly<Record<string, string>>;
  /** Options that take no value, without dashes, for example `is-multi-region-trail`. */
  readonly flags?: readonly string[];
  /** Options whose value the operator writes into a file first: the file's name, which is ours and never an account's. */
  readonly files?: Readonly<Record<string, string>>;
}

/** The CLI takes such a value for the address of the real value, and no quoting prevents that. AWS accepts none as a name. */
const REFERENCE = /^(fileb?|https?):\/\//i;

export function iam(operation: string, options: Readonly<Record<string, string>>): Command {
  return { call: `iam ${operation}`, options };
}

/**
 * A fix in words and, where every value can be handed to the CLI safely, in shell lines.
 *
 * @param commands in the order in which to run them, the least destructive first
 */
export function remediation(text: string, commands: readonly Command[] = []): Remediation {
  const values = commands.flatMap((command) => Object.values(command.options));
  if (commands.length === 0 || values.some((value) => REFERENCE.test(value))) return { text };
  return { text, commands: commands.map(shellLine) };
}

function shellLine({ call, options, files = {}, flags = [] }: Command): string {
  const words = Object.entries(options).map(([option, value]) =>
    // After a space, a value with a leading dash would be read as the next option.
    value.startsWith('-') ? `--${option}=${quote(value)}` : `--${option} ${quote(value)}`,
  );
  const documents = Object.entries(files).map(([option, file]) => `--${option} ${quote(`file://${file}`)}`);
  return ['aws', call, ...words, ...documents, ...flags.map((flag) => `--${flag}`)].join(' ');
}

/** Single quotes: nothing inside them means anything to a POSIX shell. */
function quote(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}
