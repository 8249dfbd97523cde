const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The reason of an {@link interruption}: which signal it was, so that the process can end by it. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
  readonly signal: (typeof signals)[number];

  constructor(signal: (typeof signals)[number]) {
    super(`interrupted (${signal})`);
    this.signal = signal;
  }
}

/** Somebody's wish that the process ends, for work that has something to put away first. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Gives the signals back to the system. */
  done(): void;
}

/** Listens for Ctrl-C and its like. The first is turned into an abort; a second ends the process at once. */
export function interruption(): Interruption {
  const controller = new AbortController();
  const listeners = signals.map((signal) => [signal, () => controller.abort(new InterruptedError(signal))] as const);
  const done = () => {
    for (const [signal, listener] of listeners) process.removeListener(signal, listener);
  };
  controller.signal.addEventListener('abort', done, { once: true });
  for (const [signal, listener] of listeners) process.on(signal, listener);
  return { signal: controller.signal, done };
}
