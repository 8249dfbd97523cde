import { tool } from '../../version.ts';
import type { CompletionNode } from './tree.ts';

/** A word that bash and zsh take as it stands. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The first line of a script. */
export function origin(shell: string): string {
  return `# Completion of ${tool.name} ${tool.version} for ${shell}, made by: ${tool.name} completion ${shell}`;
}

/** Shell code that prints the profiles of the AWS configuration, one a line. */
export const PROFILES =
  `sed -n -e 's/^\\[profile \\(.*\\)\\]$/\\1/p' -e 's/^\\[default\\]$/default/p' ` +
  `"\${AWS_CONFIG_FILE:-$HOME/.aws/config}" 2>/dev/null`;

/** Arms of `case` in bash and zsh: how words lead from one place to the next, and which of them take a value behind them. */
export function stepsOf({ path, commands, flags }: CompletionNode): readonly string[] {
  const valued = flags.filter(({ value }) => value !== null).flatMap(({ names }) => names);
  return [
    ...commands.map(({ name }) => `      ${quoted(`${path} ${name}`)}) at=${quoted(`${path} ${name}`.trim())} ;;`),
    ...(valued.length === 0 ? [] : [`      ${patterns(path, valued)}) value=1 ;;`]),
  ];
}

/** What stands for one of these words in a place. */
export function patterns(path: string, names: readonly string[]): string {
  return names.map((name) => quoted(`${path} ${name}`)).join('|');
}
