import { describe, expect, it } from 'vitest';
import {
  fitted,
  moved,
  opening,
  revealing,
  zoomed,
} from '../../../../lib/report/page/app/views/escalation/viewport.ts';

const frame = { width: 600, height: 400 };

describe('fitted', () => {
  it('shows all of it in the middle, never larger than it is', () => {
    expect(fitted({ width: 300, height: 200 }, frame)).toEqual({ x: 150, y: 100, scale: 1 });
    expect(fitted({ width: 1200, height: 200 }, frame)).toEqual({ x: 0, y: 150, scale: 0.5 });
  });
});

describe('opening', () => {
  it('begins at the upper left, as large as can be read, where all of it would be too small', () => {
    expect(opening({ width: 600, height: 4000 }, frame)).toEqual({ x: 0, y: 0, scale: 1 });
    expect(opening({ width: 3000, height: 4000 }, frame)).toEqual({ x: 0, y: 0, scale: 0.75 });
    expect(opening({ width: 660, height: 440 }, frame).scale).toBeCloseTo(0.909);
  });
});

describe('zoomed', () => {
  it('keeps the point where it is', () => {
    const at = { x: 100, y: 50 };
    const { x, y, scale } = zoomed({ x: 20, y: 10, scale: 1 }, 1.5, at);
    expect([(at.x - x) / scale, (at.y - y) / scale]).toEqual([80, 40]);
  });

  it('has an end in both directions', () => {
    const view = { x: 0, y: 0, scale: 1 };
    expect(zoomed(view, 1000, { x: 0, y: 0 }).scale).toBe(2);
    expect(zoomed(view, 0.0001, { x: 0, y: 0 }).scale).toBe(0.1);
  });
});

describe('revealing', () => {
  const box = { x: 500, y: 1000, width: 180, height: 46 };

  it('moves only what is out of sight, and only as far as it takes', () => {
    const view = revealing({ x: 0, y: 0, scale: 1 }, box, frame);
    expect(view).toEqual({ x: -104, y: -670, scale: 1 });
    expect(revealing(view, box, frame)).toEqual(view);
    expect(revealing(moved(view, -500, 0), box, frame).x).toBe(-476);
  });
});
