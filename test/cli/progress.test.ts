import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createProgress } from '../../lib/cli/progress.ts';

function aStream({ isTTY }: { readonly isTTY: boolean }) {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 20 });
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => String(stream.read() ?? '') };
}

describe('createProgress', () => {
  it('writes plain lines where nobody watches, and none twice in a row', () => {
    const { stream, text } = aStream({ isTTY: false });
    const progress = createProgress(stream);
    progress.say('trails: complete');
    progress.say('trails: complete');
    progress.note('a key is missing');
    progress.done();
    expect(text()).toBe('trails: complete\na key is missing\n');
  });

  it('moves one line on a terminal, no longer than it is wide, and takes it away in the end', () => {
    const { stream, text } = aStream({ isTTY: true });
    const progress = createProgress(stream);
    progress.say('last-accessed: 1 of 135 reports asked for');
    progress.say('short');
    progress.done();
    progress.done();
    expect(text()).toBe('\r\u001b[2Klast-accessed: 1 of\r\u001b[2Kshort\r\u001b[2K');
  });

  it('keeps what has to stay readable out of the moving line', () => {
    const { stream, text } = aStream({ isTTY: true });
    const progress = createProgress(stream);
    progress.say('reading');
    progress.note('a key is missing');
    progress.say('reading on');
    expect(text()).toBe('\r\u001b[2Kreading\r\u001b[2Ka key is missing\n\r\u001b[2Kreading on');
  });

  it.each([true, false])('lets no name act on the terminal (terminal: %s)', (isTTY) => {
    const { stream, text } = aStream({ isTTY });
    const progress = createProgress(stream);
    progress.note('role a\u001b]0;owned\u0007\nb');
    expect(text()).toBe('role a\\u{1b}]0;owned\\u{7}\\u{a}b\n');
  });
});
