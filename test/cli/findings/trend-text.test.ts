import { describe, expect, it } from 'vitest';
import { barsOf } from '../../../lib/cli/findings/trend-text.ts';

describe('barsOf', () => {
  it('draws the highest number as a full bar, and nought as the lowest', () => {
    expect(barsOf([0, 5, 10])).toBe('▁▅█');
  });

  it('draws nights without findings flat', () => {
    expect(barsOf([0, 0])).toBe('▁▁');
    expect(barsOf([])).toBe('');
  });
});
