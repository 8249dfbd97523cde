/**
 * The errors this program raises on purpose. Whoever catches one knows from its class which exit code it means
 * (design: 2 usage or configuration, 3 something could not be read, 4 could not run); its message is one line that a user can act on.
 */
export abstract class AuditorError extends Error {
  /** Exit code of the command line for this error. */
  abstract readonly exitCode: 2 | 3 | 4;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** Wrong flag, argument or event: the caller has to ask differently. */
export class UsageError extends AuditorError {
  readonly exitCode = 2;
}

/** A file, parameter or field that was read is not what is accepted. The message names it and says what is. */
export class InvalidInputError extends AuditorError {
  readonly exitCode = 2;
}

/** What was asked for may be among what could not be read. */
export class IncompleteError extends AuditorError {
  readonly exitCode = 3;
}

/** The audit cannot run at all: credentials, network, somebody else's lease, a bug. */
export class CannotRunError extends AuditorError {
  readonly exitCode = 4;
}
