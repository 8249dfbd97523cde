import { tool } from '../../version.ts';

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
