import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf, TOO_LONG } from '../../../lib/cli/evaluate/lines.ts';

async function* inPieces(pieces: readonly string[]): AsyncGenerator<string> {
  yield* pieces;
}

const read = async (pieces: readonly string[], maxLength?: number) =>
  (await Array.fromAsync(linesOf(inPieces(pieces), maxLength))).flat();

describe('linesOf', () => {
  it.each<[readonly string[], readonly string[]]>([
    [[], []],
    [[''], []],
    [['a\nb\n'], ['a', 'b']],
    [['a\nb'], ['a', 'b']],
    [
      ['a', 'b\n\nc', '\n'],
      ['ab', '', 'c'],
    ],
    [['\n'], ['']],
  ])('reads %j as %j', async (pieces, lines) => {
    expect(await read(pieces)).toEqual(lines);
  });

  it('reads the same lines however the text is cut', async () => {
    const text = fc.array(fc.constantFrom('a', '\n', 'bc'), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(text, async (pieces) => {
        expect(await read(pieces)).toEqual(await read([pieces.join('')]));
      }),
    );
  });

  it('gives up each line as soon as it ends', async () => {
    const pieces = linesOf(inPieces(['a\nb', 'c\n']));
    expect((await pieces.next()).value).toEqual(['a']);
    expect((await pieces.next()).value).toEqual(['bc']);
  });

  it('passes over a line that is too long, and counts it', async () => {
    expect(await read(['12345\n', '123', '456', '789\nab\n123456'], 5)).toEqual(['12345', TOO_LONG, 'ab', TOO_LONG]);
  });
});
