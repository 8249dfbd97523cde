type Details = Readonly<Record<string, string | number>>;

/**
 * What this room writes to the log: sentences and counts, names of parameters, never their values.
 * Loggers take details in more than one way; a rest parameter fits them all, and none or one is given.
 */
export interface Log {
  info(message: string, ...details: Details[]): void;
  warn(message: string, ...details: Details[]): void;
}
