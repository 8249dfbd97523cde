import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createProgress, withoutProgress } from '../../lib/cli/progress.ts';

function aStream({ isTTY, columns = 21 }: { readonly isTTY: boolean; readonly columns?: number }) {
  const stream = Object.assign(new PassThrough(), { isTTY, columns });
  return {
    stream: stream as unknown as NodeJS.WriteStream,
    text: () => String(stream.read() ?? ''),
    resizeTo: (to: number) => {
      stream.columns = to;
      stream.emit('resize');
    },
  };
}

const ERASE = '\r\u001b[J';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('createProgress', () => {
  it('is quiet where nobody watches, but for what has to stay readable', () => {
    const { stream, text } = aStream({ isTTY: false });
    const progress = createProgress(stream);
    progress.say('trails: complete');
    progress.watch(() => ['reading', '5 calls']);
    progress.note('a key is missing');
    progress.done();
    expect(text()).toBe('a key is missing\n');
  });

  it('moves one line on a terminal, no longer than it is wide, and takes it away in the end', () => {
    const { stream, text } = aStream({ isTTY: true });
    const progress = createProgress(stream);
    progress.say('last-accessed: 1 of 135 reports asked for');
    progress.say('short');
    progress.done();
    progress.done();
    expect(text()).toBe(`last-accessed: 1 of ${ERASE}short${ERASE}`);
  });

  it('keeps what has to stay readable out of the moving line', () => {
    const { stream, text } = aStream({ isTTY: true });
    const progress = createProgress(stream);
    progress.say('reading');
    progress.note('a key is missing');
    progress.say('reading on');
    expect(text()).toBe(`reading${ERASE}a key is missing\nreading on`);
  });

  it('tells on what it watches, and not the same twice', () => {
    const { stream, text } = aStream({ isTTY: true });
    const progress = createProgress(stream);
    let calls = 1;
    progress.watch(() => ['reading', `${calls} calls`]);
    vi.advanceTimersByTime(2_000);
    calls = 2;
    vi.advanceTimersByTime(250);
    progress.done();
    vi.advanceTimersByTime(2_000);
    expect(text()).toBe(`reading · 1 calls${ERASE}reading · 2 calls${ERASE}`);
  });

  it('leaves out what matters least where there is no room', () => {
    const { stream, text } = aStream({ isTTY: true });
    createProgress(stream).watch(() => ['asking IAM', '30 s left', '812 calls']);
    expect(text()).toBe('asking IAM');
  });

  it('fits to a terminal that changes its width, and takes away what that has broken into lines', () => {
    const { stream, text, resizeTo } = aStream({ isTTY: true, columns: 40 });
    const progress = createProgress(stream);
    progress.watch(() => ['asking IAM about 214 of 500', '812 calls']);
    resizeTo(15);
    resizeTo(0);
    progress.done();
    expect(text()).toBe(
      `asking IAM about 214 of 500 · 812 calls\r\u001b[2A\u001b[Jasking IAM abo${ERASE}asking IAM about 214 of 500 · 812 calls${ERASE}`,
    );
  });

  it('counts the columns of wide characters', () => {
    const { stream, text } = aStream({ isTTY: true, columns: 6 });
    createProgress(stream).say('監査役監査役');
    expect(text()).toBe('監査');
  });

  it('makes way for a question, and comes back after the answer', async () => {
    const { stream, text } = aStream({ isTTY: true });
    const progress = createProgress(stream);
    let calls = 1;
    progress.watch(() => [`${calls} calls`]);
    await withoutProgress(async () => {
      stream.write('MFA code: ');
      calls = 2;
      vi.advanceTimersByTime(2_000);
    });
    vi.advanceTimersByTime(250);
    progress.done();
    expect(text()).toBe(`1 calls${ERASE}MFA code: 2 calls${ERASE}`);
  });

  it.each([true, false])('lets no name act on the terminal (terminal: %s)', (isTTY) => {
    const { stream, text } = aStream({ isTTY });
    const progress = createProgress(stream);
    progress.note('role a\u001b]0;owned\u0007\nb');
    expect(text()).toBe('role a\\u{1b}]0;owned\\u{7}\\u{a}b\n');
  });
});
