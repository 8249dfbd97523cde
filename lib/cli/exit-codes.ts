/** **Contract**: what the command line exits with. */
export const exitCodes = {
  done: 0,
  /** Findings at or above `--fail-on`. */
  findings: 1,
  usage: 2,
  /** Something could not be read; wins over `findings`. */
  incomplete: 3,
  couldNotRun: 4,
} as const;
