import { afterEach, describe, expect, it, vi } from 'vitest';
import { collectGarbage } from '../lib/collect-garbage.ts';

describe('collectGarbage', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('asks V8, where the process was started with the flag for it', () => {
    const gc = vi.fn();
    vi.stubGlobal('gc', gc);
    collectGarbage();
    expect(gc).toHaveBeenCalledOnce();
  });

  it('does nothing elsewhere', () => {
    vi.stubGlobal('gc', undefined);
    expect(collectGarbage).not.toThrow();
  });
});
