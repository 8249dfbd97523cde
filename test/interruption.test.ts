import { describe, expect, it } from 'vitest';
import { interruptibleSleep, unlessInterrupted } from '../lib/interruption.ts';

const never = () => new Promise<never>(() => {});

describe('unlessInterrupted', () => {
  it('is what the work comes to', async () => {
    const { signal } = new AbortController();
    expect(await unlessInterrupted(Promise.resolve('read'), signal)).toBe('read');
    await expect(unlessInterrupted(Promise.reject(new Error('denied')), signal)).rejects.toThrow('denied');
    expect(await unlessInterrupted(Promise.resolve('read'), undefined)).toBe('read');
  });

  it('is over with the reason of the signal, before or while the work goes on', async () => {
    const controller = new AbortController();
    const waiting = unlessInterrupted(never(), controller.signal);
    controller.abort(new Error('SIGINT'));
    await expect(waiting).rejects.toThrow('SIGINT');
    await expect(unlessInterrupted(never(), controller.signal)).rejects.toThrow('SIGINT');
  });

  it('leaves no rejection of the work unheard', async () => {
    const controller = new AbortController();
    const { promise, reject } = Promise.withResolvers<never>();
    const waiting = unlessInterrupted(promise, controller.signal);
    controller.abort(new Error('SIGINT'));
    await expect(waiting).rejects.toThrow('SIGINT');
    reject(new Error('the connection was cut'));
    await Promise.resolve();
  });
});

describe('interruptibleSleep', () => {
  it('ends one pause with the reason, and no other: what is put away may have to wait', async () => {
    const controller = new AbortController();
    let slept = 0;
    const sleep = interruptibleSleep(async () => {
      slept += 1;
      if (slept === 1) await never();
    }, controller.signal);
    const pause = sleep(1_000);
    controller.abort(new Error('SIGINT'));
    await expect(pause).rejects.toThrow('SIGINT');
    await expect(sleep(1_000)).resolves.toBeUndefined();
  });
});
