import { CommanderError } from 'commander';
import { type AwsErrorKind, describeAwsError } from '../aws/describe-error.ts';
import { AuditorError } from '../errors.ts';
import { printable } from '../report/text.ts';
import { tool } from '../version.ts';
import { exitCodes } from './exit-codes.ts';
import { InterruptedError } from './interruption.ts';

/** How a command that failed ends. */
interface Failure {
  readonly exitCode: number;
  /** For stderr: one line, and a stack only where it is for whoever mends this program; empty when all was said. */
  readonly text: string;
}

/** What to say of an error, and what to exit with. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CommanderError) {
    // It has printed the help or version that was asked for, or that somebody needs who named no command.
    return { exitCode: error.exitCode === 0 ? exitCodes.done : exitCodes.usage, text: '' };
  }
  if (error instanceof InterruptedError) return { exitCode: exitCodes.couldNotRun, text: line(error.message) };
  if (error instanceof AuditorError)
    return { exitCode: error.exitCode, text: line(`${error.message}${nextStep(error.cause)}`) };
  const text = line(`${describeAwsError(error).message}${nextStep(error)}`);
  if (!isBug(error)) return { exitCode: exitCodes.couldNotRun, text };
  const stack = (error.stack ?? '').split('\n').map(printable).join('\n');
  return {
    exitCode: exitCodes.couldNotRun,
    text: `${text}This is a bug; please report it with these lines:\n${stack}\n`,
  };
}

/** What to do about errors of AWS whose own message does not say it. */
const nextSteps: Partial<Record<AwsErrorKind, string>> = {
  'no-credentials': 'sign in, or name a --profile: "account-auditor doctor" says where credentials were looked for',
  denied: '"account-auditor doctor" lists the permissions that are missing',
  throttled: 'the account shares its rates with others: try again later',
};

function nextStep(cause: unknown): string {
  const step = cause === undefined ? undefined : nextSteps[describeAwsError(cause).kind];
  return step === undefined ? '' : `; ${step}`;
}

function line(message: string): string {
  return `${tool.name}: ${printable(message.replaceAll('.; ', '; '))}\n`;
}

/** What neither AWS, nor the SDK, nor the network, nor the operating system has said. */
function isBug(error: unknown): error is Error {
  return (
    error instanceof Error &&
    describeAwsError(error).kind === 'service' &&
    !('$metadata' in error) &&
    !('syscall' in error) &&
    !error.name.endsWith('ProviderError')
  );
}
