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
