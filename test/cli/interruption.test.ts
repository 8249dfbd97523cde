import { afterEach, describe, expect, it } from 'vitest';
import { InterruptedError, type Interruption, interruption } from '../../lib/cli/interruption.ts';

const listeners = () => ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => process.listenerCount(signal));

describe('interruption', () => {
  const before = listeners();
  let listening: Interruption | undefined;
  afterEach(() => listening?.done());

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('turns the first %s into an abort that names it', (name) => {
    listening = interruption();
    process.emit(name);
    expect(listening.signal.aborted).toBe(true);
    expect(listening.signal.reason).toEqual(new InterruptedError(name));
  });

  it('gives the signals back at once, so that a second one ends the process', () => {
    listening = interruption();
    process.emit('SIGINT');
    expect(listeners()).toEqual(before);
  });

  it('gives them back when there is nothing to put away any more', () => {
    interruption().done();
    expect(listeners()).toEqual(before);
  });
});
