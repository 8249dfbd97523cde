import { CannotRunError } from './errors.ts';

/**
 * Fires after so many milliseconds, with an error that says so. For whoever is ended without a word at a given time: a call
 * that hangs, with its retries, takes longer than what is kept of that time for the end.
 */
export function timeLimit(ms: number): AbortSignal {
  const controller = new AbortController();
  const reason = 'out of time: AWS did not answer before this run had to end; what was stored before stands, run again';
  setTimeout(() => controller.abort(new CannotRunError(reason)), ms).unref();
  return controller.signal;
}

/** Fires when the first of them does. */
export function firstOf(...signals: readonly (AbortSignal | undefined)[]): AbortSignal {
  return AbortSignal.any(signals.filter((signal) => signal !== undefined));
}

/** What the work comes to, unless the signal fires first: then its reason. */
export function unlessInterrupted<Value>(work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** A pause that an interruption ends, with an error, but only the first: to give a lease back may take one too. */
export function interruptibleSleep(
  sleep: (ms: number) => Promise<unknown>,
  signal: AbortSignal | undefined,
): (ms: number) => Promise<void> {
  let isInterrupted = false;
  return async (ms: number): Promise<void> => {
    if (isInterrupted) return void (await sleep(ms));
    try {
      await unlessInterrupted(sleep(ms), signal);
    } catch (error) {
      isInterrupted = true;
      throw error;
    }
  };
}
