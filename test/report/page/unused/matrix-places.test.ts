import { describe, expect, it } from 'vitest';
import { HEADER, stepFrom } from '../../../../lib/report/page/app/views/unused/matrix-places.ts';

const extent = { rows: 100, columns: 40 };

describe('stepFrom', () => {
  it.each([
    ['ArrowDown', false, { row: 6, column: 3 }],
    ['ArrowUp', false, { row: 4, column: 3 }],
    ['ArrowRight', false, { row: 5, column: 4 }],
    ['ArrowLeft', false, { row: 5, column: 2 }],
    ['PageDown', false, { row: 15, column: 3 }],
    ['PageUp', false, { row: 0, column: 3 }],
    ['Home', false, { row: 5, column: HEADER }],
    ['End', false, { row: 5, column: 39 }],
    ['Home', true, { row: 0, column: HEADER }],
    ['End', true, { row: 99, column: 39 }],
  ])('goes with %s (Ctrl: %s) to %j', (key, ctrlKey, to) => {
    expect(stepFrom({ row: 5, column: 3 }, { key, ctrlKey }, extent)).toEqual(to);
  });

  it('goes up and left into the headers, and no further than the edges', () => {
    const corner = { row: HEADER, column: HEADER };
    expect(stepFrom({ row: 0, column: 0 }, { key: 'ArrowUp', ctrlKey: false }, extent)).toEqual({
      row: HEADER,
      column: 0,
    });
    expect(stepFrom(corner, { key: 'ArrowLeft', ctrlKey: false }, extent)).toEqual(corner);
    expect(stepFrom({ row: 99, column: 39 }, { key: 'PageDown', ctrlKey: false }, extent)).toEqual({
      row: 99,
      column: 39,
    });
  });

  it('leaves other keys alone', () => {
    expect(stepFrom({ row: 5, column: 3 }, { key: 'Tab', ctrlKey: false }, extent)).toBeNull();
  });
});
