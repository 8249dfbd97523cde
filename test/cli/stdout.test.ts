import { WriteStream } from 'node:tty';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { stdoutPaint } from '../../lib/cli/paint.ts';
import { stdoutColumns } from '../../lib/cli/stdout.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Stands in for the stream that the test runner has for itself. */
function stdoutIs(stream: { readonly isTTY: boolean; readonly columns?: number }): void {
  vi.spyOn(process, 'stdout', 'get').mockReturnValue(
    Object.assign(Object.create(process.stdout), { getColorDepth: WriteStream.prototype.getColorDepth, ...stream }),
  );
}

describe('stdoutColumns', () => {
  it.each([
    ['the width of a terminal', { isTTY: true, columns: 132 }, '', 132],
    ['80 of a terminal that does not know its width', { isTTY: true, columns: 0 }, '', 80],
    ['no end of a pipe', { isTTY: false }, '', Number.POSITIVE_INFINITY],
    ['what COLUMNS says of a pipe', { isTTY: false }, '100', 100],
    ['no end of a pipe for whom COLUMNS is no number', { isTTY: false }, 'wide', Number.POSITIVE_INFINITY],
  ])('is %s', (_, stream, asked, columns) => {
    stdoutIs(stream);
    vi.stubEnv('COLUMNS', asked);
    expect(stdoutColumns()).toBe(columns);
  });
});

describe('stdoutPaint', () => {
  it.each([
    ['a terminal', true, {}, true],
    ['a terminal under NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['a pipe', false, {}, false],
    ['a pipe under FORCE_COLOR', false, { FORCE_COLOR: '1' }, true],
  ] as const)('gives colours as asked for: %s', (_, isTTY, env, isPainted) => {
    stdoutIs({ isTTY });
    vi.stubEnv('TERM', 'xterm-256color');
    // Node takes CI for a word on colours, too.
    for (const name of ['NO_COLOR', 'FORCE_COLOR', 'NODE_DISABLE_COLORS', 'CI']) vi.stubEnv(name, undefined);
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    expect(stdoutPaint('high', 'HIGH')).toBe(isPainted ? '\u001b[31mHIGH\u001b[39m' : 'HIGH');
  });
});
