import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Paint } from '../../lib/report/paint.ts';
import { columnWidths, fitted, renderRows, wrapped } from '../../lib/report/rows.ts';
import { displayWidth } from '../../lib/report/width.ts';

describe('wrapped', () => {
  it('breaks at blanks', () => {
    expect(wrapped('the console password was never used', 12)).toEqual(['the console', 'password was', 'never used']);
  });

  it('starts a word that fits nowhere on a line of its own, and breaks it behind its separators', () => {
    expect(wrapped('held by arn:aws:iam::111122223333:role/ci/deploy now', 24)).toEqual([
      'held by',
      'arn:aws:iam::',
      '111122223333:role/ci/',
      'deploy now',
    ]);
  });

  it('breaks a word without separators wherever it must', () => {
    expect(wrapped('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
  });

  it('loses nothing, and keeps to the width', () => {
    fc.assert(
      fc.property(fc.string({ size: 'medium' }), fc.integer({ min: 1, max: 60 }), (text, width) => {
        const lines = wrapped(text, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        expect(lines.every((line) => displayWidth(line) <= width)).toBe(true);
      }),
    );
  });
});

describe('columnWidths', () => {
  it('gives every column what it needs when that fits', () => {
    expect(columnWidths([['medium', 'role-unused', 'nobody uses it']], 80)).toEqual([6, 11, 14]);
  });

  it('lets the wide columns share what the narrow ones leave', () => {
    expect(columnWidths([['medium', 'x'.repeat(100), 'y'.repeat(200)]], 80)).toEqual([6, 35, 35]);
  });

  it('leaves a column something to be read in, however narrow the terminal', () => {
    expect(columnWidths([['a'.repeat(50), 'b'.repeat(50)]], 5)).toEqual([8, 8]);
  });
});

describe('renderRows', () => {
  it('wraps in its column, without blanks at the end of a line', () => {
    expect(
      renderRows(
        ['CHECK', 'FLAGS'],
        [
          ['role-unused', 'Role that nobody uses'],
          ['group-empty', ''],
        ],
        25,
      ),
    ).toBe('CHECK        FLAGS\nrole-unused  Role that\n             nobody uses\ngroup-empty');
  });

  it('keeps columns upright behind names of wide characters', () => {
    expect(
      renderRows(
        ['NAME', 'CHECK'],
        [
          ['\u76e3\u67fb\u5f79', 'role-unused'],
          ['etl', 'user-unused'],
        ],
        80,
      ),
    ).toBe('NAME    CHECK\n\u76e3\u67fb\u5f79  role-unused\netl     user-unused');
  });

  it('gives each row one line where the width has no end', () => {
    const row = ['role-unused', 'Role that nobody uses '.repeat(50).trim()];
    expect(renderRows(['CHECK', 'FLAGS'], [row], Number.POSITIVE_INFINITY)).toBe(
      `CHECK        FLAGS\n${row.join('  ')}`,
    );
  });

  it('paints cells and not the blanks between them, each line of a cell by itself', () => {
    const paint: Paint = (tone, text) => `<${tone}>${text}</>`;
    const toneOf = (cell: string) => (cell === 'high' ? ('high' as const) : null);
    expect(renderRows(['SEVERITY', 'WHAT'], [['high', 'two words']], 18, { paint, toneOf })).toBe(
      '<heading>SEVERITY</>  <heading>WHAT</>\n<high>high</>      two\n          words',
    );
  });

  it('shows what does not print as text', () => {
    expect(renderRows(['NAME'], [['a\u001b[2Jb']], 80)).toBe('NAME\na\\u{1b}[2Jb');
  });
});

describe('fitted', () => {
  it('goes on further in, and leaves code as it stands', () => {
    const statement = '  "Resource": "arn:aws:iam::111122223333:role/deploy"';
    expect(fitted(`  Assume a role of this account (sts-001), by [1]\n${statement}\n`, 36)).toBe(
      `  Assume a role of this account\n      (sts-001), by [1]\n${statement}\n`,
    );
  });

  it('leaves all as it is where the width has no end', () => {
    const text = `${'a long line '.repeat(50)}\n`;
    expect(fitted(text, Number.POSITIVE_INFINITY)).toBe(text);
  });
});
