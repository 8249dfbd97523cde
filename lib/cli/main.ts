import { tool } from '../version.ts';
import { exitCodes } from './exit-codes.ts';
import { failureOf } from './failure.ts';
import { InterruptedError } from './interruption.ts';
import { createProgram, refuseUnknownCommand } from './program.ts';

/**
 * The command line. Sets `process.exitCode` and returns: whatever is still on its way to stdout gets there.
 *
 * @param argv as in `process.argv`
 */
export async function main(argv: readonly string[]): Promise<void> {
  // Whoever writes hears of it; without these, a reader that stops early (`| head`) would end in a stack trace.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const words = argv.slice(2);
  if (words.length === 0) {
    process.stderr.write(FIRST_SCREEN);
    process.exitCode = exitCodes.usage;
    return;
  }
  try {
    const called = calledBy(words);
    for (const name of called) refuseUnknownCommand(name);
    await (await createProgram(called)).parseAsync([...argv]);
  } catch (error) {
    const { exitCode, text } = failureOf(error);
    process.stderr.write(text);
    process.exitCode = exitCode;
    // As if it had not been caught: shells and schedulers tell an end by a signal from an end with an exit code.
    if (error instanceof InterruptedError) process.kill(process.pid, error.signal);
  }
}

/** For whoever types the name alone: what to begin with. */
const FIRST_SCREEN = `Usage: ${tool.name} COMMAND [options]

  ${tool.name} demo      try it on an embedded AWS account
  ${tool.name} doctor    see whether yours can be audited
  ${tool.name} audit     audit the account you are signed in to
  ${tool.name} checks    list what it looks for

${tool.name} --help lists all commands; ${tool.name} COMMAND --help explains one.
`;

/** The command that is called; `help audit` is another way to write `audit --help`. */
function calledBy(words: readonly string[]): readonly string[] {
  return words.filter((word) => !word.startsWith('-') && word !== 'help').slice(0, 1);
}
